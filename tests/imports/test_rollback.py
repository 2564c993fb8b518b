"""A rollback takes back exactly what one run did."""

import pytest

from tests import factories
from tests.imports.imports import answer, edit, parsed, staff_item, stream, take_off, words
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.faq.drafts import import_faq, plan_faq
from wagtail_libfees.imports.faq.runs import run_of, write_run
from wagtail_libfees.imports.models import ImportRun, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.plan import Difference
from wagtail_libfees.imports.rollback import Outcome, rollback_run
from wagtail_libfees.pages.models import PaymentFAQPage, StaffGuidePage

pytestmark = pytest.mark.django_db

CARD, CASH = "Kan jeg betale med kort?", "Kan jeg betale kontant?"


@pytest.fixture
def page(home):
    """A page that editors made, with one question of their own."""
    return factories.faq_page(home)


def outcomes(report):
    return [line.outcome for line in report]


def test_the_stream_is_what_it_was_before(home, page):
    untouched = stream(page)
    first = import_faq(parsed(("Hvornår?", "Nu."), (CASH, "Ja.")), page=page)
    before = stream(page)
    changed = parsed(("Hvornår?", "Snart."), (CASH, "Ja."), ("Hvad koster det?", "20"))
    second = import_faq(changed, page=page)
    assert outcomes(rollback_run(second.run)) == [Outcome.RESTORED, Outcome.REMOVED]
    assert stream(page) == before
    rollback_run(first.run)
    assert stream(page) == untouched


def test_group_that_the_run_made_goes_with_its_questions(home, page):
    before = stream(page)
    run = import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page).run
    assert len(stream(page)) == 2
    rollback_run(run)
    assert stream(page) == before


def test_group_with_another_heading_stays(home, page):
    run = import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page).run
    edit(page, lambda raw: raw[1]["value"].update(heading="Priser"))
    rollback_run(run)
    assert [child["value"]["heading"] for child in stream(page)] == ["", "Priser"]


def test_what_an_editor_did_since_stays_and_is_said(home, page):
    run = import_faq(parsed(("Hvad koster det?", "20 kr."), (CASH, "Ja.")), page=page).run
    edit(page, answer("Hvad koster det?", "<p>25 kr.</p>"))
    edit(page, take_off(CASH))
    report = rollback_run(run)
    assert outcomes(report) == [Outcome.EDITED, Outcome.MISSING]
    assert words(page)["Hvad koster det?"] == "<p>25 kr.</p>"
    run.refresh_from_db()
    assert run.status == Status.ROLLED_BACK
    assert [line["outcome"] for line in run.report] == ["edited", "missing"]


def test_markup_that_only_the_rich_text_editor_added_is_no_change(home, page):
    run = import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page).run
    edit(page, answer("Hvad koster det?", '<p data-block-key="abc12">20 kr.</p>'))
    assert outcomes(rollback_run(run)) == [Outcome.REMOVED]


def test_it_is_a_draft_and_never_publishes(home, page):
    run = import_faq(parsed(("Hvad koster det?", "20 kr.")), page=page).run
    page.refresh_from_db()
    page.get_latest_revision().publish()
    rollback_run(run)
    page.refresh_from_db()
    assert "Hvad koster det?" in str(page.body)
    assert "Hvad koster det?" not in words(page)
    assert page.has_unpublished_changes


def test_untouched_pages_that_the_run_made_are_removed(home):
    run = import_faq(parsed((CARD, "Ja."), staff_item()), parent=home).run
    assert outcomes(rollback_run(run)) == [Outcome.PAGE_REMOVED, Outcome.PAGE_REMOVED]
    assert not PaymentFAQPage.objects.exists()
    assert not StaffGuidePage.objects.exists()
    assert [imported.page for imported in run.pages.all()] == [None, None]


def test_page_that_somebody_has_saved_stays(home):
    run = import_faq(parsed((CARD, "Ja.")), parent=home).run
    page = PaymentFAQPage.objects.get()
    edit(page, lambda raw: None)
    assert outcomes(rollback_run(run)) == [Outcome.REMOVED, Outcome.PAGE_KEPT]
    assert PaymentFAQPage.objects.filter(pk=page.pk).exists()
    assert stream(page) == []


def test_page_that_was_published_stays(home):
    run = import_faq(parsed((CARD, "Ja.")), parent=home).run
    PaymentFAQPage.objects.get().get_latest_revision().publish()
    assert Outcome.PAGE_KEPT in outcomes(rollback_run(run))
    assert PaymentFAQPage.objects.get().live


def test_deleted_page_is_said(home):
    run = import_faq(parsed((CARD, "Ja.")), parent=home).run
    PaymentFAQPage.objects.get().delete()
    assert outcomes(rollback_run(run)) == [Outcome.PAGE_MISSING]


def test_importing_again_afterwards_brings_the_same_questions_with_the_same_anchors(home, page):
    records = parsed(("Hvad koster det?", "20 kr."))
    run = import_faq(records, page=page).run
    anchors = [item.block_id for item in run.items.all()]
    rollback_run(run)
    again = import_faq(records, page=page).run
    assert [item.block_id for item in again.items.all()] == anchors


def test_what_a_later_run_saw_of_it_is_no_reason_to_hold_it_back(home, page):
    first = import_faq(parsed((CASH, "Ja.")), page=page).run
    both = parsed((CASH, "Ja."), ("Hvad koster det?", "20 kr."))
    import_faq(both, page=page)
    rollback_run(first)
    assert CASH not in words(page)
    plan = plan_faq(both, page=page).pages[0].plan
    assert [planned.kind for planned in plan.items] == [Difference.NEW, Difference.SAME]


def test_later_run_that_changed_the_words_wins(home, page):
    first = import_faq(parsed((CASH, "Ja.")), page=page).run
    import_faq(parsed((CASH, "Nej.")), page=page)
    assert outcomes(rollback_run(first)) == [Outcome.EDITED]
    assert words(page)[CASH] == "<p>Nej.</p>"


def test_second_rollback_is_refused(home, page):
    run = import_faq(parsed((CASH, "Ja.")), page=page).run
    rollback_run(run)
    revisions = page.revisions.count()
    with pytest.raises(DraftError):
        rollback_run(ImportRun.objects.get(pk=run.pk))
    assert page.revisions.count() == revisions


def test_permissions_on_the_page_hold(home, page):
    run = import_faq(parsed((CASH, "Ja.")), page=page).run
    with pytest.raises(DraftError):
        rollback_run(run, factories.staff("kollega"))
    assert CASH in words(page)
    run.refresh_from_db()
    assert run.status == Status.DONE


def test_permissions_hold_also_where_nothing_is_taken_back(home, page):
    first = import_faq(parsed((CASH, "Ja.")), page=page).run
    second = run_of(parsed((CASH, "Ja.")), Origin(), user=None, page=page)
    write_run(second)
    with pytest.raises(DraftError):
        rollback_run(second, factories.staff("kollega"))
    assert not second.items.filter(undone=True).exists()
    assert not first.items.filter(undone=True).exists()
