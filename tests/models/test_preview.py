"""The preview of a fee page by date."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from tests import factories
from tests.journeys.library import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def page():
    """A fee page with the rates of three years."""
    blocks = [
        factories.overdue(factories.group("Voksne", (1, None, amount)), first=first)
        for amount, first in ((20, None), (25, date(2027, 1, 1)), (30, date(2028, 1, 1)))
    ]
    page = factories.takster_page(factories.site().root_page, *blocks)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def editor(client):
    client.force_login(factories.admin())
    return client


def fee(response):
    """What an adult pays, as the preview says."""
    html = BeautifulSoup(response.content, "html.parser")
    return html.select_one(".libfees-overdue td").get_text(strip=True)


def test_each_coming_version_has_a_mode(page):
    assert [(mode, str(name)) for mode, name in page.preview_modes] == [
        ("", "I dag"),
        ("2027-01-01", "Fra 1. januar 2027"),
        ("2028-01-01", "Fra 1. januar 2028"),
        ("date", "På en dato …"),
    ]
    assert page.default_preview_mode == ""


def type_in(client, page, body):
    """Send what is typed to the preview, as the panel does."""
    data = {"title": page.title, "slug": page.slug, "intro": "null"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(url, data | form_of(body.stream_block, body, "body"))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return url


PREVIEWS = {
    "the editor": ("wagtailadmin_pages:preview_on_edit", lambda page: [page.pk]),
    "the draft": ("wagtailadmin_pages:view_draft", lambda page: [page.pk]),
    "a revision": (
        "wagtailadmin_pages:revisions_view",
        lambda page: [page.pk, page.latest_revision_id],
    ),
}


@pytest.mark.parametrize("where", PREVIEWS)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "20\xa0kr."),
        ({"mode": "2027-01-01"}, "25\xa0kr."),
        ({"mode": "2028-01-01"}, "30\xa0kr."),
        ({"mode": "date"}, "20\xa0kr."),
        ({"mode": "date", "date": "2027-06-01"}, "25\xa0kr."),
        # The page's own link “See all rates as of 1 January 2027” has no mode.
        ({"date": "2027-01-01"}, "25\xa0kr."),
        ({"mode": "2028-01-01", "date": "2027-01-01"}, "25\xa0kr."),
        ({"mode": "date", "date": "i morgen"}, "20\xa0kr."),
        ({"mode": "no mode"}, "20\xa0kr."),
    ],
)
def test_preview_is_as_of_the_day(editor, page, where, query, expected):
    name, arguments = PREVIEWS[where]
    type_in(editor, page, page.body)
    response = editor.get(reverse(name, args=arguments(page)), query)
    assert response.status_code == 200
    assert fee(response) == expected


def test_day_of_ones_own_is_asked_for_and_kept(editor, page):
    url = type_in(editor, page, page.body)
    asked = editor.get(url, {"mode": "date", "in_preview_panel": "true"})
    form = BeautifulSoup(asked.content, "html.parser").select_one(".libfees-preview-day")
    assert form.select_one("[name=mode]")["value"] == "date"
    assert form.select_one("[name=in_preview_panel]")
    editor.get(url, {"mode": "date", "date": "2027-06-01"})
    assert fee(editor.get(url, {"mode": "date"})) == "25\xa0kr.", "the panel loads itself anew"
    assert fee(editor.get(url)) == "20\xa0kr."


def test_preview_shows_what_is_typed(editor, page):
    body = page.body
    body[1].value["groups"][0]["bands"][0]["amount"] = 27
    url = type_in(editor, page, body)
    assert fee(editor.get(url, {"mode": "2027-01-01"})) == "27\xa0kr."


def test_panel_is_told_the_days_of_what_is_typed(editor, page):
    body = page.body
    body[1].value["valid_from"] = date(2027, 7, 1)
    url = type_in(editor, page, body)
    panel = BeautifulSoup(editor.get(url, {"in_preview_panel": "true"}).content, "html.parser")
    modes = panel.find(id="libfees-preview-modes")
    assert [option["value"] for option in modes.find_all("option")] == [
        *("", "2027-07-01", "2028-01-01", "date")
    ]
    assert b"libfees-preview-modes" not in editor.get(url).content


def test_way_back_from_a_day_stays_in_the_preview(editor, page):
    url = type_in(editor, page, page.body)
    shown = BeautifulSoup(editor.get(url, {"date": "2027-01-01"}).content, "html.parser")
    assert shown.select_one(".libfees-other-day a")["href"] == "?"


def test_borrowers_choose_no_mode(client, page):
    html = client.get(page.url, {"mode": "2027-01-01"})
    assert fee(html) == "20\xa0kr."
    assert b"libfees-preview-day" not in html.content


def test_translation_is_previewed_by_date_too(editor, page):
    source, _made = TranslationSource.update_or_create_from_instance(page)
    work = Translation.objects.create(source=source, target_locale=factories.locale("en"))
    work.save_target(publish=False)
    url = reverse("wagtail_localize:preview_translation", args=[work.pk, "2027-01-01"])
    assert fee(editor.get(url)) == "DKK\xa025"
