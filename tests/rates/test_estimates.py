from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import (
    Accrual,
    AmountState,
    Borrower,
    BorrowerGroup,
    DaysError,
    GroupRates,
    Item,
    OverdueFees,
    RateCard,
    RatesError,
    days_overdue,
    estimate,
    fee_for,
    next_change,
)

from .factories import ADULTS, CHILDREN, band, card_of, group, overdue
from .strategies import sound_rates

CARD = card_of(CHILDREN, ADULTS)
DUE = date(2026, 11, 1)
GROWN = Borrower(age=40)


def item(days: int, due: date = DUE, loaned: date | None = None) -> Item:
    """An item that came back `days` overdue."""
    return Item(due, due + timedelta(days=days), loaned)


def test_items_due_and_returned_together_cost_one_fee() -> None:
    found = estimate(CARD, [item(9), item(9), item(9)], GROWN)
    assert [line.items for line in found.lines] == [(0, 1, 2)]
    assert found.total == Decimal(70)


def test_items_returned_on_different_days_cost_a_fee_each() -> None:
    found = estimate(CARD, [item(1), item(9), item(1)], GROWN)
    assert [(line.items, line.fee.amount) for line in found.lines] == [
        ((0, 2), Decimal(20)),
        ((1,), Decimal(70)),
    ]
    assert found.total == Decimal(90)


def test_items_due_on_different_days_cost_a_fee_each() -> None:
    other = Item(DUE - timedelta(days=1), DUE + timedelta(days=9))
    assert estimate(CARD, [item(9), other], GROWN).total == Decimal(140)


@pytest.mark.parametrize(
    ("accrual", "fees"), [(Accrual.LOAN_DATE, 2), (Accrual.DUE_DATE, 1), (None, 1)]
)
def test_the_loan_date_parts_a_set_only_where_fees_accrue_by_it(
    accrual: Accrual | None, fees: int
) -> None:
    card = RateCard(overdue=(OverdueFees((ADULTS,), accrual=accrual),))
    items = [item(9, loaned=date(2026, 10, 1)), item(9, loaned=date(2026, 10, 2))]
    assert len(estimate(card, items, GROWN).lines) == fees


def test_without_loan_dates_the_due_date_decides() -> None:
    card = RateCard(overdue=(OverdueFees((ADULTS,), accrual=Accrual.LOAN_DATE),))
    assert len(estimate(card, [item(9), item(9)], GROWN).lines) == 1


@pytest.mark.parametrize(
    ("borrower", "amount"),
    [
        (Borrower(age=17), 40),
        (Borrower(age=18), 70),
        (Borrower(group="Børn"), 40),
        (Borrower(age=40, group="Børn"), 40),
        (Borrower(age=0), 40),
        (Borrower(age=130), 70),
    ],
)
def test_the_age_or_the_group_decides_what_is_paid(borrower: Borrower, amount: int) -> None:
    assert estimate(CARD, [item(9)], borrower).total == Decimal(amount)


def test_a_single_group_without_ages_is_everybodys() -> None:
    card = card_of(group((1, None, 20), label="Alle", ages=(None, None)))
    assert estimate(card, [item(9)], Borrower(age=7)).total == Decimal(20)


@pytest.mark.parametrize(
    ("borrower", "error", "said"),
    [
        (Borrower(), RatesError, "age or choose"),
        (Borrower(age=-1), DaysError, "-1"),
        (Borrower(age=999), DaysError, "999"),
        (Borrower(group="Lånepose"), RatesError, "Lånepose"),
    ],
)
def test_who_pays_must_be_told(borrower: Borrower, error: type[RatesError], said: str) -> None:
    with pytest.raises(error, match=said):
        estimate(CARD, [item(9)], borrower)


def test_an_age_of_no_group_and_of_two_groups_is_refused() -> None:
    gap = card_of(group((1, None, 10), label="Børn", ages=(None, 13)), ADULTS)
    with pytest.raises(RatesError, match="15 years"):
        estimate(gap, [item(1)], Borrower(age=15))
    both = card_of(CHILDREN, group((1, None, 20), ages=(16, None)))
    with pytest.raises(RatesError, match="More than one group"):
        estimate(both, [item(1)], Borrower(age=17))


def test_no_items_and_swapped_dates_are_refused() -> None:
    with pytest.raises(RatesError, match="at least one"):
        estimate(CARD, [], GROWN)
    with pytest.raises(DaysError, match="before the due date"):
        estimate(CARD, [item(9), item(-1)], GROWN)


def test_fee_free_unknown_and_zero_totals_are_three_things() -> None:
    free = estimate(card_of(group((1, None, "free"))), [item(9)], GROWN)
    assert (free.state, free.total) == (AmountState.FEE_FREE, Decimal(0))
    unknown = estimate(card_of(group((1, 7, 20), (8, None, None))), [item(1), item(9)], GROWN)
    assert (unknown.state, unknown.total) == (AmountState.UNKNOWN, None)
    on_time = estimate(CARD, [item(0)], GROWN)
    assert (on_time.state, on_time.total) == (AmountState.KNOWN, Decimal(0))
    mixed = estimate(card_of(group((1, 7, "free"), (8, None, 70))), [item(1), item(9)], GROWN)
    assert (mixed.state, mixed.total) == (AmountState.KNOWN, Decimal(70))


def test_a_replacement_is_told_and_not_added() -> None:
    lost = GroupRates(BorrowerGroup("Alle"), (band(1, None, 230, replacement_added=True),))
    found = estimate(card_of(lost), [item(40)], GROWN)
    assert found.replacement_added
    assert found.total == Decimal(230)


TURN = RateCard(overdue=(overdue(ADULTS), overdue(group((1, None, 300)), start="2027-01-01")))


def test_the_rates_of_the_day_of_return_apply() -> None:
    due = date(2026, 12, 30)
    last_year = estimate(TURN, [item(1, due)], GROWN)
    this_year = estimate(TURN, [item(2, due)], GROWN)
    assert (last_year.total, this_year.total) == (Decimal(20), Decimal(300))


@pytest.mark.parametrize(
    ("due", "after", "day", "amount"),
    [
        ("2026-11-01", "2026-11-01", "2026-11-02", 20),
        ("2026-11-01", "2026-11-02", "2026-11-09", 70),
        ("2026-11-01", "2026-11-09", "2026-11-16", 120),
        ("2026-12-30", "2026-12-31", "2027-01-01", 300),
        ("2026-12-24", "2026-12-31", "2027-01-01", 300),
    ],
)
def test_the_next_change_comes_from_a_band_or_from_new_rates(
    due: str, after: str, day: str, amount: int
) -> None:
    change = next_change(TURN, date.fromisoformat(due), date.fromisoformat(after), GROWN)
    assert change is not None
    assert (change.day, change.fee.amount) == (date.fromisoformat(day), Decimal(amount))


def test_after_the_last_step_nothing_changes() -> None:
    assert next_change(TURN, DUE, date(2027, 1, 1), GROWN) is None
    assert next_change(CARD, DUE, DUE + timedelta(days=31), GROWN) is None
    assert next_change(CARD, date.max, date.max, GROWN) is None


def test_coming_rates_that_change_nothing_are_passed_over() -> None:
    same = RateCard(overdue=(overdue(ADULTS), overdue(ADULTS, start="2026-11-05")))
    change = next_change(same, DUE, DUE + timedelta(days=1), GROWN)
    assert change is not None
    assert change.day == DUE + timedelta(days=8)


def test_coming_rates_without_the_group_make_the_fee_unknown() -> None:
    card = RateCard(overdue=(overdue(ADULTS), overdue(CHILDREN, start="2027-01-01")))
    change = next_change(card, date(2026, 12, 30), date(2026, 12, 31), GROWN)
    assert change is not None
    assert (change.day, change.fee.state) == (date(2027, 1, 1), AmountState.UNKNOWN)


@given(sound_rates, st.integers(0, 400))
def test_the_next_change_is_the_first_day_that_costs_something_else(
    rates: GroupRates, days: int
) -> None:
    change = next_change(card_of(rates), DUE, DUE + timedelta(days=days), GROWN)
    now = fee_for(rates, days)
    until = 900 if change is None else days_overdue(DUE, change.day)
    assert all(fee_for(rates, day).owes_like(now) for day in range(days, until))
    if change is not None:
        assert not fee_for(rates, until).owes_like(now)
        assert change.fee == fee_for(rates, until)
