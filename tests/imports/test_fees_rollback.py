"""An import of a fee page is taken back, and nothing else is."""

import json
from datetime import date

import pytest

from tests import factories
from tests.imports.fee_pages import draft, edit, parsed, run
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.fees.drafts import import_fees
from wagtail_libfees.imports.models import ImportRun
from wagtail_libfees.imports.outcomes import Outcome
from wagtail_libfees.imports.rollback import rollback_run
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def outcomes(result, user=None):
    """What became of each thing, as a set of (outcome, what)."""
    report = rollback_run(ImportRun.objects.get(pk=result.run.pk), user)
    return [line.outcome for line in report]


def stored(page):
    """The stream of the latest draft, as it is stored."""
    return json.loads(json.dumps(list(draft(page).get_prep_value()), default=str))


def test_page_that_nobody_touched_goes(home):
    result = run(home)
    assert outcomes(result) == [Outcome.PAGE_REMOVED]
    assert not TaksterPage.objects.exists()


def test_what_an_editor_changed_since_stays(home):
    result = run(home)
    edit(result.page, "75")
    found = outcomes(result)
    assert Outcome.EDITED in found
    assert found[-1] is Outcome.PAGE_KEPT
    card = rate_card(draft(result.page))
    assert card.overdue[0].groups[0].bands[1].amount == 75
    assert card.exclusions == ()


def test_what_was_replaced_comes_back_with_its_text_beside_it(home):
    page = factories.takster_page(home)
    before = stored(page)
    result = import_fees(parsed(), page=page, overwrite=True)
    assert rate_card(draft(page)) != rate_card(page.body)
    assert set(outcomes(result)) <= {Outcome.RESTORED, Outcome.REMOVED}
    assert stored(page) == before


def test_second_of_two_imports_is_taken_back_to_the_first(home):
    first = run(home)
    second = run(home, "80")
    assert outcomes(second) == [Outcome.RESTORED]
    assert rate_card(draft(first.page)).overdue[0].groups[0].bands[1].amount == 70
    assert run(home).run is None


def test_first_of_two_imports_says_what_it_cannot_take_back(home):
    first = run(home)
    run(home, "80")
    assert Outcome.EDITED in outcomes(first)
    assert rate_card(draft(first.page)).overdue[0].groups[0].bands[1].amount == 80


def test_deleted_block_is_reported(home):
    result = run(home)
    page = TaksterPage.objects.get(pk=result.page.pk)
    changed = page.get_latest_revision_as_object()
    changed.body = changed.body.stream_block.to_python([])
    changed.save_revision(clean=False)
    assert set(outcomes(result)) == {Outcome.MISSING, Outcome.PAGE_KEPT}


def test_rolled_back_import_can_be_done_again(home):
    page = factories.takster_page(home)
    result = import_fees(parsed(), page=page, overwrite=True)
    after = rate_card(draft(page))
    outcomes(result)
    again = import_fees(parsed(), page=TaksterPage.objects.get(pk=page.pk), overwrite=True)
    assert again.run is not None
    assert rate_card(draft(page)) == after


def test_rollback_asks_for_permission_and_happens_once(home):
    page = factories.takster_page(home)
    result = import_fees(parsed(), page=page, overwrite=True)
    with pytest.raises(DraftError):
        outcomes(result, factories.staff("kollega"))
    outcomes(result)
    with pytest.raises(DraftError):
        outcomes(result)


def test_other_versions_that_were_taken_off_come_back(home):
    page = factories.takster_page(
        home,
        factories.overdue(first=date(2025, 1, 1)),
        factories.overdue(first=date(2026, 1, 1)),
    )
    before = stored(page)
    result = import_fees(parsed(), page=page, overwrite=True)
    assert len(rate_card(draft(page)).overdue) == 1
    outcomes(result)
    assert stored(page) == before


def test_page_that_was_published_since_stays_live_and_its_rates_go_from_the_draft(home):
    result = run(home)
    result.page.get_latest_revision().publish()
    live = rate_card(TaksterPage.objects.get(pk=result.page.pk).body)
    assert outcomes(result)[-1] is Outcome.PAGE_KEPT
    page = TaksterPage.objects.get(pk=result.page.pk)
    assert page.live
    assert rate_card(page.body) == live != rate_card(draft(page))


def test_page_that_was_deleted_since_is_told(home):
    result = run(home)
    TaksterPage.objects.get(pk=result.page.pk).delete()
    assert outcomes(result) == [Outcome.PAGE_MISSING]


def test_locked_page_is_not_touched(home):
    page = factories.takster_page(home)
    result = import_fees(parsed(), page=page, overwrite=True)
    after = stored(page)
    TaksterPage.objects.filter(pk=page.pk).update(locked=True, locked_by=factories.admin())
    with pytest.raises(DraftError):
        outcomes(result, factories.staff("redaktør", "add_page", "change_page"))
    assert stored(page) == after
