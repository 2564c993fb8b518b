"""What several items cost together: one fee per set that belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ..text.messages import gettext_noop
from .calculation import NOTHING, Fee, days_overdue, fee_for
from .card import RateCard
from .errors import DaysError, RatesError
from .model import Accrual, AmountState, GroupRates
from .timelines import change_days

MAX_AGE: Final = 130
AGE_OUT_OF_RANGE: Final = gettext_noop("An age of %(age)s is not possible; give 0 to %(most)s.")
NO_GROUP_OF_AGE: Final = gettext_noop(
    "The rates of %(day)s do not say what a borrower of %(age)s years pays."
)
GROUPS_SHARE_AGE: Final = gettext_noop(
    "More than one group has borrowers of %(age)s years; choose the group."
)
NO_GROUP_OF_NAME: Final = gettext_noop('There is no group "%(group)s" in the rates of %(day)s.')
CHOOSE_GROUP: Final = gettext_noop("Give an age or choose a group.")
NO_ITEMS: Final = gettext_noop("Give the dates of at least one item.")


@dataclass(frozen=True, slots=True)
class Item:
    """A loan: when it was due, when it came back (or today), and when it was lent, if known."""

    due: date
    returned: date
    loaned: date | None = None


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who pays: an age in whole years, or the label of a group, which wins if both are given."""

    age: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The next day on which the borrower would owe something else, and what."""

    day: date
    fee: Fee


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One fee: the positions of its items in the question, and what they owe as a set."""

    items: tuple[int, ...]
    due: date
    returned: date
    fee: Fee
    next_change: Change | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The fees of all sets. `total` in DKK is None as soon as one of them is unknown.

    `state` is FEE_FREE only if every set is. `replacement_added`: items are charged as lost
    besides, at prices that are not part of the total.
    """

    lines: tuple[EstimateLine, ...]
    state: AmountState
    total: Decimal | None
    replacement_added: bool


def estimate(card: RateCard, items: Iterable[Item], borrower: Borrower) -> Estimate:
    """Return what `borrower` owes for `items`, by the rates in force on each day of return.

    Items form a set, with one fee, when they came back on the same day and have the same due
    date; where the fee accrues per loan date, also the same loan date (unless it is not given).
    Raises `DaysError` for an impossible age or date, `RatesError` for no items or no one group.
    """
    asked = tuple(items)
    if not asked:
        raise RatesError(NO_ITEMS)
    sets: dict[tuple[date, date, date | None], list[int]] = {}
    for position, item in enumerate(asked):
        sets.setdefault(_set_of(card, item, borrower), []).append(position)
    lines = [
        _line(card, tuple(positions), asked[positions[0]], borrower) for positions in sets.values()
    ]
    return _summed(tuple(lines))


def group_for(card: RateCard, day: date, borrower: Borrower) -> tuple[GroupRates, Accrual | None]:
    """Return the rates that `borrower` pays by on `day`, and what sets accrue by.

    A single group without ages is everybody's. Raises as `estimate` does.
    """
    every = [
        (rates, version.accrual) for version in card.as_of(day).overdue for rates in version.groups
    ]
    if borrower.group:
        named = [found for found in every if found[0].group.label == borrower.group]
        if len(named) != 1:
            raise RatesError(NO_GROUP_OF_NAME, group=borrower.group, day=day)
        return named[0]
    if borrower.age is None:
        raise RatesError(CHOOSE_GROUP)
    if not 0 <= borrower.age <= MAX_AGE:
        raise DaysError(AGE_OUT_OF_RANGE, age=borrower.age, most=MAX_AGE)
    return _group_of_age(every, day, borrower.age)


def _group_of_age(
    every: list[tuple[GroupRates, Accrual | None]], day: date, age: int
) -> tuple[GroupRates, Accrual | None]:
    """The one group that covers `age`."""
    if len(every) == 1 and every[0][0].group.has_no_ages:
        return every[0]
    aged = [found for found in every if found[0].group.covers(age)]
    if len(aged) > 1:
        raise RatesError(GROUPS_SHARE_AGE, age=age)
    if not aged:
        raise RatesError(NO_GROUP_OF_AGE, age=age, day=day)
    return aged[0]


def next_change(card: RateCard, due: date, after: date, borrower: Borrower) -> Change | None:
    """Return when the fee for an item due on `due` and still out on `after` next changes.

    Bands change it, and so do coming rates; coming rates that no longer tell what the borrower
    pays change it to unknown.
    """
    overdue = RateCard(overdue=card.overdue)
    now = _fee_on(overdue, due, after, borrower)
    day: date | None = after
    while day is not None:
        until = overdue.next_change(day)
        for candidate in _days_to_try(overdue, due, day, until, borrower):
            fee = _fee_on(overdue, due, candidate, borrower)
            if not fee.owes_like(now):
                return Change(candidate, fee)
        day = until
    return None


def _days_to_try(
    card: RateCard, due: date, start: date, until: date | None, borrower: Borrower
) -> list[date]:
    """The days after `start` on which a band can change the fee, and the day the rates do."""
    rates = _rates_on(card, start, borrower)
    latest = (date.max if until is None else until - timedelta(days=1)) - due
    changes = change_days(rates) if rates else []
    offsets = [day for day in changes if (start - due).days < day <= latest.days]
    days = [due + timedelta(days=day) for day in offsets]
    return days if until is None else [*days, until]


def _fee_on(card: RateCard, due: date, day: date, borrower: Borrower) -> Fee:
    """The fee on a day that may lie ahead; unknown where the rates of that day do not tell."""
    days = max(0, (day - due).days)
    rates = _rates_on(card, day, borrower)
    return fee_for(rates, days) if rates else Fee(days, AmountState.UNKNOWN)


def _rates_on(card: RateCard, day: date, borrower: Borrower) -> GroupRates | None:
    """The rates of a day that may lie ahead, or None where they do not tell."""
    try:
        return group_for(card, day, borrower)[0]
    except RatesError:
        return None


def _set_of(card: RateCard, item: Item, borrower: Borrower) -> tuple[date, date, date | None]:
    """What items must have in common to be one set."""
    _, accrual = group_for(card, item.returned, borrower)
    loaned = item.loaned if accrual is Accrual.LOAN_DATE else None
    return item.due, item.returned, loaned


def _line(
    card: RateCard, positions: tuple[int, ...], item: Item, borrower: Borrower
) -> EstimateLine:
    rates, _ = group_for(card, item.returned, borrower)
    fee = fee_for(rates, days_overdue(item.due, item.returned))
    change = next_change(card, item.due, item.returned, borrower)
    return EstimateLine(positions, item.due, item.returned, fee, change)


def _summed(lines: tuple[EstimateLine, ...]) -> Estimate:
    """The estimate of all lines; what is fee-free adds nothing, what is unknown hides the sum."""
    states = {line.fee.state for line in lines}
    replaced = any(line.fee.replacement_added for line in lines)
    if AmountState.UNKNOWN in states:
        return Estimate(lines, AmountState.UNKNOWN, None, replaced)
    total = sum((line.fee.amount or NOTHING for line in lines), NOTHING)
    state = AmountState.FEE_FREE if states == {AmountState.FEE_FREE} else AmountState.KNOWN
    return Estimate(lines, state, total, replaced)
