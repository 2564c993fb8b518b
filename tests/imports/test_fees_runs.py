"""A run of a fee page, step by step, with an editor's corrections."""

from dataclasses import replace

import pytest

from tests import factories
from tests.imports.fee_pages import draft, edit, parsed, run
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.imports.fees import runs as fees_runs
from wagtail_libfees.imports.fees.drafts import KindAction, first_sheet, import_fees
from wagtail_libfees.imports.fees.reading import FeesReading
from wagtail_libfees.imports.fees.runs import (
    plan_fees_run,
    read_fees_run,
    run_of_fees,
    sheet_of_run,
    write_fees_run,
)
from wagtail_libfees.imports.fees.sheet import Sheet, sheet_of
from wagtail_libfees.imports.models import ImportRun, SourceKind, Status
from wagtail_libfees.imports.origins import Origin
from wagtail_libfees.imports.reading.errors import SourceError
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    """A front page."""
    return factories.site().root_page


def corrected(reading, amount="99"):
    """The sheet of a reading in which an editor has put another amount for a long delay."""
    data = sheet_of(reading).to_dict()
    data["kinds"]["overdue"]["groups"][0]["value"]["bands"][1]["value"]["amount"] = amount
    return Sheet.from_dict(data)


def long_delay(page):
    """What the draft says for the first group after a week."""
    return rate_card(draft(page)).overdue[0].groups[0].bands[1].amount


def test_reading_and_sheet_survive_being_stored(home):
    made = run_of_fees(parsed(), Origin(), user=None, parent=home)
    made.refresh_from_db()
    reading = FeesReading.from_run(made)
    assert reading.card == parsed().card
    assert reading.sections == tuple(
        replace(s, place=reading.sections[0].place) for s in parsed().sections
    )
    assert sheet_of_run(made).to_card() == parsed().card
    assert reading.words["g0b1"].text == "Efter 7 dage | 70 kr. | 40 kr."


def test_what_the_editor_corrected_is_imported_and_both_are_kept(home):
    made = run_of_fees(parsed(), Origin(), user=None, parent=home)
    made.choices = corrected(parsed()).to_dict()
    made.save()
    write_fees_run(made)
    page = TaksterPage.objects.get()
    made.refresh_from_db()
    assert long_delay(page) == 99
    assert made.status == Status.DONE
    assert FeesReading.from_run(made).card == parsed().card
    assert "99" in str(made.records["sheet"])


def test_same_source_again_brings_the_correction_and_changes_nothing(home):
    import_fees(parsed(), parent=home, sheet=corrected(parsed()))
    page = TaksterPage.objects.get()
    assert run(home).run is None
    assert first_sheet(parsed(), page).to_card() == corrected(parsed()).to_card()
    assert page.revisions.count() == 1


def test_what_was_taken_out_leaves_the_others_their_words(home):
    data = sheet_of(parsed()).to_dict()
    groups = data["kinds"]["overdue"]["groups"]
    kept = [item["id"] for item in groups][1:]
    del groups[0]
    page = import_fees(parsed(), parent=home, sheet=Sheet.from_dict(data)).page
    again = first_sheet(parsed(), page).kinds["overdue"]["groups"]
    assert [item["id"] for item in again] == kept


def test_correction_is_not_lost_when_the_source_changes(home):
    import_fees(parsed(), parent=home, sheet=corrected(parsed()))
    assert run(home, "80").kinds["overdue"] is KindAction.KEPT
    assert long_delay(TaksterPage.objects.get()) == 99


@pytest.mark.parametrize(("takes", "amount"), [(True, 80), (False, 75)])
def test_editor_chooses_between_draft_and_source(home, takes, amount):
    page = run(home).page
    edit(page, "75")
    made = run_of_fees(parsed("80"), Origin(), user=None, parent=home)
    made.choices = replace(sheet_of_run(made), takes={"overdue": takes}).to_dict()
    made.save()
    write_fees_run(made)
    assert long_delay(page) == amount


def test_text_that_was_left_or_taken_off_does_not_come_back(home):
    everything = frozenset(range(len(parsed().sections)))
    sheet = replace(sheet_of(parsed()), left_out=everything)
    page = import_fees(parsed(), parent=home, sheet=sheet).page
    assert not [child for child in draft(page) if child.block_type == "text"]
    assert run(home).run is None


def test_two_editors_at_once_the_second_is_told(home):
    page = run(home).page
    made = run_of_fees(parsed("80"), Origin(), user=None, page=page)
    made.seen = plan_fees_run(made).revisions
    made.save()
    edit(page, "75")
    write_fees_run(made)
    made.refresh_from_db()
    assert (made.status, bool(made.error)) == (Status.PARSED, True)
    assert long_delay(page) == 75


def test_rates_that_an_editor_took_off_stay_off(home):
    page = run(home).page
    changed = TaksterPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    kept = [raw for raw in changed.body.get_prep_value() if raw["type"] != "exclusion"]
    changed.body = changed.body.stream_block.to_python(kept)
    changed.save_revision(clean=False)
    assert run(home).run is None
    assert rate_card(draft(page)).exclusions == ()


def waiting(home):
    """A run whose address is yet to be read."""
    return ImportRun.objects.create(
        source="https://x.example/takster",
        source_kind=SourceKind.URL,
        profile="fees",
        parent=home,
        status=Status.WAITING,
    )


def test_address_that_fails_says_why(home, monkeypatch):
    def refused(url):
        raise SourceError("The host is not known; check the address.")

    monkeypatch.setattr(fees_runs, "url_document", refused)
    made = waiting(home)
    read_fees_run(made)
    assert (made.status, bool(made.error)) == (Status.FAILED, True)


def test_error_in_the_program_is_told_without_the_text(home, monkeypatch, caplog):
    def broken(url):
        raise RuntimeError(factories.CPR)

    monkeypatch.setattr(fees_runs, "url_document", broken)
    made = waiting(home)
    read_fees_run(made)
    assert made.status == Status.FAILED
    assert factories.CPR not in caplog.text
