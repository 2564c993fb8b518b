"""An old fee page becomes a draft."""

import pytest
from django.db import DatabaseError

from tests import factories
from tests.imports.fee_pages import draft, edit, parsed, run
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.fees import drafts as fees
from wagtail_libfees.imports.fees.drafts import KindAction, import_fees, plan_fees
from wagtail_libfees.imports.models import ImportRun
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def adults_later(page):
    """What the draft says for an adult after a week."""
    (version,) = rate_card(draft(page)).overdue
    (adults,) = [g for g in version.groups if g.group.label.startswith("Voksne")]
    return adults.bands[1].amount


def test_page_is_made_as_a_draft_with_rates_and_text(home):
    page = run(home).page
    page.refresh_from_db()
    assert not page.live
    assert adults_later(page) == 70
    assert rate_card(draft(page)).exclusions[0].amount == 200
    texts = [child.value["text"].source for child in draft(page) if child.block_type == "text"]
    assert any("Spørg i skranken" in text for text in texts)


def test_second_import_changes_nothing(home):
    first = run(home)
    second = run(home)
    assert second.page.pk == first.page.pk
    assert not second.changes_anything
    assert ImportRun.objects.count() == 1
    assert first.page.revisions.count() == 1


def test_change_at_the_source_reaches_the_draft(home):
    page = run(home).page
    result = run(home, "80")
    assert result.kinds["overdue"] is KindAction.CHANGED
    assert adults_later(page) == 80
    assert TaksterPage.objects.count() == 1


def test_change_of_an_editor_wins(home):
    page = run(home).page
    edit(page, "75")
    result = run(home, "80")
    assert result.kinds["overdue"] is KindAction.KEPT
    assert adults_later(page) == 75


def test_editor_can_take_the_sources_rates(home):
    page = run(home).page
    edit(page, "75")
    assert run(home, "80", overwrite=True).kinds["overdue"] is KindAction.CHANGED
    assert adults_later(page) == 80


def test_rates_that_were_typed_by_hand_are_kept(home):
    page = factories.takster_page(home)
    result = import_fees(parsed(), origin=Origin(), page=page)
    assert result.kinds == {"overdue": KindAction.KEPT, "exclusions": KindAction.ADDED}
    assert rate_card(draft(page)).overdue == rate_card(page.body).overdue


def test_published_page_stays_as_it_is(home):
    page = factories.takster_page(home)
    import_fees(parsed(), origin=Origin(), page=page, overwrite=True)
    page.refresh_from_db()
    assert rate_card(page.body) == rate_card(TaksterPage.objects.get(pk=page.pk).body)
    assert len(page.body) == 1


def test_permission_of_the_user_holds(home):
    with pytest.raises(DraftError):
        run(home, user=factories.staff("kollega"))
    page = factories.takster_page(home)
    with pytest.raises(DraftError):
        import_fees(parsed(), origin=Origin(), page=page, user=factories.staff("anden"))
    assert ImportRun.objects.count() == 0
    assert TaksterPage.objects.count() == 1


def test_failure_while_writing_leaves_nothing(home, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(fees, "log_fees", broken)
    with pytest.raises(DatabaseError):
        run(home)
    assert TaksterPage.objects.count() == 0
    assert ImportRun.objects.count() == 0


def test_plan_reads_only(home, django_assert_max_num_queries):
    page = factories.takster_page(home)
    plan_fees(parsed(), page=page)
    assert page.revisions.count() == 0
    assert ImportRun.objects.count() == 0
