"""Mending in the preview: words, groups, readers, outdated words; and who else is there."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories
from tests.factories import importer
from tests.imports.imports import item, parsed, staff_item, stream, words
from wagtail_libfees.imports.faq.drafts import import_faq, plan_faq
from wagtail_libfees.imports.faq.runs import run_of
from wagtail_libfees.imports.models import ImportRun, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.provenance import provenance_of
from wagtail_libfees.imports.reading.plan import Difference
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.rollback import Outcome, rollback_run
from wagtail_libfees.pages.models import PaymentFAQPage

pytestmark = pytest.mark.django_db

CARD, CASH, NEMID = "Kan jeg betale med kort?", "Kan jeg betale kontant?", "Hvordan logger jeg ind?"


@pytest.fixture
def page(home):
    """A payment FAQ with a question of an editor."""
    return factories.faq_page(home, factories.questions(("Hvorfor?", "<p>Derfor.</p>")))


@pytest.fixture(autouse=True)
def user(client, home):
    """An editor who may import, logged in."""
    found = importer("redaktoer", "add_page", "change_page")
    client.force_login(found)
    return found


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Send the form of a preview as the browser does, with `typed` in it; the answer is shown.

    `shown` is the form as an editor opened it before.
    """

    def sent(run, *, shown=None, **typed):
        url = reverse("libfees_imports:run", args=[run.pk])
        data = {**(shown or opened(client, run)), **typed}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, data)
        run.refresh_from_db()
        return client.get(response.url) if response.status_code == 302 else response

    return sent


def opened(client, run):
    """The fields of a preview with what stands in them."""
    url = reverse("libfees_imports:run", args=[run.pk])
    soup = BeautifulSoup(client.get(url, {"kind": "all"}).content, "html.parser")
    found = {}
    for field in soup.select("#libfees-preview :is(input, select)"):
        if field.name == "select":
            found[field["name"]] = field.select_one("[selected]")["value"]
        elif field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
            found[field.get("name")] = field.get("value", "")
    found.pop(None, None)
    return found


def run_with(page, *items):
    """A run into `page` that waits for the editor."""
    return run_of(parsed(*items), Origin(), user=None, page=page)


def key(question):
    return item(question).key


# The words


def mend(client, run, number, **typed):
    url = reverse("libfees_imports:mend", args=[run.pk, number])
    return client.post(url, {f"i{number}-{name}": value for name, value in typed.items()})


def test_mended_words_are_imported_in_the_place_of_the_sources(client, page, send):
    run = run_with(page, (CARD, "Ja."), (CASH, "Nej."))
    send(
        run,
        **{"i0-question": "Tager I kort?", "i0-answer": "<p>Ja, <b>også</b> Visa.</p>"},
        **{"import": "1"},
    )
    assert run.status == Status.DONE
    found = words(page)
    assert "også</b> Visa" in found["Tager I kort?"]
    assert found[CASH] == "<p>Nej.</p>"
    assert CARD not in found


def test_the_page_of_one_question_does_the_same(client, page, send):
    run = run_with(page, (CARD, "Ja."))
    shown = client.get(reverse("libfees_imports:mend", args=[run.pk, 0]))
    assert "data-draftail-input" in shown.content.decode()
    response = mend(client, run, 0, question=CARD, answer="<p>Ja, gerne.</p>")
    assert response.url.endswith("#i0")
    send(run, **{"import": "1"})
    assert "Ja, gerne." in words(page)[CARD]


def test_the_next_import_keeps_what_was_mended_and_sees_what_the_source_changes(page, send):
    run = run_with(page, (CARD, "Ja."))
    send(run, **{"i0-question": CARD, "i0-answer": "<p>Ja, gerne.</p>", "import": "1"})

    def kinds(*items):
        return [p.kind for p in plan_faq(parsed(*items), page=page).pages[0].plan.items]

    assert kinds((CARD, "Ja.")) == [Difference.CHANGED_HERE]
    assert kinds((CARD, "Nej.")) == [Difference.CONFLICT]
    assert import_faq(parsed((CARD, "Ja.")), page=page).run is None
    latest = PaymentFAQPage.objects.get().get_latest_revision_as_object()
    assert [p.changed_here for p in provenance_of(latest)] == [1]


@pytest.mark.parametrize("before", [None, "Måske."], ids=["added", "changed"])
def test_mended_words_are_taken_back_and_counted(client, page, send, before):
    if before:
        import_faq(parsed((CARD, before)), page=page)
    untouched = stream(page)
    run = run_with(page, (CARD, "Ja."))
    send(run, **{"i0-question": CARD, "i0-answer": "<p>Ja, gerne.</p>", "import": "1"})
    assert "gerne" in words(page)[CARD]
    (line,) = rollback_run(run)
    assert line.outcome == (Outcome.RESTORED if before else Outcome.REMOVED)
    assert stream(page) == untouched
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    assert "taget tilbage: 1" in html
    assert "ikke taget tilbage" not in html


EMOJI = "Ja 👍🏽 — også på mobilen"
HOSTILE = [
    # What is typed, a part of what is stored, and what must not be there.
    ("<p>Ja</p><script>alert(1)</script>", "Ja", "<script"),
    ('<p><a href="javascript:alert(1)">Her</a></p>', "Her", "javascript:"),
    ('<p onclick="x()">Ja<img src=x onerror=x()></p>', "Ja", "onerror"),
    ("<table><tr><td>20</td></tr></table>", "20", "<table"),
    (f"<p>{EMOJI}</p>", EMOJI, "???"),
    (f"<p>{'Langt svar. ' * 1700}</p>", "Langt svar. Langt svar.", "???"),
    (f"<p>Mit nummer er {factories.CPR}.</p>", "XXXXXX-XXXX", factories.CPR),
    (json.dumps({"blocks": [], "entityMap": {}}), None, None),
    (json.dumps({"blocks": 7}), None, None),
    (json.dumps({"blocks": [{"text": 1}]}), None, None),
    (json.dumps(["blocks"]), None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("typed", "stored", "absent"), HOSTILE)
def test_what_is_typed_passes_the_allow_list(page, send, typed, stored, absent):
    run = run_with(page, (CARD, "Ja."))
    response = send(run, **{"i0-question": CARD, "i0-answer": typed, "import": "1"})
    if stored is None:
        assert response.status_code == 200
        assert "errorlist" in response.content.decode()
        assert CARD not in words(page)
        return
    assert stored in words(page)[CARD]
    assert absent not in json.dumps([run.choices, stream(page)])


@pytest.mark.parametrize("question", ["", "   ", "x" * 501])
def test_question_that_cannot_be_is_said_at_the_field(page, send, question):
    run = run_with(page, (CARD, "Ja."))
    html = send(run, **{"i0-question": question, "i0-answer": "<p>Ja.</p>", "import": "1"})
    assert "errorlist" in html.content.decode()
    assert CARD not in words(page)


@pytest.mark.parametrize("number", [1, 99])
def test_only_what_the_import_can_write_is_mended(client, page, number):
    import_faq(parsed((CARD, "Ja.")), page=page)
    run = run_with(page, (CASH, "Ja."), (CARD, "Ja."))
    assert mend(client, run, number, question=CASH, answer="<p>Nej.</p>").status_code == 404


def test_words_of_a_page_that_one_may_not_edit_are_not_shown(client, home, page):
    guide = factories.staff_guide(home)
    secret = staff_item("Er det hemmeligt?")
    import_faq(parsed(secret), page=guide)
    run = run_with(page, (CARD, "Ja."), secret)
    client.force_login(importer("snaever", "change_page", below=page))
    assert client.get(reverse("libfees_imports:mend", args=[run.pk, 1])).status_code == 404


# Groups and readers


def test_a_group_is_renamed_for_all_its_questions_also_on_other_pages(page, send):
    run = run_with(page, *((f"Hvad koster nr. {n}?", "20 kr.") for n in range(50)))
    send(run, **{"g0-0-name": "Priser"})
    assert {choice["group"] for choice in run.choices.values()} == {"Priser"}
    assert len(run.choices) == 50
    send(run, **{"g0-0-name": "Betaling"})
    assert run.choices == {}
    send(run, **{"g0-0-name": "Priser", "i3-group": "Andet", "import": "1"})
    made = {c["value"]["heading"]: len(c["value"]["questions"]) for c in stream(page)}
    assert made == {"": 1, "Priser": 49, "Andet": 1}


@pytest.mark.parametrize("name", ["", "  "])
def test_empty_group_name_is_said_at_the_field(page, send, name):
    run = run_with(page, (CARD, "Ja."))
    html = send(run, **{"g0-0-name": name, "import": "1"}).content.decode()
    assert "Skriv et navn til gruppen." in html
    assert run.status == Status.PARSED


def test_questions_without_a_heading_may_stay_so(page, send):
    run = run_with(page, item(CARD, section=None))
    send(run, **{"import": "1"})
    assert run.status == Status.DONE


def test_one_button_moves_a_question_to_staff(client, home, page, send):
    guide = factories.staff_guide(home)
    run = run_with(page, (CARD, "Ja."), (CASH, "Nej."))
    html = send(run, move="0-staff").content.decode()
    assert run.choices == {key(CARD): {"audience": "staff"}}
    columns = BeautifulSoup(html, "html.parser").select(".libfees-import__column")
    assert [CARD in column.text for column in columns] == [False, True]
    send(run, **{"import": "1"})
    assert CARD in words(guide)
    assert CARD not in words(page)


def test_text_for_staff_is_moved_to_borrowers_only_with_a_confirmation(page, send):
    run = run_with(page, (CARD, "Ja."), staff_item())
    html = send(run, move="1-borrower").content.decode()
    assert "errorlist" in html
    assert run.choices == {}
    send(run, move="1-borrower", **{"i1-confirmed": "on"})
    assert run.choices[staff_item().key]["audience"] == Audience.BORROWER


@pytest.mark.parametrize(
    "move", ["", "x", "0", "0-", "0-everyone", "99-staff", "-1-staff", "²-staff"]
)
def test_move_that_is_none_does_nothing(page, send, move):
    run = run_with(page, (CARD, "Ja."))
    assert send(run, move=move).status_code == 200
    assert run.choices == {}


# Outdated words


def test_outdated_words_are_marked_and_replaced(client, page, send):
    run = run_with(page, (NEMID, "Med NemID, som alle har."), (CARD, "Ja."))
    html = client.get(reverse("libfees_imports:run", args=[run.pk])).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert [mark.text for mark in soup.select("summary mark")] == ["Forældet: NemID → MitID"]
    assert [mark.text for mark in soup.select(".libfees-import__whole mark")] == ["NemID"]
    send(run, replace="1")
    assert list(run.choices) == [key(NEMID)]
    send(run, **{"import": "1"})
    assert words(page)[NEMID] == "<p>Med MitID, som alle har.</p>"


# Two at once


def test_choices_made_meanwhile_in_another_window_are_not_lost(client, page, send):
    run = run_with(page, (CARD, "Ja."), (CASH, "Nej."))
    before = opened(client, run)
    send(run, **{"g0-0-name": "Priser"})
    html = send(run, shown=before, **{"i1-words": "page"}).content.decode()
    assert "i et andet vindue" in html
    assert all(choice == {"group": "Priser"} for choice in run.choices.values())
    # What was typed is there still, and who presses again means it.
    again = BeautifulSoup(html, "html.parser")
    assert again.select_one("[name='i1-words'][value=page]").has_attr("checked")


def test_second_of_two_who_import_at_once_finds_it_done(client, page, send):
    run = run_with(page, (CARD, "Ja."))
    before = opened(client, run)
    send(run, **{"import": "1"})
    revision = PaymentFAQPage.objects.get().latest_revision_id
    send(run, shown=before, **{"import": "1"})
    assert PaymentFAQPage.objects.get().latest_revision_id == revision
    assert ImportRun.objects.get().status == Status.DONE


# Much


def test_five_thousand_questions_and_remarks_are_shown_in_pages(client, page):
    run = run_with(page, *((f"Hvad koster nr. {n}?", "20 kr.") for n in range(5000)))
    remarks = [("Del på Facebook", "link", f"line {n}") for n in range(5000)]
    remarks += [(f"Nr. {n}", "navigation", "") for n in range(300)]
    run.rejected = [dict(zip(("text", "code", "place"), r, strict=True)) for r in remarks]
    run.save()
    url = reverse("libfees_imports:run", args=[run.pk])
    html = client.get(url).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert len(soup.select(".libfees-import__item")) == 40
    assert len(soup.select(".libfees-import__left li")) == 100
    assert "5000 gange" in soup.select_one(".libfees-import__left").text
    assert "(5300)" in soup.select_one("#rejected").text
    assert len(html) < 400_000
    second = BeautifulSoup(client.get(url, {"left": "4"}).content, "html.parser")
    assert "Nr. 299" in second.select_one(".libfees-import__left").text
