from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from wagtail_libfees.rates import (
    Exclusion,
    OtherFees,
    RateCard,
    Timings,
    Validity,
    in_force,
    periods,
)

from .factories import ADULTS, CHILDREN, between, overdue
from .strategies import near_days, near_versions

OLD = Exclusion(Decimal(100))
NOW = Exclusion(Decimal(200), validity=between("2026-01-01"))
NEXT = Exclusion(Decimal(300), validity=between("2027-01-01"))
TRIAL = Exclusion(Decimal(0), validity=between("2028-02-01", "2028-02-29"))
CARD = RateCard(exclusions=(NEXT, OLD, TRIAL, NOW))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date.min, OLD),
        (date(2025, 12, 31), OLD),
        (date(2026, 1, 1), NOW),
        (date(2026, 12, 31), NOW),
        (date(2027, 1, 1), NEXT),
        (date(2028, 1, 31), NEXT),
        (date(2028, 2, 1), TRIAL),
        (date(2028, 2, 29), TRIAL),
        (date(2028, 3, 1), NEXT),
        (date.max, NEXT),
    ],
)
def test_the_latest_start_is_in_force_and_a_trial_ends_on_its_day(
    day: date, expected: Exclusion
) -> None:
    assert CARD.as_of(day).exclusions == (expected,)


def test_kinds_are_chosen_each_by_itself() -> None:
    card = RateCard(
        overdue=(overdue(ADULTS),),
        exclusions=(OLD, NEXT),
        timings=(Timings(validity=between("2028-01-01")),),
    )
    assert card.as_of(date(2027, 6, 1)) == RateCard(overdue=card.overdue, exclusions=(NEXT,))


def test_versions_of_the_same_first_day_are_in_force_together() -> None:
    card = RateCard(overdue=(overdue(CHILDREN), overdue(ADULTS)))
    assert card.as_of(date(2027, 1, 1)) == card


def test_a_version_with_a_day_wins_over_one_without() -> None:
    assert in_force((NOW, OLD), date(2026, 1, 1)) == (NOW,)


def test_nothing_is_in_force_when_everything_has_ended() -> None:
    card = RateCard(other_fees=(OtherFees(validity=between(end="2026-12-31")),))
    assert card.as_of(date(2027, 1, 1)) == RateCard()
    assert card.next_change(date(2026, 12, 30)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (date.min, date(2026, 1, 1)),
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2028, 2, 28), date(2028, 3, 1)),
        (date(2028, 3, 1), None),
        (date.max, None),
    ],
)
def test_the_next_change_is_known(after: date, change: date | None) -> None:
    assert CARD.next_change(after) == change


def test_a_start_that_changes_nothing_is_no_change() -> None:
    hidden = Exclusion(Decimal(1), validity=between("2026-06-01", "2026-05-01"))
    assert RateCard(exclusions=(NOW, hidden)).next_change(date(2026, 2, 1)) is None


def test_a_version_valid_until_the_end_of_time_does_not_overflow() -> None:
    endless = Exclusion(Decimal(1), validity=Validity(date.min, date.max))
    assert RateCard(exclusions=(endless,)).next_change(date(2026, 1, 1)) is None


def test_coming_and_former_are_what_is_not_in_force_now() -> None:
    assert CARD.coming(date(2026, 6, 1)).exclusions == (NEXT, TRIAL)
    assert CARD.former(date(2026, 6, 1)).exclusions == (OLD,)


def test_during_a_trial_what_was_before_is_both_former_and_coming() -> None:
    assert CARD.coming(date(2028, 2, 10)).exclusions == (NEXT,)
    assert CARD.former(date(2028, 2, 10)).exclusions == (NEXT, OLD, NOW)


def test_what_never_comes_into_force_is_neither_coming_nor_former() -> None:
    reversed_days = Exclusion(Decimal(1), validity=between("2027-01-01", "2026-01-01"))
    card = RateCard(exclusions=(OLD, reversed_days))
    assert card.coming(date(2020, 1, 1)) == card.former(date(2030, 1, 1)) == RateCard()


@given(near_versions, near_days)
def test_as_of_is_the_rule_told_day_by_day(versions: tuple[Exclusion, ...], day: date) -> None:
    valid = [v for v in versions if v.validity.contains(day)]
    starts = [v.validity.valid_from or date.min for v in valid]
    expected = tuple(v for v in valid if (v.validity.valid_from or date.min) == max(starts))
    assert in_force(versions, day) == expected


@given(near_versions, near_days)
def test_nothing_changes_before_the_next_change(versions: tuple[Exclusion, ...], day: date) -> None:
    card = RateCard(exclusions=versions)
    change = card.next_change(day)
    last = date(2027, 2, 1) if change is None else change - timedelta(days=1)
    for offset in range((last - day).days + 1):
        assert card.as_of(day + timedelta(days=offset)) == card.as_of(day)
    if change is not None:
        assert card.as_of(change) != card.as_of(last)


@given(near_versions, near_days)
def test_periods_agree_with_as_of(versions: tuple[Exclusion, ...], day: date) -> None:
    spans = list(periods(versions))
    assert all(before != after for (_, before), (_, after) in pairwise(spans))
    positions = [chosen for start, chosen in spans if start <= day][-1]
    assert tuple(versions[i] for i in positions) == in_force(versions, day)
