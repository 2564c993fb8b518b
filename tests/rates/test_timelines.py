from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import (
    AmountState,
    BorrowerGroup,
    DaysError,
    Exclusion,
    GroupRates,
    RateCard,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    StepKind,
    Timings,
    fee_for,
    timeline,
)

from .factories import ADULTS, band, group
from .strategies import any_rates, sound_rates

TIMINGS = Timings(
    advance_notice_days=3, recall_days=10, considered_lost_days=30, payment_deadline_days=14
)
FEES = ReminderFees(
    (
        ReminderFee(Decimal(150), ReminderBasis.DEBT, debt_to=Decimal(500)),
        ReminderFee(Decimal(250), ReminderBasis.DEBT, debt_from=Decimal(500)),
    )
)
CARD = RateCard(reminders=(FEES,), exclusions=(Exclusion(Decimal(200)),), timings=(TIMINGS,))


def told(rates: GroupRates, horizon: int, **more: object) -> list[tuple[str, int | None, object]]:
    return [(step.kind, step.day, step.amount) for step in timeline(rates, horizon, **more)]


def test_the_fee_steps_alone() -> None:
    assert told(ADULTS, 60) == [
        ("fee", 1, 20),
        ("fee", 8, 70),
        ("fee", 15, 120),
        ("fee", 31, 230),
    ]


def test_the_whole_way_of_an_item_that_stays_away() -> None:
    assert told(ADULTS, 60, card=CARD, replacement=Decimal(300)) == [
        ("advance_notice", -3, None),
        ("fee", 1, 20),
        ("fee", 8, 70),
        ("recall", 10, None),
        ("fee", 15, 120),
        ("fee", 31, 230),
        ("lost", 31, 300),
        ("exclusion", 31, 200),
        ("reminder", 45, 250),
    ]


def test_without_a_replacement_price_the_fee_alone_excludes_and_no_reminder_is_certain() -> None:
    steps = timeline(ADULTS, 60, card=CARD)
    assert [(s.day, s.amount) for s in steps if s.kind is StepKind.EXCLUSION] == [(31, 200)]
    assert [(s.day, s.amount) for s in steps if s.kind is StepKind.REMINDER] == [(45, None)]
    lost = next(s for s in steps if s.kind is StepKind.LOST)
    assert (lost.state, lost.amount) == (AmountState.UNKNOWN, None)


def test_an_exclusive_threshold_is_not_reached_by_its_own_amount() -> None:
    rates = group((1, None, 200))
    for inclusive, days in [(True, [1]), (False, [])]:
        card = RateCard(exclusions=(Exclusion(Decimal(200), inclusive),))
        steps = timeline(rates, 9, card=card)
        assert [s.day for s in steps if s.kind is StepKind.EXCLUSION] == days


def test_the_item_counts_as_lost_where_the_bands_add_the_replacement() -> None:
    rates = GroupRates(
        BorrowerGroup("Voksne"),
        (band(1, 40, 20), band(41, None, 230, replacement_added=True)),
    )
    days = [s.day for s in timeline(rates, 60, card=RateCard()) if s.kind is StepKind.LOST]
    assert days == [41]


def test_a_reminder_without_a_stated_day_comes_last_without_a_day() -> None:
    card = RateCard(reminders=(ReminderFees((ReminderFee(Decimal(250)),)),))
    last = timeline(ADULTS, 60, card=card)[-1]
    assert (last.kind, last.day, last.amount) == (StepKind.REMINDER, None, 250)


def test_reminders_by_claim_are_all_told_with_their_claim() -> None:
    fees = tuple(
        ReminderFee(Decimal(amount), ReminderBasis.CLAIM, claim=claim)
        for amount, claim in [(100, "Gebyr"), (250, "Erstatning")]
    )
    steps = timeline(ADULTS, 60, card=RateCard(reminders=(ReminderFees(fees),)))
    reminders = [(s.claim, s.amount) for s in steps if s.kind is StepKind.REMINDER]
    assert reminders == [("Gebyr", 100), ("Erstatning", 250)]


def test_a_fee_free_group_has_one_step_and_no_debt_to_remind_of() -> None:
    card = replace(CARD, timings=())
    free = GroupRates(BorrowerGroup("Børn"), (), fee_free=True)
    steps = timeline(free, 60, card=card)
    assert [(s.kind, s.day, s.state) for s in steps] == [(StepKind.FEE, 1, AmountState.FEE_FREE)]


@pytest.mark.parametrize("horizon", [0, -1, 3661])
def test_an_impossible_horizon_is_refused(horizon: int) -> None:
    with pytest.raises(DaysError, match="3660"):
        timeline(ADULTS, horizon)


def test_nothing_is_told_beyond_the_horizon() -> None:
    assert told(ADULTS, 14) == [("fee", 1, 20), ("fee", 8, 70)]
    assert told(ADULTS, 15)[-1] == ("fee", 15, 120)


@given(st.one_of(sound_rates, any_rates))
def test_timeline_and_fee_for_agree_on_every_day(rates: GroupRates) -> None:
    steps = {step.day: step for step in timeline(rates, 400)}
    now = steps[1]
    for day in range(1, 401):
        before, now = now, steps.get(day, now)
        fee = fee_for(rates, day)
        said = (now.state, now.amount, now.replacement_added)
        assert said == (fee.state, fee.amount, fee.replacement_added)
        # A step is told only where something changes.
        if day > 1 and day in steps:
            assert said != (before.state, before.amount, before.replacement_added)
