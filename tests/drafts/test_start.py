"""The parts of a draft that the steps of the guided start save."""

import pytest

from tests import factories as make
from wagtail_libfees.drafts.errors import DraftError, OlderDraftError
from wagtail_libfees.drafts.standard_text import new_takster_page
from wagtail_libfees.drafts.start import (
    RATES,
    STEPS,
    TEXT,
    TIMES,
    errors_by_step,
    part_mark,
    part_of,
    proposed,
    save_step,
    with_part,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make.site()


@pytest.fixture
def page(site):
    return new_takster_page(site.root_page, make.admin())


def draft_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def save(page, step, part, **more):
    save_step(page, step, part, base=part_mark(draft_of(page), step), **more)


def test_every_block_is_written_in_one_step(page):
    parts = [part_of(page, step) for step in STEPS]
    assert sum(map(len, parts)) == len(page.body)
    assert [{each["type"] for each in part} for part in parts] == [
        {"overdue_fees", "exclusion", "replacement_prices", "reminder_fees"},
        {"timings"},
        set(),
        {"text", "payment"},
    ]


def test_a_step_leaves_the_others_alone_and_an_unchanged_one_makes_no_revision(page):
    before = page.body.get_prep_value()
    save(page, RATES, part_of(page, RATES))
    assert page.revisions.count() == 1
    [timings] = part_of(draft_of(page), TIMES)
    timings["value"]["recall_days"] = 14
    save(page, TIMES, [timings])
    after = draft_of(page).body.get_prep_value()
    changed = [now["type"] for was, now in zip(before, after, strict=True) if was != now]
    assert changed == ["timings"]
    assert not type(page).objects.get(pk=page.pk).live


def stored(*names):
    """Blocks whose ids are their names; capitals are rates."""
    return [{"id": n, "type": "exclusion" if n.isupper() else "text", "value": {}} for n in names]


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [
        ("aBcD", "BD", "aBcD"),
        ("aBcD", "DB", "aDcB"),
        ("aBcD", "D", "acD"),
        ("aBcD", "", "ac"),
        ("aBcD", "BXD", "aBXcD"),
        ("aBcD", "XBD", "aXBcD"),
        ("aBcD", "BDXY", "aBcDXY"),
        ("ac", "XY", "acXY"),
        ("", "X", "X"),
    ],
)
def test_a_part_goes_to_its_place(before, part, after):
    found = with_part(stored(*before), stored(*part), RATES)
    assert "".join(each["id"] for each in found) == after


def test_two_editors_on_two_steps_do_not_meet_and_on_one_step_the_second_is_told(page, site):
    base = {step.key: part_mark(page, step) for step in STEPS}
    [timings] = part_of(page, TIMES)
    timings["value"]["recall_days"] = 14
    first = make.staff("Mette", "change_page")
    save_step(page, TIMES, [timings], base=base["times"], user=first)
    fields = {"title": "Priser 📚", "intro": "<p>Kort.</p>"}
    save_step(page, TEXT, part_of(page, TEXT), base=base["text"], fields=fields)
    draft = draft_of(page)
    assert (draft.title, draft.rate_card.timings[0].recall_days) == ("Priser 📚", 14)
    timings["value"]["recall_days"] = 21
    save(page, TIMES, [timings], user=first)
    with pytest.raises(OlderDraftError, match="Mette"):
        save_step(page, TIMES, [timings], base=base["times"])
    assert draft_of(page).rate_card.timings[0].recall_days == 21


def test_it_is_refused_to_someone_who_may_not_edit(page):
    with pytest.raises(DraftError):
        save(page, RATES, [], user=make.staff("kigger"))


@pytest.mark.parametrize("has_block", [True, False])
def test_the_times_of_the_settings_are_filled_in(site, has_block):
    make.fee_settings(site, recall_days=14, considered_lost_days=30, invoice_minimum="50.00")
    blocks = [("timings", {"heading": "Frister", "recall_days": 7, **make.validity()})]
    page = make.takster_page(site.root_page, *(blocks if has_block else []))
    [timings] = proposed(page, TIMES)
    assert timings["value"]["recall_days"] == (7 if has_block else 14)
    assert timings["value"]["considered_lost_days"] == 30
    assert timings["value"]["invoice_minimum"] == "50.00"
    made = new_takster_page(site.root_page)
    assert made.rate_card.timings[0].recall_days == 14


def test_what_is_missing_is_told_once_in_the_step_that_mends_it(page):
    found = errors_by_step(page)
    facts = {key: [f.params.get("fact") for f in errors] for key, errors in found.items()}
    assert set(facts["times"]) == {
        "considered_lost_days",
        "advance_notice_days",
        "recall_days",
        "registration_delay",
    }
    assert {"municipality", "portal", "phone_library"} <= set(facts["contact"])
    assert all(len(each) == len(set(each)) for each in (facts["times"], facts["contact"]))
    assert len(found["rates"]) >= 8
    assert found["text"] == []


def test_a_gap_in_a_text_belongs_to_the_text_and_one_in_a_heading_of_rates_to_the_rates(page):
    raw = page.body.get_prep_value()
    for each in raw:
        if each["type"] in ("exclusion", "text"):
            each["value"]["heading"] = "[indsæt navn]"
    page.body = page.body.stream_block.to_python(raw)
    found = errors_by_step(page)
    assert any("[indsæt navn]" in str(f) for f in found["text"])
    assert any("[indsæt navn]" in str(f) for f in found["rates"])
