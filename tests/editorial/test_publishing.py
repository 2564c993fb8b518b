"""A page with a gap, a CPR number or broken rates can be a draft, and cannot be published."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests import factories
from tests.editorial.forms import form
from wagtail_libfees.editorial.publishing import PublishRefusedError, publishing_errors

pytestmark = pytest.mark.django_db

BROKEN = {
    "gap": ([(1, 7, 20), (9, None, 70)], "band_gap"),
    "overlap": ([(1, 7, 20), (7, None, 70)], "band_overlap"),
    "closed": ([(1, 7, 20), (8, 30, 70)], "last_band_closed"),
    "open early": ([(1, None, 20), (8, None, 70)], "band_open_early"),
    "first day": ([(2, 7, 20), (8, None, 70)], "band_first_day"),
    "order": ([(8, None, 70), (1, 7, 20)], "band_order"),
    "reversed": ([(1, 7, 20), (8, 5, 70)], "band_reversed"),
}


@pytest.fixture
def home():
    return factories.site().root_page


def codes(page):
    return {error.code for error in publishing_errors(page)}


def where(page):
    return {(error.code, error.field) for error in publishing_errors(page)}


def faq_with(home, place, words):
    """A draft with `words` in one place of the page."""
    fields = {"live": False}
    blocks = [factories.questions()]
    if place in ("title", "intro", "search_description", "seo_title"):
        fields[place] = f"<p>{words}</p>" if place == "intro" else words
    elif place == "answer":
        blocks = [factories.questions(("Hvad?", f"<p>{words}</p>"))]
    elif place == "question":
        blocks = [factories.questions((words, "<p>Ja.</p>"))]
    elif place == "second question":
        blocks = [factories.questions(("A?", "<p>B</p>"), ("Hvad?", f"<p>{words}</p>"))]
    elif place == "text":
        blocks = [factories.questions(), factories.text(words)]
    elif place == "contact":
        blocks = [("contact", {"heading": "", "points": [{"matter": "Sag", "hours": words}]})]
    return factories.faq_page(home, *blocks, **fields)


PLACES = {
    "title": "title",
    "intro": "intro",
    "search_description": "search_description",
    "seo_title": "seo_title",
    "question": "body",
    "answer": "body",
    "second question": "body",
    "text": "body",
    "contact": "body",
}


@pytest.mark.parametrize(("place", "field"), PLACES.items())
@pytest.mark.parametrize(
    ("words", "code"), [(factories.PLACEHOLDER, "placeholder"), (factories.CPR, "cpr")]
)
def test_a_gap_or_a_cpr_number_is_found_wherever_it_stands(home, place, field, words, code):
    assert where(faq_with(home, place, f"Skriv til {words} nu")) == {(code, field)}


@pytest.mark.parametrize("cpr", ["010190-1234", "0101901234", "010190 1234", "010190–1234"])
def test_a_cpr_number_is_found_in_each_spelling(home, cpr):
    assert codes(faq_with(home, "answer", f"Det er {cpr}.")) == {"cpr"}


def test_the_message_does_not_repeat_a_cpr_number(home):
    [error] = publishing_errors(faq_with(home, "answer", factories.CPR))
    assert "1234" not in error.message


HARMLESS = [
    "Se note [1] og [sic] og […]",
    "Ring på 12 34 56 78 eller +45 12345678",
    "Ring på 0101 9012",
    "Faktura 0101901234",
    "Faktura nr. 0101901234",
    "Fakturanummer: 010190 1234",
    "EAN 5790001234567",
    "CVR 12345678",
    "ISBN 978-87-02-00000-1",
    "Beløbet er 1.234,50 kr.",
    "Fra den 01-01-2026 til 31-12-2026",
    "Telefon 70 80 90 10 - 12",
    "Kl. 10-16, lørdag 10-14",
    "Sagen 320190-1234 har ingen dato",
    "Konto 1234 0101901234",
]


@pytest.mark.parametrize("words", HARMLESS)
@pytest.mark.parametrize("place", ["title", "answer"])
def test_other_numbers_and_brackets_do_not_stop_a_page(home, words, place):
    page = faq_with(home, place, words)
    assert publishing_errors(page) == []
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(("rows", "code"), BROKEN.values(), ids=BROKEN)
def test_broken_bands_are_found(home, rows, code):
    page = factories.takster_page(home, factories.overdue(factories.group("Voksne", *rows)))
    assert code in codes(page)
    assert {field for _code, field in where(page)} == {"body"}


@pytest.mark.parametrize("rows", [[(1, None, "free")], [(1, 7, 0), (8, None, 70)]])
def test_fee_free_and_zero_do_not_stop_a_page(home, rows):
    page = factories.takster_page(home, factories.overdue(factories.group("Voksne", *rows)))
    assert publishing_errors(page) == []


def test_two_versions_at_the_same_time_stop_a_page(home):
    page = factories.takster_page(
        home,
        factories.overdue(first=date(2026, 1, 1)),
        factories.overdue(first=date(2026, 1, 1)),
    )
    assert codes(page) == {"group_twice"}


def test_messages_are_in_the_active_language(home):
    from django.utils import translation

    page = faq_with(home, "title", factories.PLACEHOLDER)
    with translation.override("en"):
        [error] = publishing_errors(page)
        assert error.message.startswith("Replace the placeholder")
    with translation.override("da"):
        [danish] = publishing_errors(page)
        assert danish.message != error.message
        assert factories.PLACEHOLDER in danish.message


# Every way to publish


def refused_page(home, **fields):
    return factories.faq_page(home, title=f"Om {factories.PLACEHOLDER}", live=False, **fields)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_publishing_a_revision_is_refused(home):
    page = refused_page(home)
    with pytest.raises(PublishRefusedError) as caught:
        page.save_revision().publish()
    assert factories.PLACEHOLDER in caught.value.messages[0]
    assert not is_live(page)


def test_what_counts_is_the_revision_and_not_the_page(home):
    page = factories.faq_page(home)
    good = page.save_revision()
    page.title = f"Om {factories.PLACEHOLDER}"
    bad = page.save_revision()
    with pytest.raises(PublishRefusedError):
        bad.publish()
    good.publish()
    assert Page.objects.get(pk=page.pk).title == "Om betaling"


def test_a_page_that_is_live_stays_as_it_was(home):
    page = factories.faq_page(home, title="Før")
    page.title = f"Efter {factories.PLACEHOLDER}"
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Før")


def test_a_good_page_is_published(home):
    page = factories.faq_page(home, live=False)
    page.save_revision().publish()
    assert is_live(page)


def test_a_scheduled_revision_is_refused_when_its_time_comes(home):
    page = refused_page(home)
    revision = page.save_revision(approved_go_live_at=timezone.now())
    with pytest.raises(PublishRefusedError):
        revision.publish()
    assert not is_live(page)


# The form in the admin


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("title", {"title": f"Om {factories.PLACEHOLDER}"}),
        ("title", {"title": f"Om {factories.CPR}"}),
        ("body", {"answer": factories.PLACEHOLDER}),
        ("body", {"answer": factories.CPR}),
    ],
)
def test_the_editor_saves_a_draft_and_refuses_to_publish_it(client, home, field, changed):
    page = factories.faq_page(home, live=False)
    client.force_login(factories.admin())
    assert client.post(edit_url(page), form(page, **changed)).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision() is not None
    more = {"action-publish": "action-publish"}
    response = client.post(edit_url(page), form(page, **changed) | more)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not is_live(page)


def test_the_editor_publishes_a_good_page(client, home):
    page = factories.faq_page(home, live=False)
    client.force_login(factories.admin())
    data = form(page, answer="Ja, se note [1].") | {"action-publish": "action-publish"}
    assert client.post(edit_url(page), data).status_code == 302
    assert is_live(page)


SEVERAL = f"{factories.PLACEHOLDER} og {factories.CPR}. Log ind med NemID."


def test_several_errors_of_a_field_are_a_list(client, home):
    """Not one long paragraph; what an editor typed is escaped in it."""
    page = factories.faq_page(home, live=False)
    client.force_login(factories.admin())
    data = form(page, title=f"{SEVERAL} [indsæt 1 < 2 & 3]")
    response = client.post(edit_url(page), data | {"action-publish": "action-publish"})
    found = BeautifulSoup(response.text, "html.parser").select(".error-message [role=listitem]")
    assert len(found) == 4
    assert len({item.text for item in found}) == 4
    assert any("1 < 2 & 3" in item.text for item in found)


def test_a_stream_tells_all_its_errors(client, home):
    """Wagtail shows no more than the first error of a stream, with all that is nested in it."""
    page = factories.faq_page(home, live=False)
    client.force_login(factories.admin())
    data = form(page, answer=SEVERAL) | {"action-publish": "action-publish"}
    response = client.post(edit_url(page), data)
    [error] = response.context["form"].errors["body"].as_data()
    at_answer = error.as_json_data()["blockErrors"][0]
    for step in ("questions", 0, "answer"):
        at_answer = at_answer["blockErrors"][step]
    assert len(at_answer["messages"]) == 3


# One round: what the form asks for, and what the checks say, each where it stands


def publish_form(client, page, data):
    """Press “Publish”; the errors of the form if it was refused."""
    client.force_login(factories.admin())
    response = client.post(edit_url(page), data | {"action-publish": "action-publish"})
    return response.context["form"] if response.status_code == 200 else None


def listed_stops(page, data):
    """How much stops publishing by the list beside the editor, as it is typed."""
    client = Client()
    client.force_login(factories.admin("kollega"))
    return client.post(reverse("libfees_live_findings", args=[page.pk]), data).json()["stopping"]


def test_one_round_tells_an_empty_field_and_what_else_is_wrong(client, home):
    page = factories.faq_page(home, live=False)
    typed = form(page, title="[indsæt titel]", answer="Log på med NemID")
    typed["body-0-value-questions-0-value-question"] = ""
    refused = publish_form(client, page, typed)
    assert "[indsæt titel]" in str(refused.errors["title"])
    [error] = refused.errors["body"].as_data()
    inside = error.as_json_data()["blockErrors"][0]["blockErrors"]["questions"]["blockErrors"][0]
    told = {name: one["messages"] for name, one in inside["blockErrors"].items()}
    assert told["question"] == ["Feltet skal udfyldes."]
    assert "NemID" in told["answer"][0]
    assert listed_stops(page, typed) == 3


@pytest.mark.parametrize(
    ("typed", "is_stopped"),
    [
        ({}, False),
        # Worth a look, and never more.
        ({"answer": "Fra 1. juni"}, False),
        ({"answer": "Betal med girokort, se <a href='/nowhere'>her</a>"}, False),
        ({"answer": "[beløb]"}, True),
        ({"answer": "Brug NemID"}, True),
        ({"title": "{portal} [indsæt]"}, True),
        ({"title": ""}, True),
        ({"body-0-value-questions-0-value-question": ""}, True),
        ({"body-0-value-questions-0-value-answer": "null"}, True),
        ({"body-0-value-questions-0-deleted": "1"}, True),
        ({"body-0-deleted": "1"}, False),
        ({"title": "x" * 300}, True),
        ({"slug": "æ ø / å"}, True),
    ],
)
def test_what_is_listed_as_stopping_is_what_stops(client, home, typed, is_stopped):
    page = factories.faq_page(home, live=False)
    data = form(page, **{key: typed[key] for key in ("title", "answer") if key in typed}) | typed
    assert bool(listed_stops(page, data)) == is_stopped
    assert (publish_form(client, page, data) is not None) == is_stopped


def test_what_cannot_be_read_is_told_alone(client, home):
    """A day that is not understood is not told as missing too."""
    index = factories.notice_index(home)
    notice = factories.notice(index, live=False)
    client.force_login(factories.admin())
    url = reverse("libfees_live_findings", args=[notice.pk])
    bad = {"title": "Lukket", "slug": "lukket", "to_day": "31.02.2026", "from_day": "1.2.2026"}
    streams = {f"{name}-count": "0" for name in ("contacts", "links", "updates")}
    answer = client.post(url, bad | streams).json()
    assert not answer["valid"]
    assert "31.02.2026" in answer["list"]
    assert "review_day" not in answer["list"]


def takster_form(page, rows):
    """What the editor sends for a fee page with one group."""
    bands = {"count": str(len(rows))}
    for index, (first, last, amount) in enumerate(rows):
        at = f"{index}-value-"
        bands |= {f"{index}-deleted": "", f"{index}-order": str(index), f"{index}-id": ""}
        bands |= {f"{at}from_day": str(first), f"{at}to_day": "" if last is None else str(last)}
        bands |= {f"{at}amount": str(amount)}
    group = {"0-deleted": "", "0-order": "0", "0-id": "", "count": "1", "0-value-label": "Voksne"}
    group |= {"0-value-age_from": "", "0-value-age_to": ""}
    group |= {f"0-value-bands-{name}": value for name, value in bands.items()}
    block = {"heading": "", "groups": group, "accrual": "", "decision_url": ""}
    block |= dict.fromkeys(("valid_from", "valid_to", "adopted_by", "adopted_on"), "")
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "intro": rich_text(""),
            "body": streamfield([("overdue_fees", block)]),
        }
    )


@pytest.mark.parametrize("name", ["gap", "overlap", "closed", "first day"])
def test_the_editor_saves_broken_bands_as_a_draft_and_refuses_to_publish_them(client, home, name):
    page = factories.takster_page(home, live=False)
    client.force_login(factories.admin())
    data = takster_form(page, BROKEN[name][0])
    assert client.post(edit_url(page), data).status_code == 302
    page.refresh_from_db()
    draft = page.get_latest_revision().as_object()
    assert draft.body[0].value["groups"][0]["bands"][0]["from_day"] == BROKEN[name][0][0][0]
    response = client.post(edit_url(page), data | {"action-publish": "action-publish"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["body"]
    assert not is_live(page)


def test_the_message_about_a_gap_stands_at_the_band(client, home):
    page = factories.takster_page(home, live=False)
    client.force_login(factories.admin())
    data = takster_form(page, BROKEN["gap"][0]) | {"action-publish": "action-publish"}
    response = client.post(edit_url(page), data)
    [stream] = response.context["form"].errors["body"].as_data()
    block = stream.block_errors[0]
    group = block.block_errors["groups"].block_errors[0]
    bands = group.block_errors["bands"]
    assert bands.block_errors or bands.non_block_errors
    assert not block.non_block_errors


def test_the_editor_publishes_whole_bands(client, home):
    page = factories.takster_page(home, live=False)
    client.force_login(factories.admin())
    data = takster_form(page, [(1, 7, 20), (8, None, 70)])
    response = client.post(edit_url(page), data | {"action-publish": "action-publish"})
    assert response.status_code == 302
    assert is_live(page)


def test_a_half_typed_band_is_saved_as_a_draft(client, home):
    page = factories.takster_page(home, live=False)
    client.force_login(factories.admin())
    assert client.post(edit_url(page), takster_form(page, [("", "", "")])).status_code == 302


def first_amount(revision):
    return revision.as_object().body[0].value["groups"][0]["bands"][0]["amount"]


def test_an_older_form_replaces_no_newer_amounts_unasked(client, home):
    """By Wagtail's own look at the revision that was opened, which the form has to carry."""
    page = factories.takster_page(home, live=False)
    client.force_login(factories.admin())
    client.post(edit_url(page), takster_form(page, [(1, None, 20)]))
    html = BeautifulSoup(client.get(edit_url(page)).content, "html.parser")
    opened = {f["name"]: f["value"] for f in html.select("input[name^=loaded_revision]")}
    client.post(edit_url(page), takster_form(page, [(1, None, 25)]))
    newer = page.revisions.latest("pk")
    # What is saved by itself, every few seconds, is refused ...
    older = takster_form(page, [(1, None, 30)]) | opened
    answer = client.post(edit_url(page), older, headers={"accept": "application/json"}).json()
    assert answer["error_code"] == "invalid_revision"
    assert page.revisions.latest("pk") == newer
    assert first_amount(newer) == 25
    # ... and who presses the button all the same leaves the newer amounts in the history.
    assert client.post(edit_url(page), older).status_code == 302
    assert first_amount(page.revisions.latest("pk")) == 30
    assert first_amount(page.revisions.get(pk=newer.pk)) == 25


# Bulk publishing


def bulk_url(*pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?{ids}"


def test_bulk_publishing_is_refused_with_a_message_and_publishes_nothing(client, home):
    good, bad = factories.faq_page(home, live=False), refused_page(home)
    client.force_login(factories.admin())
    response = client.post(bulk_url(good, bad), follow=True)
    assert any(bad.title in str(message) for message in response.context["messages"])
    assert not is_live(bad)
    assert not is_live(good)


def test_bulk_publishing_looks_at_what_is_below_too(client, home):
    index = factories.notice_index(home, live=False)
    bad = factories.notice(index, title=f"Om {factories.PLACEHOLDER}", live=False)
    client.force_login(factories.admin())
    client.post(bulk_url(index), {"include_descendants": "on"})
    assert not is_live(bad)


def test_bulk_publishing_looks_at_the_latest_draft(client, home):
    page = factories.faq_page(home, live=False)
    page.title = f"Om {factories.PLACEHOLDER}"
    page.save_revision()
    client.force_login(factories.admin())
    client.post(bulk_url(page))
    assert not is_live(page)


def test_bulk_publishing_publishes_good_pages(client, home):
    pages = [factories.faq_page(home, live=False) for _ in range(2)]
    client.force_login(factories.admin())
    assert client.post(bulk_url(*pages)).status_code == 302
    assert all(is_live(page) for page in pages)


@override_settings(WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE=False)
def test_a_copy_of_a_bad_page_cannot_be_published_either(home):
    copied = refused_page(home).copy(update_attrs={"slug": "kopi"})
    with pytest.raises(PublishRefusedError):
        copied.save_revision().publish()
