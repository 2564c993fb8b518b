"""The public page of a notice."""

import json
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from freezegun import freeze_time
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import get_page_models

from tests import factories

pytestmark = pytest.mark.django_db

# 12:00 in Copenhagen.
NOON = "2026-11-20T11:00:00Z"


@pytest.fixture(autouse=True)
def _noon():
    with freeze_time(NOON):
        yield


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page)


def shown(client, notice):
    response = client.get(notice.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def words(client, notice):
    article = shown(client, notice).article
    return " ".join(article.get_text(" ").split())


def json_ld(client, notice):
    [script] = shown(client, notice).select('script[type="application/ld+json"]')
    nodes = json.loads(script.string)["@graph"]
    return next(node for node in nodes if node["@type"] == "SpecialAnnouncement")


DAY = date(2026, 11, 20)


def test_an_update_waits_for_its_day_and_time(client, index):
    entry = {"day": DAY, "time": time(16), "text": "<p>Det virker igen</p>"}
    notice = factories.notice(index, updates=[("update", entry)])

    def api():
        found = client.get(f"/api/v2/pages/{notice.pk}/?fields=updates").json()
        return [each["value"]["text"] for each in found["updates"]]

    assert "Det virker igen" not in words(client, notice)
    assert "Opdateringer" not in words(client, notice)
    assert api() == []
    notice.save_revision()
    client.force_login(factories.admin())
    preview = reverse(
        "wagtailadmin_pages:revisions_view", args=[notice.pk, notice.latest_revision_id]
    )
    assert "Det virker igen" in client.get(preview).content.decode()
    client.logout()
    with freeze_time("2026-11-20T14:59:30Z"):
        assert "max-age=0" in client.get(notice.url)["Cache-Control"]
    with freeze_time("2026-11-20T15:00:00Z"):
        assert "Det virker igen" in words(client, notice)
        assert len(api()) == 1


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-19T22:59:59Z", "coming"),
        ("2026-11-19T23:00:00Z", "now"),
        ("2026-11-20T22:59:59Z", "now"),
        ("2026-11-20T23:00:00Z", "over"),
        ("2030-01-01T00:00:00Z", "over"),
    ],
)
def test_a_notice_says_to_the_second_that_it_is_coming_or_over(client, index, moment, expected):
    notice = factories.notice(index, from_day=DAY, to_day=DAY)
    with freeze_time(moment):
        text = words(client, notice)
    assert ("Denne meddelelse er udløbet." in text) is (expected == "over")
    assert ("Den gælder fra den 20. november 2026." in text) is (expected == "coming")


def test_everything_that_a_notice_says_is_on_its_page(client, index):
    faq = factories.faq_page(index.get_parent(), title="Svar om betaling")
    notice = factories.notice(
        index,
        "Ny betaling",
        kind="payment_change",
        text="<p>Om det hele</p>",
        changes="<p>Stedet</p>",
        unchanged="<p>Taksterne</p>",
        to_do="<p>Ingenting</p>",
        services=["payment"],
        period_from_day=date(2026, 12, 24),
        period_to_day=date(2026, 12, 24),
        contacts=[
            ("point", {"matter": "Regningen", "phone": "12 34 56 78", "address": "Havnen 1"})
        ],
        links=[("page", {"page": faq, "text": ""})],
        updates=[("update", {"day": DAY, "time": time(9), "text": "<p>Det virker</p>"})],
        cut_off_day=date(2027, 1, 1),
        old_balances="Ved skranken",
        old_url="https://gammel.example/",
        old_channel_ends=date(2027, 3, 31),
        new_balances="I portalen",
        new_url="https://ny.example/",
        login_needed=True,
    )
    notice.branches.add(factories.branch("Havnebiblioteket", address="Kajen 2"))
    notice.save()
    text = words(client, notice)
    for expected in (
        "Ny betalingsløsning",
        "24. december 2026",
        "Havnebiblioteket, Kajen 2",
        "Om det hele",
        "Stedet",
        "Taksterne",
        "Ingenting",
        "Det, du skyldte før den 1. januar 2027",
        "Ved skranken",
        "Du kan betale dér til og med den 31. marts 2027.",
        "I portalen",
        "Du skal logge ind for at betale.",
        "20. november 2026 kl. 9.00",
        "Det virker",
        "Svar om betaling",
        "Regningen",
        "Havnen 1",
    ):
        assert expected in text
    page = shown(client, notice)
    assert {"https://gammel.example/", "https://ny.example/", "tel:12345678", faq.url} <= {
        a["href"] for a in page.article.select("a")
    }
    assert page.time["datetime"] == "2026-11-20T09:00:00+01:00"


def test_a_notice_without_more_has_no_empty_headings(client, index):
    page = shown(client, factories.notice(index))
    assert page.article.select("h2, dl") == []


def test_who_is_responsible_is_nowhere_in_public(client, index):
    notice = factories.notice(index, responsible=factories.admin("birthe.vagn"))
    page = f"/api/v2/pages/{notice.pk}/?fields=*"
    for url in (
        notice.url,
        index.url,
        "/",
        page,
        "/api/v2/pages/?fields=*&type=libfees_pages.ServiceNoticePage",
    ):
        assert "birthe" not in client.get(url).content.decode()
    assert "responsible" not in client.get(page).json()


def test_words_of_an_editor_are_no_markup(client, index):
    evil = "</script><script>alert(1)</script>"
    notice = factories.notice(
        index,
        evil,
        kind="payment_change",
        lead=evil,
        old_balances=evil,
        links=[("address", {"text": evil, "url": "https://x.example/"})],
        contacts=[("point", {"matter": evil, "name": evil})],
    )
    notice.branches.add(factories.branch(evil[:99]))
    notice.save()
    assert "<script>alert" not in client.get(notice.url).content.decode()
    assert json_ld(client, notice)["name"] == evil


def test_social_media_see_title_lead_and_image(client, index):
    image = get_image_model().objects.create(title="Havn", file=get_test_image_file())
    notice = factories.notice(index, "Lukket", lead="Vi lukker.", image=image, to_day=DAY)
    found = {
        meta["property"]: meta["content"] for meta in shown(client, notice).select("meta[property]")
    }
    assert found["og:title"] == "Lukket"
    assert found["og:description"] == "Vi lukker."
    assert found["og:url"] == f"http://localhost{notice.url}"
    assert found["og:image"].startswith("http://localhost/")
    assert found["article:expiration_time"] == "2026-11-21T00:00:00+01:00"


def test_programs_read_when_it_was_posted_when_it_expires_and_where_it_holds(client, index):
    notice = factories.notice(
        index,
        "Lukket",
        kind="closure",
        to_day=date(2026, 12, 24),
        period_from_day=date(2026, 12, 24),
        period_to_day=date(2026, 12, 24),
    )
    notice.branches.add(factories.branch("Havnen", isil="DK-710100"))
    notice.save()
    data = json_ld(client, notice)
    assert data["@type"] == "SpecialAnnouncement"
    assert data["expires"] == "2026-12-24T23:00:00+00:00"
    [library] = data["announcementLocation"]
    assert (library["name"], library["identifier"]) == ("Havnen", "DK-710100")
    [hours] = library["specialOpeningHoursSpecification"]
    assert (hours["validFrom"], hours["validThrough"]) == ("2026-12-24", "2026-12-24")


def test_no_branch_is_said_to_be_closed_because_a_notice_of_it_is_shown(client, index):
    notice = factories.notice(index, kind="closure", to_day=date(2026, 12, 24))
    notice.branches.add(factories.branch("Havnen"))
    notice.save()
    [library] = json_ld(client, notice)["announcementLocation"]
    assert "specialOpeningHoursSpecification" not in library


@override_settings(
    WAGTAIL_LIBFEES={"LONGEST_CACHE": 3600, "BASE_TEMPLATE": "example_site/base.html"}
)
@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        ("2026-11-20T22:00:00Z", True),
        ("2026-11-20T22:00:01Z", False),
        ("2026-11-20T23:00:00Z", True),
    ],
)
def test_no_cache_keeps_a_notice_past_its_end(client, index, moment, kept):
    notice = factories.notice(index, from_day=DAY, to_day=DAY)
    with freeze_time(moment):
        header = client.get(notice.url).headers.get("Cache-Control", "")
    assert ("no-store" not in header) is kept


def test_a_page_outside_the_language_says_it_in_its_own(client, index):
    english = factories.translated(factories.notice(index, to_day=DAY), title="Closed")
    with freeze_time("2026-11-22T12:00:00Z"):
        text = words(client, english)
    assert "This notice has expired." in text
    assert "It was in force from 1 January 2026 to and including 20 November 2026." in text


@pytest.mark.parametrize(
    ("fields", "moment", "expected"),
    [
        # The night in which 02:00 becomes 03:00: 02:30 counts from before it.
        (
            {"from_day": date(2026, 3, 29), "from_time": time(2, 30)},
            "2026-03-29T01:29:59Z",
            "coming",
        ),
        ({"from_day": date(2026, 3, 29), "from_time": time(2, 30)}, "2026-03-29T01:30:00Z", "now"),
        # The night in which 02:30 comes twice: the first is meant.
        ({"to_day": date(2026, 10, 25), "to_time": time(2, 30)}, "2026-10-25T00:29:59Z", "now"),
        ({"to_day": date(2026, 10, 25), "to_time": time(2, 30)}, "2026-10-25T00:30:00Z", "over"),
        # The whole of a day of 25 hours.
        ({"to_day": date(2026, 10, 25)}, "2026-10-25T22:59:59Z", "now"),
        ({"to_day": date(2026, 10, 25)}, "2026-10-25T23:00:00Z", "over"),
        # An open end.
        ({}, "2099-01-01T00:00:00Z", "now"),
    ],
)
def test_both_changes_of_the_clock_and_an_open_end(client, index, fields, moment, expected):
    notice = factories.notice(index, **fields)
    with freeze_time(moment):
        text = words(client, notice)
    assert ("Denne meddelelse er udløbet." in text) is (expected == "over")
    assert ("Denne meddelelse gælder ikke endnu." in text) is (expected == "coming")


def test_contact_follows_the_order_of_the_sites_channels_and_hides_nothing(client, index):
    in_use = [("channel", {"channel": name}) for name in ("phone", "self_service")]
    factories.fee_settings(index.get_site(), contact_channels=in_use)
    point = {
        "matter": "Regningen",
        "email": "a@fjordby.example",
        "url": "https://portal.example/",
        "login_needed": True,
        "phone": "12 34 56 78",
    }
    notice = factories.notice(index, contacts=[("point", point)])
    contact = shown(client, notice).select_one(".libfees-contact-points")
    assert [a["href"] for a in contact.select("a")] == [
        "tel:12345678",
        "https://portal.example/",
        "mailto:a@fjordby.example",
    ]
    assert "log" in contact.get_text()


@pytest.mark.parametrize("moment", ["2026-12-01T11:00:00Z", "2026-12-24T11:00:00Z", "2027-01-02"])
def test_a_closing_day_is_not_read_as_closed_for_as_long_as_it_is_announced(client, index, moment):
    day = date(2026, 12, 24)
    shown = {"from_day": date(2026, 12, 1), "to_day": date(2026, 12, 26)}
    notice = factories.notice(index, "Lukket", period_from_day=day, period_to_day=day, **shown)
    with freeze_time(moment):
        for url in (notice.url, index.url):
            text = BeautifulSoup(client.get(url).content, "lxml").main.get_text()
            assert "24. december 2026" in text
            assert "26. december" not in text


# What scripts of the editor ask a form for: a field of that name would answer in its place.
SHADOWED = {"action", "method", "submit", "reset", "elements", "target", "enctype", "noValidate"}


@pytest.mark.parametrize(
    "model", [page for page in get_page_models() if page._meta.app_label == "libfees_pages"]
)
def test_no_field_hides_from_the_editor_where_its_form_goes(model):
    """A field called `action` made autosave post to an address that does not exist."""
    names = set(model.get_edit_handler().get_form_class().base_fields)
    assert names & SHADOWED == set()


@pytest.mark.usefixtures("nothing_kept")
def test_the_permanent_address_costs_a_page_view_one_query(client, index):
    notice = factories.notice(index)
    shown(client, notice)
    with CaptureQueriesContext(connection) as found:
        shown(client, notice)
    assert len([query for query in found if "permanentaddress" in query["sql"]]) == 1
