"""The last look at a page: whatever the readers did, each of its amounts is told somewhere.

An amount is told in a value that was read from its row, or in a text that is listed. What is in
neither is listed here, so that no way of reading can lose one, also not those to come.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

from ..document import SourcePlace, Table
from .amounts import find_amounts, has_broken_amount
from .grid import MAX_COLUMNS, GridRow
from .ledger import UNREAD, Ledger, Source
from .normal import as_digits, plain_spaces
from .records import Found, FoundGroup, RejectedLine
from .rows import Item, SourceRow, TableRow

_DIGIT = re.compile(r"\d")
_ORE = re.compile(r"(?<![\d.,])\d{1,3} ?øre(?![^\W\d_])", re.IGNORECASE)


class Told:
    """What is told of a page: the amounts of its values by the text and the place that they were
    read from, the texts that are listed, and the rows that a reader has made values of."""

    def __init__(self, values: Iterable[Found[object]], ledger: Ledger) -> None:
        self.by_text: defaultdict[str, set[Decimal]] = defaultdict(set)
        self.by_place: defaultdict[str, set[str]] = defaultdict(set)
        for found in values:
            self.by_text[found.text].update(amounts_in(found.value))
            self.by_place[str(found.place)].add(found.text)
        self.all = set().union(*self.by_text.values())
        self.listed = {line.text for line in ledger.rejected}
        self.all_listed = "\n".join(self.listed)
        self.consumed = ledger.consumed
        self.settled = {
            source
            for source, entry in ledger.entries.items()
            if source in ledger.consumed and UNREAD not in entry.amounts.values()
        }

    def tells(self, text: str, place: SourcePlace, source: Source) -> bool:
        """Whether all amounts of a row are told."""
        if text in self.listed or source in self.settled or not _DIGIT.search(text):
            return True
        amounts = {m.amount for m in find_amounts(as_digits(text)) if m.amount is not None}
        unclear = bool(_ORE.search(text)) or (not amounts and has_broken_amount(text))
        if not amounts and not unclear:
            return True
        if not unclear and source in self.consumed and amounts <= self.all:
            return True
        # A value may have been read from a part of the row, or from several rows at once.
        beside = (other for other in self.by_place[str(place)] if other in text or text in other)
        read = self.by_text[text].union(*(self.by_text[other] for other in beside))
        return (amounts <= read and not unclear) or text in self.all_listed


def amounts_in(value: object) -> set[Decimal]:
    """Every amount in a value, whatever it is made of."""
    if isinstance(value, Decimal):
        return {value}
    if not is_dataclass(value):
        return set()
    return set().union(*(amounts_in(getattr(value, part.name)) for part in fields(value)))


def untold(
    items: Iterable[Item], grids: Mapping[int, list[GridRow]], told: Told
) -> Iterator[RejectedLine]:
    """The rows with an amount that nothing tells of; `grids` are the tables by their number."""
    for item in items:
        if isinstance(item, SourceRow):
            if not told.tells(item.text, item.place, item.number):
                yield RejectedLine(item.text, "amount", item.place)
        elif isinstance(item, TableRow):
            place = item.table.place
            for number, text in _texts_of(item.table, grids[item.number]):
                if not told.tells(text, place, (item.number, number)):
                    yield RejectedLine(text, "amount", place)


def _texts_of(table: Table, rows: list[GridRow]) -> Iterator[tuple[int, str]]:
    """The caption and the rows of a table, those too that are beyond what a grid holds."""
    yield -1, plain_spaces(table.caption.strip())
    yield from ((row.number, row.text) for row in rows)
    read = rows[-1].number + 1 if rows else 0
    for number, cells in enumerate(table.rows):
        beyond = cells if number >= read else cells[MAX_COLUMNS:]
        if beyond:
            yield -1, " | ".join(plain_spaces(cell.text.strip()) for cell in beyond)


def dropped(ledger: Ledger, groups: Iterable[FoundGroup]) -> Iterator[RejectedLine]:
    """The amounts of overdue fees that are in no band of the card that was put together."""
    listed = {line.text for line in ledger.rejected}
    bands = [band for group in groups for band in group.bands]
    by_text = Counter((band.text, band.value.amount) for band in bands)
    alike = {(band.value.from_day, band.value.amount) for band in bands}
    for s in ledger.statements:
        key = (s.text, s.money.amount)
        if by_text[key] > 0:
            by_text[key] -= 1
        elif s.text not in listed and (s.days.first, s.money.amount) not in alike:
            yield RejectedLine(s.text, "band_conflict", s.place)
