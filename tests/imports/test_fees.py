"""An old fee page becomes a draft."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError

from tests import factories
from tests.imports.fee_pages import draft, edit, parsed, run
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.imports.fees import drafts as fees
from wagtail_libfees.imports.fees.drafts import KindAction, import_fees, plan_fees
from wagtail_libfees.imports.fees.reading import FeesReading, read_fees
from wagtail_libfees.imports.fees.sheet import Sheet, sheet_of
from wagtail_libfees.imports.models import ImportedItem, ImportRun
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.rollback import rollback_run
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


def versions_page(later=63):
    """A page with the rates of three years."""
    table = (
        "<table><tr><td>1-7 dage</td><td>{} kr.</td></tr><tr><td>Over 7 dage</td><td>{} kr.</td>"
    )
    return read_fees(
        read_text(
            "<h2>Gebyrer for sen aflevering</h2>"
            f"<p>Gælder til og med 31. december 1999:</p>{table.format(11, 61)}</tr></table>"
            f"<p>Gælder fra 1. januar 2000:</p>{table.format(12, 62)}</tr></table>"
            f"<p>Gælder fra 1. januar 2099:</p>{table.format(13, later)}</tr></table>",
            "takster.html",
        )
    )


def first_days(page):
    """The days of the versions of the draft, with what is charged after a week."""
    return [
        (
            version.validity.valid_from,
            version.validity.valid_to,
            int(version.groups[0].bands[1].amount),
        )
        for version in rate_card(draft(page)).overdue
    ]


NOW, NEXT = (date(2000, 1, 1), None, 62), (date(2099, 1, 1), None, 63)
FORMER = (None, date(1999, 12, 31), 61)


def test_coming_rates_are_the_next_version_and_former_ones_are_only_offered(home):
    page = import_fees(versions_page(), origin=Origin(), parent=home).page
    assert first_days(page) == [NOW, NEXT]
    assert not import_fees(versions_page(), origin=Origin(), parent=home).changes_anything


def test_former_rates_can_be_taken_along_as_history(home):
    reading = versions_page()
    sheet = replace(sheet_of(reading), brought=frozenset({0, 1}))
    result = import_fees(reading, origin=Origin(), parent=home, sheet=sheet)
    assert set(first_days(result.page)) == {NOW, NEXT, FORMER}
    assert Sheet.from_dict(sheet.to_dict()) == sheet
    assert FeesReading.from_run(result.run).card == reading.card


def test_coming_rates_can_be_left_out(home):
    reading = versions_page()
    sheet = replace(sheet_of(reading), brought=frozenset())
    page = import_fees(reading, origin=Origin(), parent=home, sheet=sheet).page
    assert first_days(page) == [NOW]


def test_change_of_coming_rates_at_the_source_reaches_the_draft(home):
    page = import_fees(versions_page(), origin=Origin(), parent=home).page
    result = import_fees(versions_page(later=73), origin=Origin(), parent=home)
    assert result.kinds["overdue"] is KindAction.CHANGED
    assert first_days(page) == [NOW, (date(2099, 1, 1), None, 73)]


def test_rollback_takes_the_next_version_out_too(home):
    page = factories.takster_page(home)
    before = rate_card(page.body)
    run = import_fees(versions_page(), origin=Origin(), page=page, overwrite=True).run
    # A version that comes has its day in its id; SQLite keeps what is too long for the column.
    ids = run.items.values_list("block_id", flat=True)
    assert max(map(len, ids)) <= ImportedItem._meta.get_field("block_id").max_length
    rollback_run(run)
    assert rate_card(draft(page)) == before
