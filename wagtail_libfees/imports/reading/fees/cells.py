"""Reading a table: each amount with what the heads of its row and column, and the caption, name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..document import SourcePlace, Table
from .ages import age_rule, marked_groups
from .amounts import AmountMark, Money
from .charges import PricedLine
from .cues import SOLD, FeeRole, heading_roles, line_role, speaks_of
from .dates import find_valid_from
from .days import Days, find_days, find_loose_days
from .grid import GridCell, GridRow, is_bare_number, with_currency
from .groups import Group, GroupKind, ages_beside
from .heads import Run
from .ledger import Statement
from .lines import LineReader, ReadRow, without
from .parts import Parts, split_parts
from .prices import note_included, read_purchase
from .records import Found
from .sentences import own_role, says_no_fee
from .versions import RatesVersion, head_version

_MONEY_HEAD = re.compile(
    r"kr\b|kroner|dkk|pris|gebyr|beløb|takst|fee|price|amount|cost|charge|sats|regning",
    re.IGNORECASE,
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
    version: RatesVersion | None = None

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def is_money(self) -> bool:
        named = self.groups or self.days or self.version
        return bool(named or _MONEY_HEAD.search(self.text))


# Above a column without a head. Nobody writes into it.
_NO_HEAD = Head()


class TableReader:
    """Reads one table within the section that it stands in."""

    def __init__(self, table: Table, grid: list[GridRow], number: int, reader: LineReader) -> None:
        self.table, self.grid, self.number, self.reader = table, grid, number, reader
        self.page, self.ledger = reader.heads, reader.ledger
        self.heads: dict[int, Head] = {}
        found = self.page.groups.of(1)
        self.group: Group | None = found[0] if found else self.page.group
        self.days: Days | None = self.page.section_days
        self.role = self.page.role
        told = self.page.versions.of(1)
        self.version = told[0] if told else self.page.version
        self.place: SourcePlace = table.place
        self.seen_values = False

    def read(self) -> None:
        """Read every row; rows that became values are consumed."""
        self._caption(self.table.caption)
        used: set[int] = set()
        kept: set[int] = set()
        heads: set[int] = set()
        for row in self.grid:
            parts = [self._parts(row, column) for column in range(len(row.cells))]
            if any(p.values for p in parts) and not self._is_told(row, parts):
                self.seen_values = True
                (used if self._value_row(row, parts) else kept).add(row.number)
            elif self._purchase_row(row):
                used.add(row.number)
            elif self._is_unread(row, parts):
                self.ledger.reject(row.text, "amount", self.place)
                self._leave_open(row, parts)
                kept.add(row.number)
            elif self._head_row(row, parts):
                heads.add(row.number)
            else:
                used.add(row.number)
        # The heads go with the last row below them, else they explain what is left.
        used = (used | heads if used and not kept else used) - kept
        self.ledger.consumed.update((self.number, number) for number in used)
        for run in (self.page.groups, self.page.versions):
            run.used = bool(run.labels)

    def _caption(self, caption: str) -> None:
        if not caption:
            return
        self._announce(heading_roles(caption))
        note_included(caption, self.ledger)
        if found := find_valid_from(caption):
            self.ledger.valid_from.append(Found(found, self.place, caption))
        parts = split_parts(caption)
        if len(parts.groups) == 1:
            self.group = parts.groups[0]
        if len(parts.days) == 1 and not parts.days[0].is_beginning:
            self.days = parts.days[0]
        self.version = head_version(caption) or self.version

    def _announce(self, roles: frozenset[FeeRole]) -> None:
        roles = roles - {FeeRole.LOAN}
        if len(roles) == 1:
            self.role = next(iter(roles))
        elif roles == {FeeRole.REPLACEMENT, FeeRole.HANDLING}:
            # "Erstatningspriser (inkl. klargøring)"
            self.role = FeeRole.REPLACEMENT
        elif roles >= {FeeRole.OVERDUE}:
            self.role = None

    # -- tokens

    def _parts(self, row: GridRow, column: int) -> Parts:
        """The tokens of a cell; a bare number is an amount where the head says so."""
        cell, head = row.cells[column], self.heads.get(column)
        label = column == 0 or bool(head and _DAYS_HEAD.search(head.text))
        loose = label and self.role not in SOLD and self.role is not FeeRole.REMINDER
        parts = split_parts(cell.text, loose=loose, struck=cell.struck)
        bare = column > 0 and is_bare_number(cell.text) and not parts.values
        if bare and not head_version(cell.text) and self._is_money(row, head):
            parts = split_parts(with_currency(cell.text))
        return parts

    def _is_money(self, row: GridRow, head: Head | None) -> bool:
        """Whether a bare number is an amount: by its head, its row, or what the table is."""
        priced = self.role is FeeRole.REPLACEMENT and not row.cells[0].text.isdecimal()
        return priced or bool(head and head.is_money) or bool(find_days(row.cells[0].text))

    def _purchase_row(self, row: GridRow) -> bool:
        """A row such as "Brætspil | aktuel indkøbspris", which has a price but no amount."""
        cells = [cell.text for cell in row.cells if cell.text and cell.own]
        if self.role is not FeeRole.REPLACEMENT or len(cells) != 2:
            return False
        return read_purchase(PricedLine(": ".join(cells), [], self.place), self.ledger)

    def _is_unread(self, row: GridRow, parts: list[Parts]) -> bool:
        """Whether a row of days among the others has a cell that is no amount: "20 crowns"."""
        told = [p for p, cell in zip(parts, row.cells, strict=True) if cell.own and cell.text]
        days = bool(told and told[0].days) and self.seen_values
        return (
            days
            and len(told) > 1
            and any(re.search(r"\w", p.rest) and not p.days and not p.groups for p in told[1:])
        )

    def _leave_open(self, row: GridRow, parts: list[Parts]) -> None:
        """The days of a row that was not read: no neighbour may take them."""
        days = next((p.days[0] for p in parts if p.days), None)
        groups: list[Group | None] = [g for head in self.heads.values() for g in head.groups]
        if days is None:
            return
        for group in groups or [self.group]:
            gap = Statement(days, Money(0, 0), self.place, row.text, group)
            self.ledger.gaps.append(gap)

    # -- rows without values

    def _is_told(self, row: GridRow, parts: list[Parts]) -> bool:
        """Whether a row is one cell of text about nothing to pay."""
        return _single(row) is not None and not any(p.amounts for p in parts)

    def _head_row(self, row: GridRow, parts: list[Parts]) -> bool:
        """A row without amounts heads the columns, or, as one cell, what comes below. False: it
        was a sentence that became a value."""
        alone = _single(row)
        if alone is not None and (len(row.cells) == 1 or self.heads or len(_own(row)) == 1):
            return self._subhead(parts[alone], row)
        if self.seen_values:
            self.heads, self.seen_values = {}, False
        for index, cell in enumerate(row.cells):
            self._head(self.heads.setdefault(index, Head()), cell, parts[index])
        for group in [group for head in self.heads.values() for group in head.groups]:
            for head in self.heads.values():
                # "Under 18" and, in the next cell, "18 og derover".
                head.groups = head.groups or ages_beside(head.text, group)
        self._corner()
        if self.role is None or self.page.mixed:
            self._announce(heading_roles(" ".join(cell.text for cell in row.cells)))
        return True

    def _corner(self) -> None:
        """ "Voksne | 2025 | 2026": the first cell names the borrowers of all columns."""
        first, *others = self.heads.values()
        years = any(h.version for h in others) and not any(h.groups for h in others)
        if years and len(first.groups) == 1:
            self.group = first.groups[0]

    def _head(self, head: Head, cell: GridCell, parts: Parts) -> None:
        if cell.text and cell.text not in head.texts:
            head.texts.append(cell.text)
        head.groups = parts.groups or head.groups
        self.ledger.marked |= marked_groups(parts.groups, cell.text)
        later = [days for days in find_loose_days(cell.text) if days.follows]
        real = [days for days in parts.days if not days.is_beginning] or later
        head.days = real[0] if real else head.days
        head.version = head_version(cell.text) or head.version

    def _subhead(self, parts: Parts, row: GridRow) -> bool:
        """One cell across: a sentence, or what the rows below are about."""
        text = parts.text
        told = ReadRow((self.number, row.number), parts, self.place, is_sentence=parts.words > 3)
        if says_no_fee(text) and (speaks_of("overdue", text) or self.role is FeeRole.OVERDUE):
            saved, self.page.groups = self.page.groups, Run()
            done = self.reader.read(told)
            self.page.groups = saved
            return not done
        roles = heading_roles(text)
        if (rule := age_rule(text)) and text.endswith("."):
            self.ledger.ages.append(rule)
        elif parts.groups:
            self.group = parts.groups[0]
            if len(roles) == 1 and roles <= {FeeRole.OVERDUE}:
                self._announce(roles)
        elif roles:
            self._announce(roles)
        self.version = head_version(text) or self.version
        if parts.days and not parts.groups:
            self.days = parts.days[0]
        return True

    # -- rows with values

    def _value_row(self, row: GridRow, parts: list[Parts]) -> bool:
        labels = [p for p, cell in zip(parts, row.cells, strict=True) if not p.values and cell.text]
        label = " ".join(p.text for p in labels).strip()
        amounts = [money for p in parts for money in p.amounts]
        # Offsets of different cells must not meet: the whole row is entered as one.
        source, text = (self.number, row.number), row.text
        self.ledger.enter(source, text, self.place, amounts)
        role = self._role(label, labels, parts)
        done = (
            self._band_row(row, parts, labels)
            if role is FeeRole.OVERDUE
            else self._other_row(row, parts, label, role)
        )
        if done:
            self.ledger.settle(source, str(role))
        elif any(line.text == text for line in self.ledger.rejected[-6:]):
            self.ledger.settle(source, "listed")
        return done

    def _role(self, label: str, labels: list[Parts], parts: list[Parts]) -> FeeRole | None:
        """What the row is: what it says counts for more than the heading above."""
        own = " ".join(without(p.shown, p.values) for p in parts if p.values)
        words = re.sub(r"\d+", "0", f"{label} {own}")
        told = [p for p in parts if p.amounts]
        cue = own_role(told[0] if len(told) == 1 and not labels else split_parts(label), words)
        in_row = any(p.days for p in parts)
        days = in_row or self.days or any(h.days for h in self.heads.values())
        groups = (
            self.group or any(p.groups for p in parts) or any(h.groups for h in self.heads.values())
        )
        if (
            cue in SOLD
            and in_row
            and speaks_of("overdue", f"{label} {own}")
            and cue is FeeRole.OTHER
        ):
            cue = None
        besides = cue in (FeeRole.REPLACEMENT, FeeRole.INVOICE, FeeRole.COLLECTION) and in_row
        of_days = any(p.days for p in labels) and self.role is FeeRole.OVERDUE
        if cue is not None and not besides and (cue in SOLD or not of_days):
            return cue
        late = speaks_of("overdue", f"{label} {own}")
        if days and (self.role not in SOLD or (in_row and late)):
            saved, self.page.role = self.page.role, None if self.role in SOLD else self.role
            allowed = self.page.allows_overdue(bool(groups), f"{label} {self._head_text()}")
            self.page.role = saved
            if allowed:
                return FeeRole.OVERDUE
        if self.role in (None, FeeRole.OVERDUE) and not days and speaks_of("material", label):
            return FeeRole.REPLACEMENT
        return self.role

    def _head_text(self) -> str:
        return " ".join(head.text for head in self.heads.values())

    def _band_row(self, row: GridRow, parts: list[Parts], labels: list[Parts]) -> bool:
        """Each amount with the days and borrowers of its row or column."""
        days = next((p.days[0] for p in labels if p.days), None)
        group = next((p.groups[0] for p in labels if p.groups), None)
        kept, column = True, 0
        named = any(self.heads.get(i, _NO_HEAD).groups for i, p in enumerate(parts) if p.values)
        for index, cell in enumerate(parts):
            head = self.heads.get(index, _NO_HEAD)
            if not cell.values:
                kept = self._nothing_read(cell, head, row, parts) and kept
                continue
            if cell.days and not days and not head.days:
                kept = self._nested(row.cells[index], head, group or self.group) and kept
                continue
            kept = self._list_marked(cell, row, parts) and kept
            for place, money in enumerate(cell.usable):
                found = days or head.days or self.days
                who = _group_of(cell, head, place) or group or self.group
                if who is None and named:
                    who = _named_by(head.text)
                version = head.version or self.version
                kept = self._add(found, money, who, row, version, column, named) and kept
                column += 1
        return kept

    def _list_marked(self, cell: Parts, row: GridRow, parts: list[Parts]) -> bool:
        for code in dict.fromkeys(money.mark.value for money in cell.marked):
            self._reject(row, code)
        if cell.marked and not cell.usable:
            self._leave_open(row, parts)
        only_former = all(money.mark is AmountMark.FORMER for money in cell.marked)
        return not cell.marked or (only_former and bool(cell.usable))

    def _nothing_read(self, cell: Parts, head: Head, row: GridRow, parts: list[Parts]) -> bool:
        """A cell of a group in which no amount was found: with a number it is listed."""
        if not head.groups or cell.days or not re.search(r"\d", cell.rest):
            return True
        self._reject(row, "amount")
        self._leave_open(row, parts)
        return False

    def _add(
        self,
        days: Days | None,
        money: Money,
        group: Group | None,
        row: GridRow,
        version: RatesVersion | None,
        column: int,
        heads_named: bool,
    ) -> bool:
        code = ""
        if days is None:
            code = "no_days"
        elif money.in_range:
            code = "price_range"
        elif group is None and heads_named:
            code = "more_columns"
        if days is None or code:
            self._reject(row, code)
            return False
        if money.is_placeholder:
            self._reject(row, "placeholder")
        lost = column if group is None and version is None else None
        source = (self.number, row.number)
        self.ledger.statements.append(
            Statement(days, money, self.place, row.text, group, lost, version, source)
        )
        self.ledger.consumed.update(self.page.pending)
        return True

    def _nested(self, cell: GridCell, head: Head, group: Group | None) -> bool:
        """A list of bands within a cell, below the name of a group."""
        page = self.page
        saved = page.groups, page.days, page.role, page.spoken_group
        page.groups, page.days, page.role, page.spoken_group = Run(), Run(), FeeRole.OVERDUE, None
        who = head.groups[0] if head.groups else group
        page.groups.labels = [who] if who else []
        kept = True
        for number, line in enumerate(cell.lines):
            parts = split_parts(line)
            if parts.values:
                kept = self.reader.bands(ReadRow((self.number, number), parts, self.place)) and kept
                page.spoken_group = None
            elif parts.days:
                page.days.add(parts.days)
            elif parts.groups:
                page.groups.add(parts.groups[:1])
        page.groups, page.days, page.role, page.spoken_group = saved
        return kept

    def _other_row(
        self, row: GridRow, parts: list[Parts], label: str, role: FeeRole | None
    ) -> bool:
        """A row that is no band: read as the line "label: amount", once for each amount."""
        if role is None or role is FeeRole.LOAN:
            return False
        if role in (FeeRole.REMINDER, FeeRole.EXCLUSION):
            cells = dict.fromkeys(p.text for p, c in zip(parts, row.cells, strict=True) if c.own)
            return self._as_line(": ".join(text for text in cells if text), role, row)
        if role is FeeRole.REPLACEMENT:
            # "Spil | Indkøbspris | 50 kr.": the amount is what comes on top of it.
            read_purchase(PricedLine(label, [], self.place), self.ledger)
        kept, seen = True, set()
        differ = len({m.amount for cell in parts for m in cell.values}) > 1
        for index, cell in enumerate(parts):
            if not cell.values:
                continue
            head = self.heads.get(index, _NO_HEAD)
            roles = heading_roles(head.text) - {FeeRole.OVERDUE, FeeRole.LOAN}
            named = next(iter(roles)) if len(roles) == 1 and role is FeeRole.REPLACEMENT else None
            text = cell.text
            if is_bare_number(text) and "kr" not in text:
                text = with_currency(text)
            amounts = tuple(money.amount for money in cell.values)
            if amounts in seen and not named:
                continue
            seen.add(amounts)
            own = FeeRole.HANDLING if named is FeeRole.HANDLING else role
            name = f"{label}, {head.text}" if label and differ and head.groups else label
            kept = self._as_line(f"{name}: {text}" if name else text, own, row) and kept
        return kept

    def _as_line(self, text: str, role: FeeRole, row: GridRow) -> bool:
        saved, self.page.role = self.page.role, role
        told = ReadRow((self.number, row.number), split_parts(text), self.place)
        count = len(self.ledger.rejected)
        kept = self.reader.read_as(told, role)
        self.page.role = saved
        # What is listed is the whole row.
        self.ledger.rejected[count:] = [
            replace(line, text=row.text) for line in self.ledger.rejected[count:]
        ]
        return kept

    def _reject(self, row: GridRow, code: str) -> None:
        text = row.text
        if not any(r.text == text and r.code == code for r in self.ledger.rejected[-4:]):
            self.ledger.reject(text, code, self.place)


def _group_of(cell: Parts, head: Head, place: int) -> Group | None:
    groups = cell.groups or head.groups
    return groups[min(place, len(groups) - 1)] if groups else None


def _named_by(text: str) -> Group | None:
    """Borrowers that only their place among the others tells to be borrowers: "Plejehjem"."""
    plain = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,2}", text)
    other = _MONEY_HEAD.search(text) or _DAYS_HEAD.search(text) or line_role(text)
    return Group(text, GroupKind.OTHER) if plain and not other else None


def _own(row: GridRow) -> list[int]:
    return [index for index, cell in enumerate(row.cells) if cell.own and cell.text]


def _single(row: GridRow) -> int | None:
    """The only text of a row, wherever it reaches."""
    if len({cell.text for cell in row.cells if cell.text}) != 1:
        return None
    return (_own(row) or [next(i for i, cell in enumerate(row.cells) if cell.text)])[0]
