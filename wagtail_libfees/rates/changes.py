"""What borrowers will pay otherwise: the differences between two cards, old to new.

What is the same is told by its key, which does not depend on words or language; where there is
none, by its name, and of groups at last by the ages. The words are those of `new`, and of `old`
for what goes.

For announcing coming rates: compare `card.as_of(today)` with `card.as_of(card.next_change(today))`.
Timings are left out, as nobody pays them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

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


T = TypeVar("T")


def rate_changes(old: RateCard, new: RateCard) -> tuple[RateChange, ...]:
    """Return what differs between two cards that are each `as_of` a day, in the card's order."""
    return (*_overdue_changes(old, new), *_other_changes(old, new))


def _overdue_changes(old: RateCard, new: RateCard) -> Iterator[RateChange]:
    for was, now in pairs(_groups(old), _groups(new), _key, _whole, _label, _ages):
        shown = now or was
        if shown is not None:
            yield from _group_changes(shown.group.label, was, now)


def _other_changes(old: RateCard, new: RateCard) -> Iterator[RateChange]:
    # In the order of `old`, then what is new.
    for now, was in pairs(list(_charges(new)), list(_charges(old)), _named_key, _name_of):
        shown = now or was
        before = was.charge if was else None
        after = now.charge if now else None
        if shown is not None and before != after:
            yield replace(shown.name, old=before, new=after)


def pairs(
    old: Sequence[T], new: Sequence[T], *identities: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """What is the same in `old` and `new`, in the order of `new`, then what only `old` has.

    Each identity is tried for all before the next one; an empty one is none.
    """
    free = dict(enumerate(old))
    found: dict[int, T] = {}
    for identity in identities:
        for i, now in enumerate(new):
            wanted = identity(now)
            if i in found or not wanted:
                continue
            same = next((j for j, was in free.items() if identity(was) == wanted), None)
            if same is not None:
                found[i] = free.pop(same)
    yield from ((found.get(i), now) for i, now in enumerate(new))
    yield from ((was, None) for was in free.values())


def _groups(card: RateCard) -> list[GroupRates]:
    return [rates for version in card.overdue for rates in version.groups]


def _key(rates: GroupRates) -> Hashable:
    return rates.key


def _whole(rates: GroupRates) -> Hashable:
    """Also where two groups have one name by mistake."""
    return rates


def _label(rates: GroupRates) -> Hashable:
    return rates.group.label


def _ages(rates: GroupRates) -> Hashable:
    group = rates.group
    return () if group.has_no_ages else (group.age_from, group.age_to)


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


@dataclass(frozen=True, slots=True)
class _Named:
    """A charge with its key, and with a change without content as its name."""

    name: RateChange
    charge: Charge
    key: str = ""


def _named_key(found: _Named) -> Hashable:
    """The key; tiers of a debt with other edges are others."""
    edges = (found.name.kind, found.name.debt_from, found.name.debt_to)
    return (found.key, *edges) if found.key else ()


def _name_of(found: _Named) -> Hashable:
    return found.name


def _charges(card: RateCard) -> Iterator[_Named]:
    """Everything else that is charged."""
    for prices in card.replacements:
        for price in prices.prices:
            charge = Charge(price.state, price.amount, price.pricing.value)
            yield _Named(_name("replacements", price.material), charge, price.key)
        if prices.handling_fee is not None:
            charge = Charge(AmountState.KNOWN, prices.handling_fee)
            yield _Named(_name("replacements", ""), charge)
    for reminders in card.reminders:
        for fee in reminders.fees:
            yield _Named(_reminder_name(fee), Charge(fee.state, fee.amount), fee.key)
    for rule in card.exclusions:
        state = AmountState.UNKNOWN if rule.amount is None else AmountState.KNOWN
        how = "inclusive" if rule.inclusive else "exclusive"
        yield _Named(_name("exclusions", ""), Charge(state, rule.amount, how))
    for others in card.other_fees:
        for other in others.fees:
            amount = None if other.state is AmountState.FEE_FREE else other.amount
            charge = Charge(other.state, amount)
            yield _Named(_name("other_fees", other.label), charge, other.key)


def _name(kind: str, subject: str) -> RateChange:
    return RateChange(kind, subject, None, None)


def _reminder_name(fee: ReminderFee) -> RateChange:
    if fee.basis is ReminderBasis.DEBT:
        name = _name("reminders", "")
        return replace(name, debt_from=fee.debt_from, debt_to=fee.debt_to)
    return _name("reminders", fee.claim)
