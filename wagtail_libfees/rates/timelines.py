"""The steps of an item that does not come back: fees, recall, loss, reminder, exclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from ..text.messages import gettext_noop
from .calculation import NOTHING, Fee, fee_for
from .card import RateCard
from .charges import ReminderBasis, ReminderFee, Timings
from .errors import DaysError
from .model import AmountState, GroupRates

MAX_HORIZON: Final = 3660
HORIZON_OUT_OF_RANGE: Final = gettext_noop(
    "A timeline of %(horizon)s days is not possible; give 1 to %(most)s days."
)

T = TypeVar("T")


class StepKind(StrEnum):
    """What happens at a step, in the order in which steps of the same day are told."""

    ADVANCE_NOTICE = "advance_notice"
    FEE = "fee"
    RECALL = "recall"
    LOST = "lost"
    REMINDER = "reminder"
    EXCLUSION = "exclusion"


ORDER: Final = tuple(StepKind)


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One thing that happens on `day` overdue; negative days are before the due date.

    `day` None: it happens later, on a day the library does not state. `amount` in DKK is, by
    kind, the fee from this day on, the replacement price, what the reminder adds, or the
    balance that excludes (`inclusive`: owing exactly that does too); `claim` is the kind of claim
    that a reminder fee belongs to.
    """

    kind: StepKind
    day: int | None
    state: AmountState = AmountState.UNKNOWN
    amount: Decimal | None = None
    replacement_added: bool = False
    claim: str = ""
    inclusive: bool = True


def timeline(
    rates: GroupRates,
    horizon: int,
    *,
    card: RateCard | None = None,
    replacement: Decimal | None = None,
) -> tuple[TimelineStep, ...]:
    """Return the steps up to day `horizon` for an item that `rates` apply to.

    `card` (already `as_of` a day) adds notice, recall, loss, reminders and exclusion.
    `replacement` is what the lost item costs in DKK, if known; it counts towards the exclusion
    and the reminder from the day the item counts as lost. Raises `DaysError` for a horizon
    outside 1 to `MAX_HORIZON` days.
    """
    if not 1 <= horizon <= MAX_HORIZON:
        raise DaysError(HORIZON_OUT_OF_RANGE, horizon=horizon, most=MAX_HORIZON)
    steps = list(fee_steps(rates, horizon))
    if card is not None:
        steps += _around(rates, card, horizon, replacement)
    within = [step for step in steps if step.day is None or step.day <= horizon]
    return tuple(sorted(within, key=_place_in_time))


def fee_steps(rates: GroupRates, horizon: int) -> Iterator[TimelineStep]:
    """The days from 1 to `horizon` on which a borrower begins to owe something else."""
    before: Fee | None = None
    for day in change_days(rates):
        if day > horizon:
            return
        fee = fee_for(rates, day)
        if before is None or not fee.owes_like(before):
            yield TimelineStep(StepKind.FEE, day, fee.state, fee.amount, fee.replacement_added)
        before = fee


def change_days(rates: GroupRates) -> list[int]:
    """The days on which the fee can change: day 1, where a band begins, after one ends."""
    days = {1} | {band.from_day for band in rates.bands}
    days |= {band.to_day + 1 for band in rates.bands if band.to_day is not None}
    return sorted(day for day in days if day >= 1)


def lost_day(rates: GroupRates, card: RateCard) -> int | None:
    """The first day on which an item is charged as lost; None if it is not known.

    Lost after 30 days is charged from day 31, as a band from day 31 says. The timings decide, else
    the band that adds the replacement.
    """
    stated = stated_lost_day(card)
    return charged_lost_day(rates) if stated is None else stated


def stated_lost_day(card: RateCard) -> int | None:
    """The first day on which an item is charged as lost, by the timings of the card."""
    after = _stated(card, lambda timings: timings.considered_lost_days)
    return None if after is None else after + 1


def charged_lost_day(rates: GroupRates) -> int | None:
    """The first day on which an item is charged as lost, by the bands of a group."""
    return min((band.from_day for band in rates.bands if band.replacement_added), default=None)


def _around(
    rates: GroupRates, card: RateCard, horizon: int, replacement: Decimal | None
) -> list[TimelineStep]:
    """The steps besides the fees."""
    steps: list[TimelineStep] = []
    notice = _stated(card, lambda timings: timings.advance_notice_days)
    if notice is not None:
        steps.append(TimelineStep(StepKind.ADVANCE_NOTICE, -notice))
    recall = _stated(card, lambda timings: timings.recall_days)
    if recall is not None:
        steps.append(TimelineStep(StepKind.RECALL, recall))
    lost = lost_day(rates, card)
    if lost is not None:
        state = AmountState.UNKNOWN if replacement is None else AmountState.KNOWN
        steps.append(TimelineStep(StepKind.LOST, lost, state, replacement))
    owed = _Owed(rates, lost, replacement)
    return steps + _reminders(card, owed, horizon) + _exclusion(card, owed, horizon)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is owed for the item on a day, as far as it is known."""

    rates: GroupRates
    lost: int | None
    replacement: Decimal | None

    def on(self, day: int) -> Decimal:
        fee = fee_for(self.rates, day).amount or NOTHING
        is_lost = self.lost is not None and day >= self.lost
        return fee + (self.replacement or NOTHING if is_lost else NOTHING)

    def is_more(self, day: int) -> bool:
        """Whether the price of the item comes on top, and is not known."""
        return self.lost is not None and day >= self.lost and self.replacement is None


def _reminders(card: RateCard, owed: _Owed, horizon: int) -> list[TimelineStep]:
    """The reminder that follows an unpaid bill: so many days after the item counts as lost."""
    deadline = _stated(card, lambda timings: timings.payment_deadline_days)
    day = None if owed.lost is None or deadline is None else owed.lost + deadline
    due = horizon if day is None else day
    debt = owed.on(due)
    fees = [fee for version in card.reminders for fee in version.fees]
    found = [fee for fee in fees if _applies(fee, debt)]
    if owed.is_more(due) and any(_is_above(fee, debt) for fee in fees):
        # With the price of the item the debt may reach another amount: none can be said.
        found = [
            replace(fee, amount=None) if fee.basis is ReminderBasis.DEBT else fee for fee in found
        ]
    return [
        TimelineStep(StepKind.REMINDER, day, fee.state, fee.amount, claim=fee.claim)
        for fee in found
    ]


def _applies(fee: ReminderFee, debt: Decimal) -> bool:
    return fee.basis is not ReminderBasis.DEBT or (debt > 0 and fee.holds(debt))


def _is_above(fee: ReminderFee, debt: Decimal) -> bool:
    """Whether it is for larger debts than this one."""
    if fee.basis is not ReminderBasis.DEBT or fee.debt_from is None:
        return False
    return not fee.holds(debt) and fee.debt_from >= debt


def _exclusion(card: RateCard, owed: _Owed, horizon: int) -> list[TimelineStep]:
    """The first day on which the item alone excludes its borrower."""
    days = {*change_days(owed.rates), owed.lost or 1}
    for day in sorted(day for day in days if 1 <= day <= horizon):
        for rule in card.exclusions:
            if rule.excludes(owed.on(day)):
                step = TimelineStep(StepKind.EXCLUSION, day, AmountState.KNOWN, rule.amount)
                return [replace(step, inclusive=rule.inclusive)]
    return []


def _stated(card: RateCard, ask: Callable[[Timings], T | None]) -> T | None:
    """The first answer that the timings of the card give."""
    return next((said for timings in card.timings if (said := ask(timings)) is not None), None)


def _place_in_time(step: TimelineStep) -> tuple[bool, int, int]:
    return (step.day is None, step.day or 0, ORDER.index(step.kind))
