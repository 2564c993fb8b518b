"""What the editor chooses in the preview, and what is remembered of it."""

import pytest

from tests.imports.imports import answer, edit, item, parsed, staff_item, stream, words
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.faq.choices import Choice, WhoseWords
from wagtail_libfees.imports.faq.drafts import import_faq, plan_faq
from wagtail_libfees.imports.reading.plan import Difference
from wagtail_libfees.imports.reading.records import Audience
from wagtail_libfees.imports.rollback import rollback_run
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

pytestmark = pytest.mark.django_db

CARD, CASH = "Kan jeg betale med kort?", "Kan jeg betale kontant?"


@pytest.fixture
def page(home):
    """A page with one imported question."""
    import_faq(parsed((CARD, "Ja.")), parent=home)
    return PaymentFAQPage.objects.get()


def key(question):
    return item(question).key


def kinds(result):
    return [planned.kind for found in result.pages for planned in found.plan.items]


def run(home, *items, **choices):
    """Import with choices by question."""
    found = {key(question): choice for question, choice in choices.pop("choices", {}).items()}
    return import_faq(parsed(*items), parent=home, choices=found, **choices)


def test_new_question_can_be_left_out_and_is_offered_again(home, page):
    choices = {CASH: Choice(words=WhoseWords.PAGE)}
    assert run(home, (CARD, "Ja."), (CASH, "Ja."), choices=choices).run is None
    assert CASH not in words(page)
    assert kinds(plan_faq(parsed((CARD, "Ja."), (CASH, "Ja.")), parent=home)) == [
        Difference.SAME,
        Difference.NEW,
    ]


def test_new_question_goes_to_the_chosen_group(home, page):
    run(home, (CARD, "Ja."), (CASH, "Ja."), choices={CASH: Choice(group="Ved skranken")})
    assert [child["value"]["heading"] for child in stream(page)] == ["Betaling", "Ved skranken"]


def test_change_of_the_source_that_is_turned_down_is_not_offered_again(home, page):
    run(home, (CARD, "Nej."), choices={CARD: Choice(words=WhoseWords.PAGE)})
    assert words(page)[CARD] == "<p>Ja.</p>"
    assert kinds(plan_faq(parsed((CARD, "Nej.")), parent=home)) == [Difference.CHANGED_HERE]


def test_conflict_keeps_the_editors_words_and_comes_again(home, page):
    edit(page, answer(CARD, "<p>Kun Dankort.</p>"))
    assert run(home, (CARD, "Nej.")).run is None
    assert words(page)[CARD] == "<p>Kun Dankort.</p>"
    assert kinds(plan_faq(parsed((CARD, "Nej.")), parent=home)) == [Difference.CONFLICT]


def test_conflict_is_settled_for_good(home, page):
    edit(page, answer(CARD, "<p>Kun Dankort.</p>"))
    run(home, (CARD, "Nej."), choices={CARD: Choice(words=WhoseWords.PAGE_FOR_GOOD)})
    assert words(page)[CARD] == "<p>Kun Dankort.</p>"
    assert kinds(plan_faq(parsed((CARD, "Nej.")), parent=home)) == [Difference.CHANGED_HERE]


def test_editor_takes_the_words_of_the_source_in_a_conflict(home, page):
    edit(page, answer(CARD, "<p>Kun Dankort.</p>"))
    result = run(home, (CARD, "Nej."), choices={CARD: Choice(words=WhoseWords.SOURCE)})
    assert words(page)[CARD] == "<p>Nej.</p>"
    logged = result.run.items.get()
    assert (logged.action, logged.answer_before) == ("changed", "<p>Kun Dankort.</p>")


def test_question_for_borrowers_is_moved_to_staff_without_ado(home):
    run(home, (CARD, "Ja."), choices={CARD: Choice(audience=Audience.STAFF)})
    assert CARD in words(StaffGuidePage.objects.get())
    assert not PaymentFAQPage.objects.exists()


def test_staff_text_needs_a_confirmation_to_become_public(home):
    secret = staff_item()
    with pytest.raises(DraftError, match=secret.question[:20]):
        run(home, secret, choices={secret.question: Choice(audience=Audience.BORROWER)})
    assert not PaymentFAQPage.objects.exists()
    choice = Choice(audience=Audience.BORROWER, confirmed=True)
    run(home, secret, choices={secret.question: choice})
    assert secret.question in words(PaymentFAQPage.objects.get())


def test_choices_survive_being_stored():
    stored = {"words": "source", "group": "", "audience": "staff", "confirmed": True}
    assert Choice.from_dict(stored) == Choice(WhoseWords.SOURCE, "", Audience.STAFF, True)
    assert Choice.from_dict({}) == Choice()


LONG = "Du kan betale med Dankort, Visa og Mastercard på alle vores biblioteker i kommunen."
REWORDED = "Kan jeg betale gebyret med kort?"


def test_question_reworded_at_the_source_keeps_its_place_and_anchor(home):
    import_faq(parsed((CARD, LONG)), parent=home)
    page = PaymentFAQPage.objects.get()
    (before,) = stream(page)[0]["value"]["questions"]
    result = run(home, (REWORDED, LONG))
    assert kinds(result) == [Difference.RENAMED]
    (after,) = stream(page)[0]["value"]["questions"]
    assert (after["id"], after["value"]["question"]) == (before["id"], REWORDED)
    assert run(home, (REWORDED, LONG)).run is None


def test_rollback_of_a_rewording_brings_the_old_question_back(home):
    import_faq(parsed((CARD, LONG)), parent=home)
    page = PaymentFAQPage.objects.get()
    before = stream(page)
    rollback_run(run(home, (REWORDED, LONG)).run)
    assert stream(page) == before
    assert kinds(plan_faq(parsed((REWORDED, LONG)), parent=home)) == [Difference.RENAMED]


def test_reworded_question_that_an_editor_changed_is_asked_about_again(home):
    import_faq(parsed((CARD, LONG)), parent=home)
    page = PaymentFAQPage.objects.get()
    edit(page, answer(CARD, f"<p>{LONG} Og med MobilePay.</p>"))
    assert run(home, (REWORDED, LONG)).run is None
    assert kinds(plan_faq(parsed((REWORDED, LONG)), parent=home)) == [Difference.RENAMED]
    run(home, (REWORDED, LONG), choices={REWORDED: Choice(words=WhoseWords.PAGE_FOR_GOOD)})
    assert list(words(page)) == [CARD]
    assert kinds(plan_faq(parsed((REWORDED, LONG)), parent=home)) == [Difference.CHANGED_HERE]


def test_second_question_of_one_key_is_left_alone(home):
    twice = parsed((CARD, "Ja."), (CARD, "Nej."))
    import_faq(twice, parent=home, choices={key(CARD): Choice(words=WhoseWords.SOURCE)})
    assert words(PaymentFAQPage.objects.get()) == {CARD: "<p>Ja.</p>"}
