from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from wagtail_libfees.rates import (
    AmountState,
    BorrowerGroup,
    DaysError,
    Fee,
    GroupRates,
    days_overdue,
    fee_for,
)

from .factories import ADULTS, band, group
from .strategies import any_rates, sound_rates

KNOWN, FREE, UNKNOWN = AmountState.KNOWN, AmountState.FEE_FREE, AmountState.UNKNOWN


@pytest.mark.parametrize(
    ("days", "amount"),
    [(0, 0), (1, 20), (7, 20), (8, 70), (14, 70), (15, 120), (30, 120), (31, 230), (9999, 230)],
)
def test_the_fee_is_the_flat_amount_of_the_band_of_the_day(days: int, amount: int) -> None:
    fee = fee_for(ADULTS, days)
    assert (fee.state, fee.amount, fee.days) == (KNOWN, Decimal(amount), days)


def test_the_fee_tells_its_band() -> None:
    assert fee_for(ADULTS, 9).band == ADULTS.bands[1]
    assert fee_for(ADULTS, 0).band is None


def test_negative_days_are_refused() -> None:
    with pytest.raises(DaysError, match="-1"):
        fee_for(ADULTS, -1)


@pytest.mark.parametrize(
    ("rows", "state", "amount"),
    [
        ([(1, None, "free")], FREE, None),
        ([(1, None, 0)], KNOWN, Decimal(0)),
        ([(1, None, None)], UNKNOWN, None),
        ([(8, None, 70)], UNKNOWN, None),
        ([(1, 9, 20), (5, None, 70)], UNKNOWN, None),
        ([], UNKNOWN, None),
    ],
)
def test_what_is_not_stated_once_is_unknown_and_never_guessed(
    rows: list[tuple[int, int | None, int | str | None]], state: AmountState, amount: Decimal | None
) -> None:
    fee = fee_for(group(*rows), 5)
    assert (fee.state, fee.amount) == (state, amount)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_fee_free_group_owes_no_fee_on_any_day(days: int) -> None:
    rates = GroupRates(BorrowerGroup("Børn"), (band(1, None, 55),), fee_free=True)
    assert fee_for(rates, days).state is FREE
    assert fee_for(rates, days).amount is None


def test_a_fee_free_group_is_still_charged_for_replacements() -> None:
    lost = band(31, None, "free", replacement_added=True)
    rates = GroupRates(BorrowerGroup("Børn"), (band(1, 30, "free"), lost), fee_free=True)
    assert not fee_for(rates, 30).replacement_added
    assert fee_for(rates, 31).replacement_added


def test_owing_alike_is_about_the_debt_and_not_the_day() -> None:
    assert Fee(1, KNOWN, Decimal(0)).owes_like(Fee(9, KNOWN, Decimal("0.00")))
    assert not Fee(1, KNOWN, Decimal(0)).owes_like(Fee(1, FREE))
    assert not Fee(1, FREE).owes_like(Fee(1, UNKNOWN))
    assert not Fee(1, FREE).owes_like(Fee(1, FREE, replacement_added=True))


@given(sound_rates)
def test_one_band_and_only_one_answers_for_every_day(rates: GroupRates) -> None:
    for day in range(1, 401):
        holding = [each for each in rates.bands if each.holds(day)]
        fee = fee_for(rates, day)
        assert [fee.band] == holding
        assert fee.amount == (None if holding[0].fee_free else holding[0].amount)
        assert fee.state is holding[0].state


@given(any_rates)
def test_bands_of_any_kind_answer_as_they_hold(rates: GroupRates) -> None:
    for day in range(1, 15):
        holding = [each for each in rates.bands if each.holds(day)]
        assert fee_for(rates, day).band == (holding[0] if len(holding) == 1 else None)


@pytest.mark.parametrize(
    ("due", "returned", "days"),
    [
        ("2027-01-01", "2027-01-01", 0),
        ("2027-01-01", "2027-01-02", 1),
        ("2028-02-28", "2028-03-01", 2),
        ("2027-02-28", "2027-03-01", 1),
        ("2027-03-27", "2027-03-29", 2),
        ("2027-10-30", "2027-11-01", 2),
        ("2026-12-31", "2027-12-31", 365),
    ],
)
def test_day_1_is_the_day_after_the_due_date(due: str, returned: str, days: int) -> None:
    assert days_overdue(date.fromisoformat(due), date.fromisoformat(returned)) == days


def test_a_return_before_the_due_date_is_refused_with_both_dates() -> None:
    with pytest.raises(DaysError, match=r"2027-01-01.*2027-01-02"):
        days_overdue(date(2027, 1, 2), date(2027, 1, 1))
