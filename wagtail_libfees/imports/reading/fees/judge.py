"""The judge knows no layout: it weighs whole readings, and says where two are nearly as good.

What a reading costs is what the rate core finds wrong with the card that it makes, and what no
card of a library looks like: children dearer than adults, "everyone" beside named groups. The
cheapest reading is taken; where another is hardly dearer, or the one taken costs much, the editor
is asked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from wagtail_libfees import rates

from .groups import GroupKind
from .ledger import Ledger, Option, Statement
from .records import Doubt, Found, FoundGroup

# What each fault costs a reading: findings of the rate core by their codes, and what this module
# looks at itself. Trained by `scripts/train_judge.py`; what is not named costs nothing.
_TRAINED: Final = json.loads(Path(__file__).with_name("judge.json").read_text(encoding="utf-8"))
COSTS: Final[dict[str, float]] = _TRAINED["costs"]
# Readings whose costs differ by less are both shown; a fault that costs so much is looked at.
MARGIN: Final[float] = _TRAINED["margin"]
DOUBT: Final[float] = _TRAINED["doubt"]
# What a library's highest fee has never been; a reading with more is looked at.
HIGHEST: Final = Decimal(1000)
_MAX_OPTIONS: Final = 8

Assemble = Callable[[list[Statement], Ledger], tuple[FoundGroup, ...]]


def settle_options(ledger: Ledger, assemble: Assemble) -> None:
    """Of rows that can be read in several ways, take the way that makes the best card."""
    rows = Counter(entry.text for entry in ledger.entries.values())
    for option in ledger.options[:_MAX_OPTIONS]:
        if option.listed and rows[option.text] > 1:
            # Rows that say the same are listed once: to read one would lose the others.
            continue
        ways = [_swapped(ledger.statements, option, reading) for reading in option.readings]
        costs = [
            _cost_of(way, assemble, unread=not reading)
            for way, reading in zip(ways, option.readings, strict=True)
        ]
        order = sorted(range(len(ways)), key=costs.__getitem__)
        best, other = order[0], order[1]
        if costs[other] - costs[best] < MARGIN and option.readings[best] and option.readings[other]:
            told = tuple(_told(option.readings[index]) for index in order)
            ledger.doubts.append(Doubt("overdue", told, option.text, option.place))
        ledger.statements = ways[best]
        if option.listed is not None and option.readings[best]:
            ledger.rejected.remove(option.listed)
            for statement in option.readings[best]:
                ledger.settle(statement.source, "overdue")
                ledger.consumed.add(statement.source)


def _cost_of(statements: list[Statement], assemble: Assemble, *, unread: bool) -> float:
    lost = Ledger()
    groups = assemble(statements, lost)
    return cost(groups) + COSTS["lost"] * (len(lost.rejected) + unread)


def _swapped(
    statements: list[Statement], option: Option, reading: tuple[Statement, ...]
) -> list[Statement]:
    """The statements with one reading of a row in the place of another."""
    gone = {id(statement) for statement in option.readings[0]}
    kept = [s for s in statements if id(s) not in gone]
    index = next((i + 1 for i, s in enumerate(kept) if s is option.after), 0)
    return [*kept[:index], *reading, *kept[index:]]


def _told(statements: Iterable[Statement]) -> str:
    parts = []
    for s in statements:
        name = s.group.label if s.group else ""
        last = f"-{s.days.last}" if s.days.last else "+"
        parts.append(f"{name} {s.days.first}{last}: {s.money.amount}".strip())
    return "; ".join(parts)


def cost(groups: tuple[FoundGroup, ...]) -> float:
    """What a reading costs."""
    return sum(COSTS.get(name, 0) for name, _ in faults_of(groups))


def doubts_of(groups: tuple[FoundGroup, ...]) -> Iterator[Doubt]:
    """What of the reading that was taken should be looked at before a draft is made of it."""
    for name, doubt in faults_of(groups):
        if COSTS.get(name, 0) >= DOUBT and doubt is not None:
            yield doubt
    for group in groups:
        for band in group.bands:
            if (band.value.amount or 0) > HIGHEST:
                yield _doubt(band, [f"{band.value.amount}"])


def faults_of(groups: tuple[FoundGroup, ...]) -> Iterator[tuple[str, Doubt | None]]:
    """Each fault by its name, and the band that it is seen at."""
    version = rates.OverdueFees(tuple(group.value for group in groups))
    for finding in rates.card_findings(rates.RateCard(overdue=(version,))) if groups else ():
        yield finding.code, _at(groups, finding.place, finding.code)
    yield from (("single_band", None) for g in groups if len(g.bands) == 1 and not g.fee_free)
    starts = {g.bands[0].value.from_day for g in groups if not g.fee_free}
    yield from (("starts_differ", None) for _ in range(len(starts) - 1))
    yield from _dearer_children(groups)
    yield from _everyone(groups)


def _at(groups: tuple[FoundGroup, ...], place: rates.CardPlace, code: str) -> Doubt | None:
    if len(place) < 6 or not isinstance(place[3], int) or not isinstance(place[5], int):
        return None
    bands = groups[place[3]].bands
    if place[5] >= len(bands):
        return None
    band = bands[place[5]]
    return _doubt(band, [_band(groups[place[3]], band)])


def _dearer_children(groups: tuple[FoundGroup, ...]) -> Iterator[tuple[str, Doubt | None]]:
    kinds = {kind: [g for g in groups if g.kind is kind] for kind in GroupKind}
    for child in kinds[GroupKind.CHILD]:
        for adult in kinds[GroupKind.ADULT]:
            pairs = {band.value.from_day: band for band in adult.bands}
            for band in child.bands:
                other = pairs.get(band.value.from_day)
                if other and (band.value.amount or 0) > (other.value.amount or 0):
                    both = [_band(child, band), _band(adult, other)]
                    yield "child_dearer", _doubt(band, both)
                    break


def _everyone(groups: tuple[FoundGroup, ...]) -> Iterator[tuple[str, Doubt | None]]:
    unnamed = [g for g in groups if g.kind is GroupKind.ALL and not g.fee_free]
    if unnamed and len(groups) > len(unnamed) and not all(g.borrowers.age_from for g in unnamed):
        band = unnamed[0].bands[0] if unnamed[0].bands else None
        yield "everyone_beside", _doubt(band, [_band(unnamed[0], band)]) if band else None


def _band(group: FoundGroup, band: Found[rates.Band]) -> str:
    value = band.value
    last = f"-{value.to_day}" if value.to_day else "+"
    return f"{group.borrowers.label} {value.from_day}{last}: {value.amount}"


def _doubt(band: Found[rates.Band], readings: list[str]) -> Doubt:
    return Doubt("overdue", tuple(readings), band.text, band.place)
