"""What can be wrong between the borrower groups that are in force on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from .calculation import NOTHING, Fee, fee_for
from .card import RateCard, periods
from .messages import CardPlace, RateFinding, error, warning
from .model import (
    DIGITAL_POST_AGE,
    MAJORITY,
    AmountState,
    BillBy,
    BillTo,
    BorrowerGroup,
    GroupRates,
)
from .timelines import change_days


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A group's rates and where they stand in the card."""

    rates: GroupRates
    place: CardPlace

    @property
    def group(self) -> BorrowerGroup:
        return self.rates.group

    @property
    def first(self) -> int:
        """The youngest age, 0 if open."""
        return self.group.age_from or 0


def check_groups(card: RateCard) -> Iterator[RateFinding]:
    """Yield the findings between groups, for every set of versions that is ever in force.

    Groups are compared across versions that tie, since those are shown together.
    """
    before: list[PlacedGroup] = []
    for day, positions in periods(card.overdue):
        groups = [
            PlacedGroup(rates, ("overdue", i, "groups", j))
            for i in positions
            for j, rates in enumerate(card.overdue[i].groups)
        ]
        yield from _labels(groups)
        yield from _ages(groups)
        for found in groups:
            yield from _bills(found)
        yield from _child_and_adult(groups)
        yield from _dropped(before, groups, day)
        before = groups


def _labels(groups: list[PlacedGroup]) -> Iterator[RateFinding]:
    for found in groups:
        if not found.group.label.strip():
            yield error("group_without_label", found.place)
    for one, other in combinations(groups, 2):
        if one.group.label.strip() and one.group.label == other.group.label:
            yield error("group_twice", other.place, group=other.group.label)


def _ages(groups: list[PlacedGroup]) -> Iterator[RateFinding]:
    """Which ages nobody covers or two groups share; groups without ages are left out."""
    for found in groups:
        low, high = found.group.age_from, found.group.age_to
        if low is not None and high is not None and high < low:
            label = found.group.label
            yield error("ages_reversed", found.place, group=label, age_from=low, age_to=high)
    aged = sorted((g for g in groups if not g.group.has_no_ages), key=lambda g: g.first)
    if not aged:
        return
    for found in groups:
        if found.group.has_no_ages:
            yield warning("ages_not_stated", found.place, group=found.group.label)
    yield from _uncovered(aged)
    for one, other in combinations(aged, 2):
        yield from _shared(one.group, other)


def _bills(found: PlacedGroup) -> Iterator[RateFinding]:
    """Whether the group's bills can go to whom they are said to go."""
    rates, last = found.rates, found.group.age_to
    own, label = rates.own_bill_from, found.group.label
    if rates.bill_to is not BillTo.GUARDIAN:
        if own is not None:
            yield warning("bill_age_without_guardian", found.place, group=label)
        youngest = found.first if rates.bill_to is BillTo.BORROWER else None
    else:
        if own is not None and (own <= found.first or (last is not None and own > last)):
            yield warning("bill_age_outside", found.place, group=label, age=own)
        adults = not found.group.has_no_ages and (last is None or last >= MAJORITY)
        if (adults and own is None) or (own is not None and own > MAJORITY):
            yield warning("bill_to_guardian_of_adults", found.place, group=label)
        youngest = own
    by_post_alone = rates.bill_by is BillBy.DIGITAL_POST and not found.group.has_no_ages
    if by_post_alone and youngest is not None and youngest < DIGITAL_POST_AGE:
        yield warning("bill_too_young", found.place, group=label)


def _uncovered(aged: list[PlacedGroup]) -> Iterator[RateFinding]:
    """The ages between groups, before the first and after the last."""
    next_age: int | None = 0
    for found in aged:
        if next_age is not None and found.first > next_age:
            yield warning("ages_uncovered", found.place, first=next_age, last=found.first - 1)
        if next_age is not None:
            high = found.group.age_to
            next_age = None if high is None else max(next_age, high + 1)
    if next_age is not None:
        yield warning("ages_uncovered_above", aged[-1].place, first=next_age)


def _shared(one: BorrowerGroup, other: PlacedGroup) -> Iterator[RateFinding]:
    """The ages in both groups; `one` begins no later than `other`."""
    ends = [end for end in (one.age_to, other.group.age_to) if end is not None]
    if ends and min(ends) < other.first:
        return
    labels = {"other": one.label, "group": other.group.label}
    if ends:
        ages = {"first": other.first, "last": min(ends)}
        yield warning("ages_shared", other.place, **labels, **ages)
    else:
        yield warning("ages_shared_above", other.place, **labels, first=other.first)


def _child_and_adult(groups: list[PlacedGroup]) -> Iterator[RateFinding]:
    """A younger group is hardly meant to pay more than the next older one."""
    aged = sorted((g for g in groups if not g.group.has_no_ages), key=lambda g: g.first)
    for child, adult in pairwise(aged):
        if child.first == adult.first:
            continue
        for day in sorted({*change_days(child.rates), *change_days(adult.rates)}):
            young, old = fee_for(child.rates, day), fee_for(adult.rates, day)
            if _pays_more(young, old):
                yield warning(
                    "child_pays_more",
                    child.place,
                    day=day,
                    group=child.group.label,
                    amount=young.amount or NOTHING,
                    adult_amount=old.amount or NOTHING,
                    adult_group=adult.group.label,
                )
                break


def _pays_more(young: Fee, old: Fee) -> bool:
    if AmountState.UNKNOWN in (young.state, old.state):
        return False
    return (young.amount or NOTHING) > (old.amount or NOTHING)


def _dropped(before: list[PlacedGroup], now: list[PlacedGroup], day: date) -> Iterator[RateFinding]:
    """A new version replaces the old ones whole, also the groups that it forgets.

    A forgotten group with ages leaves ages that nobody covers, which is found anyway.
    """
    if not now:
        return
    labels = {found.group.label for found in now}
    for found in before:
        if found.group.has_no_ages and found.group.label not in labels:
            yield warning("group_dropped", now[0].place, day=day, group=found.group.label)
