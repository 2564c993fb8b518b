"""The whole card of a library, and which of its versions is in force on a day.

The rule, for each kind of rates (each field of the card) by itself: of the versions that are
valid on the day, those with the latest `valid_from` are in force; no `valid_from` is the
earliest of all. Versions that tie are in force together, since an editor may split one kind
into several blocks. When a version ends, what was in force before it comes back, so a
fee-free trial needs an end day and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from .charges import Exclusion, OtherFees, ReminderFees, ReplacementPrices, Timings
from .model import OverdueFees, Validity

KINDS: Final = ("overdue", "replacements", "reminders", "exclusions", "other_fees", "timings")


class Version(Protocol):
    """What every versioned part of a card has."""

    @property
    def validity(self) -> Validity: ...


V = TypeVar("V", bound=Version)


@dataclass(frozen=True, slots=True)
class RateCard:
    """All rates of a library, every version of every kind, in the editor's order."""

    overdue: tuple[OverdueFees, ...] = ()
    replacements: tuple[ReplacementPrices, ...] = ()
    reminders: tuple[ReminderFees, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    other_fees: tuple[OtherFees, ...] = ()
    timings: tuple[Timings, ...] = ()
    currency: str = "DKK"

    def as_of(self, day: date) -> RateCard:
        """The card with only the versions in force on `day`."""
        return _each_kind(self, lambda versions: in_force(versions, day))

    def coming(self, day: date) -> RateCard:
        """The card with the versions not in force on `day` that will be later."""
        return _each_kind(self, lambda versions: _elsewhen(versions, day, later=True))

    def former(self, day: date) -> RateCard:
        """The card with the versions not in force on `day` that have been earlier."""
        return _each_kind(self, lambda versions: _elsewhen(versions, day, later=False))

    def next_change(self, after: date) -> date | None:
        """The first day after `after` on which other versions are in force than the day before."""
        for day in sorted({d for _, vs in self.kinds() for d in _change_days(vs) if d > after}):
            if self.as_of(day) != self.as_of(day - timedelta(days=1)):
                return day
        return None

    def kinds(self) -> Iterator[tuple[str, tuple[Version, ...]]]:
        """The name and the versions of every kind, in the order of `KINDS`."""
        for kind in KINDS:
            yield kind, getattr(self, kind)


def periods(versions: tuple[V, ...]) -> Iterator[tuple[date, tuple[int, ...]]]:
    """The days on which the set in force begins to differ, with its positions in `versions`.

    The first day is `date.min`; sets may be empty.
    """
    before: tuple[int, ...] | None = None
    for day in sorted(_change_days(versions)):
        now = _positions_in_force(versions, day)
        if now != before:
            yield day, now
        before = now


def in_force(versions: tuple[V, ...], day: date) -> tuple[V, ...]:
    """The versions of one kind in force on `day`; see the rule at the top of this module."""
    return tuple(versions[i] for i in _positions_in_force(versions, day))


def _positions_in_force(versions: tuple[V, ...], day: date) -> tuple[int, ...]:
    valid = [i for i, version in enumerate(versions) if version.validity.contains(day)]
    latest = max((_start(versions[i]) for i in valid), default=date.min)
    return tuple(i for i in valid if _start(versions[i]) == latest)


def _each_kind(
    card: RateCard, choose: Callable[[tuple[Version, ...]], tuple[Version, ...]]
) -> RateCard:
    """The card with only those versions of each kind that `choose` keeps."""
    chosen = {kind: choose(versions) for kind, versions in card.kinds()}
    return replace(card, **chosen)  # type: ignore[arg-type]  # a choice keeps the type


def _start(version: Version) -> date:
    return version.validity.valid_from or date.min


def _change_days(versions: tuple[V, ...]) -> set[date]:
    """Every day on which another version can come into force, the beginning of time included."""
    days = {date.min} | {_start(version) for version in versions}
    ends = {version.validity.valid_to for version in versions} - {None, date.max}
    return days | {end + timedelta(days=1) for end in ends if end is not None}


def _elsewhen(versions: tuple[V, ...], day: date, *, later: bool) -> tuple[V, ...]:
    """The versions not in force on `day` but on some later (or else earlier) day."""
    now = set(_positions_in_force(versions, day))
    spans = list(periods(versions))
    # A span that began earlier and still runs holds only what is in force now.
    then = {i for start, chosen in spans if (start > day) == later for i in chosen}
    return tuple(versions[i] for i in sorted(then - now))
