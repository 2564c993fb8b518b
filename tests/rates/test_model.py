from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from wagtail_libfees.rates import AmountState, Band, BorrowerGroup

from .factories import band, between


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (band(1, 7, 20), AmountState.KNOWN),
        (band(1, 7, 0), AmountState.KNOWN),
        (band(1, 7, "free"), AmountState.FEE_FREE),
        (band(1, 7, None), AmountState.UNKNOWN),
        (Band(1, 7, Decimal(20), fee_free=True), AmountState.FEE_FREE),
    ],
)
def test_fee_free_zero_and_unknown_are_three_things(written: Band, state: AmountState) -> None:
    assert written.state is state


@pytest.mark.parametrize(("day", "held"), [(7, False), (8, True), (14, True), (15, False)])
def test_a_band_holds_both_its_edges(day: int, held: bool) -> None:
    assert band(8, 14, 70).holds(day) is held


def test_an_open_band_holds_every_later_day() -> None:
    assert band(31, None, 230).holds(10_000)
    assert not band(31, None, 230).holds(30)


@pytest.mark.parametrize(
    ("ages", "age", "covered"),
    [
        ((None, 17), 0, True),
        ((None, 17), 17, True),
        ((None, 17), 18, False),
        ((18, None), 17, False),
        ((18, None), 99, True),
        ((15, 18), 18, True),
        ((15, 18), 14, False),
        ((None, None), 40, False),
    ],
)
def test_ages_are_inclusive_and_a_group_without_ages_covers_none(
    ages: tuple[int | None, int | None], age: int, covered: bool
) -> None:
    assert BorrowerGroup("x", *ages).covers(age) is covered


@pytest.mark.parametrize(
    ("start", "end", "valid"),
    [
        (None, None, True),
        ("2027-01-01", None, True),
        ("2027-01-02", None, False),
        (None, "2027-01-01", True),
        (None, "2026-12-31", False),
        ("2027-01-02", "2026-12-31", False),
    ],
)
def test_a_validity_contains_both_its_days(start: str | None, end: str | None, valid: bool) -> None:
    assert between(start, end).contains(date(2027, 1, 1)) is valid


def test_rates_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        band(1, 7, 20).amount = Decimal(0)  # type: ignore[misc]
