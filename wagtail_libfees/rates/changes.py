"""What borrowers will pay otherwise: the differences between two cards, old to new.

For announcing coming rates: compare `card.as_of(today)` with `card.as_of(card.next_change(today))`.
Timings are left out, as nobody pays them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from .calculation import Fee, fee_for
from .card import RateCard
from .charges import ReminderBasis, ReminderFee
from .model import AmountState, GroupRates
from .timelines import change_days


@dataclass(frozen=True, slots=True)
class Charge:
    """What is charged in DKK; `how` says what else decides it.

    `how` is the pricing of a replacement, "replacement_added" of a band, "inclusive" or
    "exclusive" of the exclusion, and else empty.
    """

    state: AmountState
    amount: Decimal | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class RateChange:
    """One difference; `old` or `new` is None where there is no such charge.

    `kind` is the field of the card, `subject` the group, the material, the claim or the label
    that it is about, if any. Overdue fees differ from `from_day` to `to_day` overdue, both
    inclusive, None is open; of reminder tiers `debt_from` and `debt_to` tell the edges.
    """

    kind: str
    subject: str
    old: Charge | None
    new: Charge | None
    from_day: int | None = None
    to_day: int | None = None
    debt_from: Decimal | None = None
    debt_to: Decimal | None = None


def rate_changes(old: RateCard, new: RateCard) -> tuple[RateChange, ...]:
    """Return what differs between two cards that are each `as_of` a day, in the card's order."""
    found = [*_overdue_changes(old, new)]
    before, after = dict(_charges(old)), dict(_charges(new))
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            found.append(replace(key, old=before.get(key), new=after.get(key)))
    return tuple(found)


def _overdue_changes(old: RateCard, new: RateCard) -> Iterator[RateChange]:
    before, after = _groups(old), _groups(new)
    for rates in after:
        was = _same_group(rates, before)
        yield from _group_changes(rates.group.label, was, rates)
    for rates in before:
        if _same_group(rates, after) is None:
            yield from _group_changes(rates.group.label, rates, None)


def _groups(card: RateCard) -> list[GroupRates]:
    return [rates for version in card.overdue for rates in version.groups]


def _same_group(rates: GroupRates, among: list[GroupRates]) -> GroupRates | None:
    """The group of the same name, or else of the same ages under another name."""
    if rates in among:  # also where two groups have one name by mistake
        return rates
    wanted = rates.group
    for other in among:
        if other.group.label == wanted.label:
            return other
    for other in among:
        ages = (other.group.age_from, other.group.age_to)
        if not wanted.has_no_ages and ages == (wanted.age_from, wanted.age_to):
            return other
    return None


def _group_changes(
    label: str, old: GroupRates | None, new: GroupRates | None
) -> Iterator[RateChange]:
    """The spans of days on which a group's fee differs, as long as they can be."""
    days = sorted({day for rates in (old, new) if rates for day in change_days(rates)})
    last: RateChange | None = None
    for start, following in pairwise([*days, None]):
        if start is None:
            continue
        end = None if following is None else following - 1
        change = RateChange("overdue", label, _fee(old, start), _fee(new, start), start, end)
        if last is not None and (last.old, last.new) == (change.old, change.new):
            last = replace(last, to_day=end)
            continue
        if last is not None and last.old != last.new:
            yield last
        last = change
    if last is not None and last.old != last.new:
        yield last


def _fee(rates: GroupRates | None, day: int) -> Charge | None:
    if rates is None:
        return None
    fee: Fee = fee_for(rates, day)
    return Charge(fee.state, fee.amount, "replacement_added" if fee.replacement_added else "")


def _charges(card: RateCard) -> Iterator[tuple[RateChange, Charge]]:
    """Everything else that is charged, each with a change without content as its name."""
    for prices in card.replacements:
        for price in prices.prices:
            charge = Charge(price.state, price.amount, price.pricing.value)
            yield _name("replacements", price.material), charge
        if prices.handling_fee is not None:
            yield _name("replacements", ""), Charge(AmountState.KNOWN, prices.handling_fee)
    for reminders in card.reminders:
        for fee in reminders.fees:
            yield _reminder_name(fee), Charge(fee.state, fee.amount)
    for rule in card.exclusions:
        state = AmountState.UNKNOWN if rule.amount is None else AmountState.KNOWN
        how = "inclusive" if rule.inclusive else "exclusive"
        yield _name("exclusions", ""), Charge(state, rule.amount, how)
    for others in card.other_fees:
        for other in others.fees:
            yield _name("other_fees", other.label), Charge(other.state, other.amount)


def _name(kind: str, subject: str) -> RateChange:
    return RateChange(kind, subject, None, None)


def _reminder_name(fee: ReminderFee) -> RateChange:
    if fee.basis is ReminderBasis.DEBT:
        name = _name("reminders", "")
        return replace(name, debt_from=fee.debt_from, debt_to=fee.debt_to)
    return _name("reminders", fee.claim)
