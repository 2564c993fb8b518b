"""Reading a table: each amount with the group, the band and the year that its heads name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..document import Place, Table
from .ages import marked_groups
from .amounts import Money
from .bands import Parts, split_parts
from .charges import Charge
from .context import Context
from .dates import find_valid_from, year_of
from .days import Days, find_days
from .gather import Gathered, Statement
from .grid import GridCell, GridRow, grid_of, is_bare_number, with_currency
from .groups import Group
from .lines import SOLD, LineReader
from .prices import note_included, read_purchase
from .records import DateValue
from .topics import Topic, heading_topics, line_topic

_MONEY_HEAD = re.compile(
    r"kr\b|kroner|dkk|pris|gebyr|beløb|takst|fee|price|amount|cost|charge|sats", re.IGNORECASE
)
_DAYS_HEAD = re.compile(
    r"dag|day|forsink|overskr|overdue|late|delay|for sent|over tiden", re.IGNORECASE
)


@dataclass
class Head:
    """What stands above a column."""

    texts: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    days: Days | None = None
    year: int | None = None

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def is_money(self) -> bool:
        return bool(self.groups or self.days or self.year or _MONEY_HEAD.search(self.text))


class TableReader:
    """Reads one table within the section that it stands in."""

    def __init__(self, table: Table, number: int, reader: LineReader) -> None:
        self.table = table
        self.number = number
        self.reader = reader
        self.context: Context = reader.context
        self.out: Gathered = reader.out
        self.heads: dict[int, Head] = {}
        self.group: Group | None = self.context.group
        self.topic = self.context.topic
        self.place: Place = table.place
        self.seen_values = False

    def read(self) -> None:
        """Read every row; rows that became values are consumed."""
        if self.table.caption:
            self._announce(heading_topics(self.table.caption))
            note_included(self.table.caption, self.out)
            self._date(self.table.caption)
        used: set[int] = set()
        kept: set[int] = set()
        heads: set[int] = set()
        for row in grid_of(self.table):
            values = [self._parts(row, c) for c in range(len(row.cells))]
            if any(parts.values for parts in values):
                self.seen_values = True
                if self._value_row(row, values):
                    used.add(row.number)
                else:
                    self._report(row, values)
                    kept.add(row.number)
            elif self._purchase_row(row):
                used.add(row.number)
            elif self._is_unread(row, values):
                self.out.reject(_told(row), "amount", self.place)
                kept.add(row.number)
            else:
                self._head_row(row, values)
                heads.add(row.number)
        # The heads go with the last row below them, else they explain what is left.
        used = (used | heads if used and not kept else used) - kept
        self.out.consumed.update((self.number, number) for number in used)

    def _date(self, caption: str) -> None:
        if found := find_valid_from(caption):
            self.out.valid_from.append(DateValue(found, place=self.place, text=caption))

    def _announce(self, topics: frozenset[Topic]) -> None:
        if len(topics) == 1:
            self.topic = next(iter(topics))
        elif topics == {Topic.REPLACEMENT, Topic.HANDLING}:
            # "Erstatningspriser (inkl. klargøring)"
            self.topic = Topic.REPLACEMENT
        elif topics >= {Topic.OVERDUE}:
            self.topic = None

    def _parts(self, row: GridRow, column: int) -> Parts:
        """The tokens of a cell; a bare number is an amount where the head says so."""
        text = row.cells[column].text
        head = self.heads.get(column)
        label = column == 0 or bool(head and _DAYS_HEAD.search(head.text))
        loose = label and self.topic not in SOLD and self.topic is not Topic.REMINDER
        parts = split_parts(text, loose=loose)
        bare = column > 0 and is_bare_number(text) and not parts.values and not year_of(text)
        if bare and self._is_money(row, head):
            parts = split_parts(with_currency(text))
        return parts

    def _is_money(self, row: GridRow, head: Head | None) -> bool:
        """Whether a bare number is an amount: by its head, its row, or what the table is."""
        priced = self.topic is Topic.REPLACEMENT and not row.cells[0].text.isdecimal()
        return priced or bool(head and head.is_money) or bool(find_days(row.cells[0].text))

    def _purchase_row(self, row: GridRow) -> bool:
        """A row such as "Brætspil | aktuel indkøbspris", which has a price but no amount."""
        cells = [cell.text for cell in row.cells if cell.text and cell.own]
        if self.topic is not Topic.REPLACEMENT or len(cells) != 2:
            return False
        return read_purchase(Charge(": ".join(cells), [], self.place), self.out)

    def _is_unread(self, row: GridRow, parts: list[Parts]) -> bool:
        """Whether a row of days among the others has a number that is no amount: "20 crowns"."""
        told = [p for p, cell in zip(parts, row.cells, strict=True) if cell.own]
        return (
            self.seen_values
            and len(told) > 1
            and bool(told[0].days)
            and any(re.search(r"\d", p.rest) and not p.days and not p.groups for p in told[1:])
        )

    def _head_row(self, row: GridRow, parts: list[Parts]) -> None:
        """A row without values heads the columns, or, as one cell, what comes below."""
        own = [index for index, cell in enumerate(row.cells) if cell.own and cell.text]
        texts = {cell.text for cell in row.cells if cell.text}
        if len(texts) == 1 and (len(row.cells) == 1 or len(self.heads) or len(own) == 1):
            self._subhead(parts[own[0]] if own else parts[0])
            return
        if self.seen_values:
            self.heads, self.seen_values = {}, False
        for index, cell in enumerate(row.cells):
            self._head(self.heads.setdefault(index, Head()), cell, parts[index])
        if self.topic is None or self.context.mixed:
            topics = heading_topics(" ".join(cell.text for cell in row.cells))
            self._announce(topics - {Topic.LOAN})

    def _head(self, head: Head, cell: GridCell, parts: Parts) -> None:
        if cell.text and cell.text not in head.texts:
            head.texts.append(cell.text)
        head.groups = parts.groups or head.groups
        self.out.marked |= marked_groups(parts.groups, cell.text)
        real = [days for days in parts.days if not days.is_beginning]
        head.days = real[0] if real else head.days
        head.year = year_of(cell.text) or head.year

    def _subhead(self, parts: Parts) -> None:
        topics = heading_topics(parts.text)
        if parts.groups:
            self.group = parts.groups[0]
        elif topics:
            self._announce(topics)
        if parts.days and not parts.groups:
            self.context.queue = [parts.days[0]]

    def _value_row(self, row: GridRow, parts: list[Parts]) -> bool:
        labels = [p for p, cell in zip(parts, row.cells, strict=True) if not p.values and cell.text]
        label = " ".join(p.text for p in labels).strip()
        topic = self._topic(label, labels, parts)
        if topic is Topic.OVERDUE:
            return self._band_row(row, parts, labels)
        return self._other_row(row, parts, label, topic)

    def _topic(self, label: str, labels: list[Parts], parts: list[Parts]) -> Topic | None:
        values = [p for p in parts if p.values]
        own = " ".join(p.rest for p in values)
        cue = line_topic(f"{label} {own}".replace("|", " "))
        days = any(p.days for p in parts) or any(h.days for h in self.heads.values())
        groups = (
            self.group or any(p.groups for p in parts) or any(h.groups for h in self.heads.values())
        )
        if cue is not None and (
            cue in SOLD or not any(p.days for p in labels) or self.topic is not Topic.OVERDUE
        ):
            return cue
        if days and self.topic not in SOLD:
            saved, self.context.topic = self.context.topic, self.topic
            allowed = self.context.allows_overdue(bool(groups), f"{label} {self._head_text()}")
            self.context.topic = saved
            if allowed:
                return Topic.OVERDUE
        return self.topic

    def _head_text(self) -> str:
        return " ".join(head.text for head in self.heads.values())

    def _band_row(self, row: GridRow, parts: list[Parts], labels: list[Parts]) -> bool:
        days = next((p.days[0] for p in labels if p.days), None)
        group = next((p.groups[0] for p in labels if p.groups), self.group)
        text = _told(row)
        kept, column = True, 0
        heads_named = any(self.heads.get(i, Head()).groups for i, p in enumerate(parts) if p.values)
        for index, cell in enumerate(parts):
            head = self.heads.get(index, Head())
            if not cell.values:
                kept = self._nothing_read(cell, head, text) and kept
                continue
            if cell.days and not days and not head.days:
                kept = self._nested(row.cells[index], head, group) and kept
                continue
            for place, money in enumerate(cell.values):
                found = days or head.days or (self.context.queue[0] if self.context.queue else None)
                who = self._group_of(cell, head, place, group)
                kept = self._add(found, money, who, text, head.year, column, heads_named) and kept
                column += 1
        return kept

    def _nothing_read(self, cell: Parts, head: Head, text: str) -> bool:
        """A cell of a group in which no amount was found: with a number it is listed."""
        if not head.groups or cell.days or not re.search(r"\d", cell.rest):
            return True
        self.out.reject(text, "amount", self.place)
        return False

    def _group_of(self, cell: Parts, head: Head, place: int, group: Group | None) -> Group | None:
        if cell.groups:
            return cell.groups[min(place, len(cell.groups) - 1)]
        if head.groups:
            return head.groups[min(place, len(head.groups) - 1)]
        return group

    def _add(
        self,
        days: Days | None,
        money: Money,
        group: Group | None,
        text: str,
        year: int | None,
        column: int,
        heads_named: bool,
    ) -> bool:
        if days is None:
            self.out.reject(text, "no_days", self.place)
            return False
        if money.in_range:
            self.out.reject(text, "price_range", self.place)
            return False
        if group is None and heads_named:
            self.out.reject(text, "more_columns", self.place)
            return False
        if money.is_placeholder:
            self.out.reject(text, "placeholder", self.place)
        lost = column if group is None and year is None else None
        self.out.statements.append(Statement(days, money, self.place, text, group, lost, year))
        self.out.consumed.update(self.context.pending)
        return True

    def _nested(self, cell: GridCell, head: Head, group: Group | None) -> bool:
        """A list of bands within a cell, below the name of a group."""
        saved = replace(self.context)
        self.context.topic = Topic.OVERDUE
        self.context.columns, self.context.queue = [], []
        self.context.group = head.groups[0] if head.groups else group
        kept = True
        for line in cell.lines:
            parts = split_parts(line)
            if parts.values:
                kept = self.reader.bands(parts, self.place) and kept
            elif parts.days:
                self.context.add_days(parts.days)
            elif parts.groups:
                self.context.group = parts.groups[0]
        self.context.__dict__.update(saved.__dict__)
        return kept

    def _other_row(self, row: GridRow, parts: list[Parts], label: str, topic: Topic | None) -> bool:
        """A row that is no band: read as the line "label: amount", once for each amount."""
        if topic is None or topic is Topic.LOAN:
            return False
        if topic in (Topic.REMINDER, Topic.EXCLUSION):
            cells = dict.fromkeys(p.text for p, c in zip(parts, row.cells, strict=True) if c.own)
            return self._as_line(": ".join(text for text in cells if text), topic)
        if topic is Topic.REPLACEMENT:
            # "Spil | Indkøbspris | 50 kr.": the amount is what comes on top of it.
            read_purchase(Charge(label, [], self.place), self.out)
        kept, seen = True, set()
        differ = len({m.amount for cell in parts for m in cell.values}) > 1
        for index, cell in enumerate(parts):
            if not cell.values:
                continue
            head = self.heads.get(index, Head())
            head_topic = line_topic(head.text) if topic is Topic.REPLACEMENT else None
            text = (
                cell.text
                if not is_bare_number(cell.text) or "kr" in cell.text
                else with_currency(cell.text)
            )
            amounts = tuple(money.amount for money in cell.values)
            if amounts in seen and not head_topic:
                continue
            seen.add(amounts)
            own = topic if head_topic is not Topic.HANDLING else Topic.HANDLING
            name = f"{label}, {head.text}" if label and differ and head.groups else label
            kept = self._as_line(f"{name}: {text}" if name else text, own) and kept
        return kept

    def _as_line(self, text: str, topic: Topic) -> bool:
        saved, self.context.topic = self.context.topic, topic
        kept = self.reader.read_as(split_parts(text), self.place, topic)
        self.context.topic = saved
        return kept

    def _report(self, row: GridRow, parts: list[Parts]) -> None:
        """A row with amounts that are in no value is listed, unless a reason is given already."""
        text = _told(row)
        if any(p.amounts for p in parts) and not any(
            r.text == text for r in self.out.rejected[-4:]
        ):
            self.out.reject(text, "amount", self.place)


def _told(row: GridRow) -> str:
    return " | ".join(cell.text for cell in row.cells if cell.text)
