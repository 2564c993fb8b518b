"""For whom a question is, is remembered from one import of a source to the next."""

import pytest

from tests import factories
from tests.imports.imports import item, parsed, staff_item, words
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.faq.choices import Choice, WhoseWords
from wagtail_libfees.imports.faq.drafts import import_faq, plan_faq
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.rollback import rollback_run
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

pytestmark = pytest.mark.django_db

CARD, SECRET = "Kan jeg betale med kort?", staff_item().question
TO_STAFF = Choice(audience=Audience.STAFF)
TO_BORROWERS = Choice(audience=Audience.BORROWER, confirmed=True)
LONG = "Du finder skemaet på drevet under økonomi, og lederen skriver under på det hver gang."


def run(home, *items, **choices):
    """Import below the front page, with choices by question."""
    chosen = {item(question).key: choice for question, choice in choices.get("choices", {}).items()}
    return import_faq(parsed(*items), parent=home, choices=chosen)


def public():
    """The questions for borrowers, on all pages."""
    return {q for page in PaymentFAQPage.objects.all() for q in words(page)}


def private():
    """The questions for staff, on all pages."""
    return {q for page in StaffGuidePage.objects.all() for q in words(page)}


def test_question_that_was_moved_to_staff_stays_there(home):
    run(home, (CARD, "Ja."), choices={CARD: TO_STAFF})
    assert run(home, (CARD, "Ja.")).run is None
    run(home, (CARD, "Nej."))
    assert (public(), private()) == (set(), {CARD})
    assert words(StaffGuidePage.objects.get())[CARD] == "<p>Nej.</p>"


def test_desk_steps_stay_desk_steps(home):
    run(home, (CARD, "Ja."), choices={CARD: Choice(audience=Audience.WORKFLOW)})
    assert plan_faq(parsed((CARD, "Ja.")), parent=home).parsed.items[0].audience == "workflow"


def test_source_that_loses_its_heading_for_staff_makes_nothing_public(home):
    run(home, staff_item())
    assert run(home, item(SECRET, "Henvis til lederen.")).run is None
    run(home, item(SECRET, "Henvis til chefen."))
    assert (public(), private()) == (set(), {SECRET})


def test_same_words_under_another_key_stay_for_staff(home):
    run(home, item("Hvem?", LONG, audience=Audience.STAFF))
    run(home, item("Hvem underskriver?", LONG))
    assert public() == set()
    assert "Hvem underskriver?" in private()


def test_moving_it_to_borrowers_needs_the_confirmation_whatever_the_source_says_now(home):
    run(home, staff_item())
    with pytest.raises(DraftError):
        run(home, item(SECRET), choices={SECRET: Choice(audience=Audience.BORROWER)})
    assert public() == set()
    run(home, item(SECRET), choices={SECRET: TO_BORROWERS})
    assert public() == {SECRET}


def test_confirmed_question_stays_with_borrowers_while_its_words_do(home):
    run(home, staff_item(), choices={SECRET: TO_BORROWERS})
    assert run(home, staff_item()).run is None
    assert private() == set()


@pytest.mark.parametrize("later", [staff_item, item], ids=["staff", "lost heading"])
def test_new_words_of_a_confirmed_question_need_the_confirmation_again(home, later):
    run(home, staff_item(), choices={SECRET: TO_BORROWERS})
    changed = later(SECRET, "Sig aldrig koden 4711 til nogen.")
    assert run(home, changed).run is None
    page = PaymentFAQPage.objects.get()
    assert words(page) == {SECRET: "<p>Henvis til lederen.</p>"}
    with pytest.raises(DraftError):
        run(home, changed, choices={SECRET: Choice(words=WhoseWords.SOURCE)})
    run(home, changed, choices={SECRET: Choice(words=WhoseWords.SOURCE, confirmed=True)})
    assert "4711" in words(page)[SECRET]


def test_new_words_of_a_confirmed_question_can_be_turned_down_for_good(home):
    run(home, staff_item(), choices={SECRET: TO_BORROWERS})
    changed = staff_item(SECRET, "Sig aldrig koden til nogen.")
    run(home, changed, choices={SECRET: Choice(words=WhoseWords.PAGE)})
    assert run(home, changed).run is None


def test_source_that_marks_a_question_for_staff_later_is_believed(home):
    run(home, (SECRET, "Henvis til lederen."))
    result = run(home, staff_item(SECRET, "Giv rabat."))
    assert private() == {SECRET}
    assert words(PaymentFAQPage.objects.get())[SECRET] == "<p>Henvis til lederen.</p>"
    assert result.run is not None


def test_what_was_rolled_back_is_forgotten(home):
    moved = run(home, (CARD, "Ja."), choices={CARD: TO_STAFF})
    rollback_run(moved.run)
    run(home, (CARD, "Ja."))
    assert public() == {CARD}


def test_guide_that_was_deleted_does_not_make_its_questions_public(home):
    run(home, (CARD, "Ja."), choices={CARD: TO_STAFF})
    StaffGuidePage.objects.get().delete()
    run(home, (CARD, "Nej."))
    assert public() == set()


def test_another_library_decides_for_itself(home):
    run(home, (CARD, "Ja."), choices={CARD: TO_STAFF})
    elsewhere = factories.site("anden.example", default=False).root_page.specific
    run(elsewhere, (CARD, "Ja."))
    assert public() == {CARD}
