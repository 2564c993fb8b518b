"""The form of a fee page's stream: sections by when rates hold, and one field for the former."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import BadRequest

from tests import factories
from tests.journeys.library import form_of
from tests.rate_pages import CARD
from wagtail_libfees.blocks import takster_blocks
from wagtail_libfees.blocks.rate_stream import (
    TaksterStreamBlock,
    in_stored_order,
    value_of_state,
    when_in_force,
)
from wagtail_libfees.blocks.rates import RATE_BLOCKS
from wagtail_libfees.blocks.stored_blocks import raw_rate_blocks

pytestmark = pytest.mark.usefixtures("november")

BLOCK = TaksterStreamBlock(takster_blocks())


@dataclass(frozen=True)
class Child:
    """A child of a stream, by its id."""

    id: str


def order(posted, stored, apart):
    """`in_stored_order` of ids that are one letter each."""
    children = [Child(found) for found in posted]
    return "".join(child.id for child in in_stored_order(children, list(stored), apart))


# a, b, c hold now; A, B follow a and b in 2027; 1, 2 were before a and b.
STORED = "1aA2bBc"
APART = {"A": "2027-01-01", "B": "2027-01-01", "1": "former", "2": "former"}


@pytest.mark.parametrize(
    ("posted", "stored"),
    [
        ("abcAB12", "1aA2bBc"),
        ("abcAB21", "1aA2bBc"),  # what is folded comes in any order
        ("cabAB12", "1caA2bB"),
        ("acAB12", "1aA2Bc"),
        ("abcB12", "1a2bBc"),
        ("abcBA12", "1aB2bAc"),
        ("abNcAB12", "1aA2bBNc"),
        ("NabcAB12", "1NaA2bBc"),
        ("c", "c"),
        ("AB", "AB"),
    ],
)
def test_children_go_back_to_where_they_are_stored(posted, stored):
    assert order(posted, STORED, APART) == stored


def stream(*children):
    """A stream of these blocks, each with an id."""
    value = BLOCK.to_python([(name, found) for name, found in children])
    return BLOCK.to_python(list(value.get_prep_value()))


def versions(*days):
    """Overdue fees of (first, last) days."""
    return [factories.overdue(first=first, last=last) for first, last in days]


@pytest.mark.parametrize(
    ("days", "sections"),
    [
        ([(None, None)], ["now"]),
        ([(None, None), (date(2027, 1, 1), None)], ["now", "2027-01-01"]),
        ([(None, None), (date(2026, 1, 1), None)], ["former", "now"]),
        ([(None, date(2025, 12, 31)), (date(2026, 1, 1), None)], ["former", "now"]),
        # A trial, after which what was before comes back.
        ([(None, None), (date(2026, 11, 1), date(2026, 12, 31))], ["2027-01-01", "now"]),
        ([(date(2027, 1, 1), date(2026, 1, 1)), (None, None)], ["never", "now"]),
        ([(None, None), (None, None)], ["now", "now"]),
        ([(date(2028, 1, 1), None), (date(2027, 1, 1), None)], ["2028-01-01", "2027-01-01"]),
    ],
)
def test_version_stands_in_the_section_of_its_days(days, sections):
    assert when_in_force(list(stream(*versions(*days))), date(2026, 11, 20)) == sections


def test_form_shows_now_then_coming_then_former():
    coming, now, former = versions(
        (date(2027, 1, 1), None), (date(2026, 1, 1), None), (date(2025, 1, 1), None)
    )
    states = BLOCK.get_form_state(stream(former, now, coming, factories.text()))
    found = [(state["section"], state["place"], state["folded"]) for state in states]
    assert found == [
        ("now", 1, False),
        ("now", 3, False),
        ("2027-01-01", 2, False),
        ("former", 0, True),
    ]


@pytest.mark.parametrize("kind", RATE_BLOCKS)
def test_folded_version_is_read_as_its_fields_would_be(kind):
    """Every value of every kind of rates comes back as it was, through JSON."""
    raws = [raw for raw in raw_rate_blocks(CARD) if raw["type"] == kind]
    assert raws
    for child in BLOCK.to_python(raws):
        state = json.loads(json.dumps(child.block.get_form_state(child.value)))
        value = value_of_state(child.block, state)
        assert child.block.get_prep_value(child.block.clean(value)) == child.block.get_prep_value(
            child.block.clean(child.value)
        )


def test_refused_form_is_shown_again_by_its_days():
    """What a form could not read is still as it was typed."""
    children = versions(("2025-01-01", "31.12.2025"), ("1. januar 2026", "ingen dag"))
    refused = BLOCK.to_python([])
    refused = type(refused)(BLOCK, [(name, value, name) for name, value in children])
    assert when_in_force(list(refused), date(2026, 11, 20)) == ["former", "now"]


def posted(value, *, open_all=False):
    """The fields that the form of `value` posts, as the editor's script arranges them."""
    states = BLOCK.get_form_state(value)
    by_id = {child.id: child for child in value}
    folded = [] if open_all else [state for state in states if state["folded"]]
    shown = [by_id[state["id"]] for state in states if state not in folded]
    data = form_of(BLOCK, shown, "body")
    years = {
        "order": [child.id for child in value],
        "apart": {s["id"]: s["section"] for s in states if s["section"] != "now"},
        "folded": [{name: s[name] for name in ("type", "value", "id")} for s in folded],
    }
    return data | {"body-years": json.dumps(years)}


@pytest.mark.parametrize("open_all", [False, True])
def test_form_that_nobody_changed_stores_the_same(open_all):
    former = [(date(year, 1, 1), date(year, 12, 31)) for year in range(2018, 2026)]
    value = stream(
        *versions(*former, (date(2026, 1, 1), None), (date(2027, 1, 1), None)),
        *(factories.other_fees(("Kort", "12.50"), first=day) for day, _last in former),
        factories.other_fees(("Kort", "free"), first=date(2026, 1, 1)),
    )
    data = posted(value, open_all=open_all)
    read = BLOCK.clean(BLOCK.value_from_datadict(data, {}, "body"))
    assert list(read.get_prep_value()) == list(BLOCK.clean(value).get_prep_value())
    if not open_all:
        assert len(data) < 120


def test_form_without_years_is_read_as_it_stands():
    value = stream(*versions((date(2025, 1, 1), None), (date(2026, 1, 1), None)))
    data = posted(value, open_all=True)
    del data["body-years"]
    read = BLOCK.value_from_datadict(data, {}, "body")
    assert [child.id for child in read] == [value[1].id, value[0].id]


@pytest.mark.parametrize(
    "years",
    [
        *("{", "[]", "null", '{"order": []}', "[" * 100_000),
        '{"order": [], "apart": [], "folded": []}',
        '{"order": [], "apart": {}, "folded": [1]}',
    ],
)
def test_damaged_former_versions_are_refused_and_not_lost(years):
    data = posted(stream(factories.overdue())) | {"body-years": years}
    with pytest.raises(BadRequest):
        BLOCK.value_from_datadict(data, {}, "body")
