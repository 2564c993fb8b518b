"""What can be wrong with the days on which the versions of a card begin and end.

Each kind of rates is looked at by itself, over all its versions. What is over is nobody's matter
any more, unless nothing has come after it. Days that are the wrong way round are told by
`findings`, and such a version is in force on no day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from .card import RateCard, Version, periods
from .messages import ALL_RATES, KIND_NAMES, CardPlace, Param, RateFinding, error, warning
from .model import ALWAYS

# Time enough for a decision, and for writing it down.
SOON: Final = timedelta(days=60)
A_YEAR: Final = timedelta(days=366)
# Rates are adopted for a year; a day further away than two is a slip of the keyboard.
FAR: Final = timedelta(days=731)

ONE_DAY: Final = timedelta(days=1)

# The day on which a set of versions comes into force, and their positions; none is a hole.
Span = tuple[date, tuple[int, ...]]


def calendar_findings(
    card: RateCard, today: date, keys: Mapping[str, Sequence[str]] | None = None
) -> tuple[RateFinding, ...]:
    """Return what is wrong with the days of `card`, seen from `today`, in the order of the card,
    and then what is to come without a change.

    A hole that runs or begins within a year is an error: borrowers would find no rates.
    Everything else is a warning. `keys` has, by kind, what tells of each version which others it
    continues; a file knows none, and what it says comes back is meant to.
    """
    found = [
        each
        for kind, versions in card.kinds()
        for each in _kind(kind, versions, today, (keys or {}).get(kind, ()))
    ]
    return (*found, *_unchanged(card, today))


def _kind(
    kind: str, versions: tuple[Version, ...], today: date, keys: Sequence[str]
) -> Iterator[RateFinding]:
    """The findings of one kind of rates."""
    name = KIND_NAMES[kind]
    spans = list(periods(versions))
    for (start, none), (day, now) in pairwise(spans):
        # Before the first version there is no hole: this card does not know those rates.
        if not none and start > date.min and day > today:
            yield _hole(name, (kind, now[0]), start, day, today)
    yield from _ending(kind, spans, today)
    for i, version in enumerate(versions):
        yield from _overlap(name, (kind, i), version, versions, today)
        yield from _far_away(name, (kind, i), version, today)
    if keys:
        yield from _returning(kind, versions, keys, today)


def _hole(name: str, place: CardPlace, first: date, following: date, today: date) -> RateFinding:
    """The days from `first` until `following`, whose rates stand at `place`."""
    params: dict[str, Param] = {
        "kind": name,
        "first": first,
        "last": following - ONE_DAY,
        "next": following,
    }
    if first - today <= A_YEAR:
        return error("calendar_hole", place, **params)
    return warning("calendar_hole_later", place, **params)


def _ending(kind: str, spans: list[Span], today: date) -> Iterator[RateFinding]:
    """The last rates of a kind, if they end or have ended."""
    if len(spans) < 2 or spans[-1][1]:
        return
    last = spans[-1][0] - ONE_DAY
    place = (kind, spans[-2][1][-1])
    if last < today:
        yield warning("calendar_ended", place, kind=KIND_NAMES[kind], day=last)
    elif last - today <= SOON:
        yield warning("calendar_ends_soon", place, kind=KIND_NAMES[kind], day=last)


def _overlap(
    name: str, place: CardPlace, version: Version, versions: tuple[Version, ...], today: date
) -> Iterator[RateFinding]:
    """Rates that begin before those that they follow have ended.

    Rates that both begin and end while others hold are a trial, and the others come back.
    """
    start, end = version.validity.valid_from, version.validity.valid_to
    if start is None or _is_reversed(version):
        return
    for other in versions:
        other_end = other.validity.valid_to
        if other_end is None or not max(start, today) <= other_end or _start(other) >= start:
            continue
        if end is None or end > other_end:
            yield warning("calendar_overlap", place, kind=name, end=other_end, start=start)
            return


def _far_away(name: str, place: CardPlace, version: Version, today: date) -> Iterator[RateFinding]:
    """Days that are hardly meant."""
    if _is_reversed(version):
        return
    for day in (version.validity.valid_from, version.validity.valid_to):
        if day is not None and day - today > FAR:
            yield warning("calendar_far_away", place, kind=name, day=day)


def _returning(
    kind: str, versions: tuple[Version, ...], keys: Sequence[str], today: date
) -> Iterator[RateFinding]:
    """Rates that end, after which those that they continue are in force again.

    A trial ends so, but continues nothing; the copy for another year was to take their place.
    """
    spans = list(periods(versions))
    for (_, before), (day, now), over in zip(spans, spans[1:], [*spans[2:], None], strict=False):
        if over is not None and over[0] <= today:
            continue
        again = {keys[i] for i in now if _start(versions[i]) < _start_of(versions, before)}
        for i in before:
            if keys[i] in again:
                last, first = day - ONE_DAY, _start(versions[i])
                params: dict[str, Param] = {"kind": KIND_NAMES[kind], "first": first, "last": last}
                yield warning("calendar_returns", (kind, i), **params)
                break


def _unchanged(card: RateCard, today: date) -> Iterator[RateFinding]:
    """Coming rates that say what those before them say: one finding for each day.

    One who copies all rates to next year hears it once, and not of each kind.
    """
    comes: dict[date, list[str]] = {}
    same: dict[date, dict[str, CardPlace]] = {}
    for kind, versions in card.kinds():
        for (_, before), (day, now) in pairwise(periods(versions)):
            begin = [i for i in now if versions[i].validity.valid_from == day]
            if day <= today or not begin:
                continue
            comes.setdefault(day, []).append(kind)
            if before and _same(versions, before, now):
                same.setdefault(day, {})[kind] = (kind, now[0])
    for day, places in sorted(same.items()):
        names = tuple(KIND_NAMES[kind] for kind in places)
        is_all = len(names) > 1 and len(names) == len(comes[day])
        shown = ALL_RATES if is_all else names
        yield warning("calendar_same", next(iter(places.values())), kind=shown, day=day)


def _same(versions: tuple[Version, ...], before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """Whether two sets of versions say the same, in whatever order."""
    old, new = _contents(versions, before), _contents(versions, now)
    return len(old) == len(new) and all(old.count(each) == new.count(each) for each in old)


def _contents(versions: tuple[Version, ...], positions: tuple[int, ...]) -> list[Version]:
    """What the versions say, whenever it holds."""
    return [replace(versions[i], validity=ALWAYS) for i in positions]  # type: ignore[type-var]


def _is_reversed(version: Version) -> bool:
    start, end = version.validity.valid_from, version.validity.valid_to
    return start is not None and end is not None and end < start


def _start(version: Version) -> date:
    return version.validity.valid_from or date.min


def _start_of(versions: tuple[Version, ...], positions: tuple[int, ...]) -> date:
    """The day on which a set that is in force together begins."""
    return max((_start(versions[i]) for i in positions), default=date.min)
