"""The record of a card as one CSV table, and back.

One row per band, price or fee, with the columns of its group and version repeated beside it, so
that a row can be read alone. `version`, `group` and `entry` count from 1 and tell which rows
belong together. A cell that does not apply is empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any, Final, cast, get_args, get_origin

from ..text.cells import as_cell
from ..text.messages import gettext_noop
from .card import KINDS, RateCard
from .errors import ExchangeError
from .records import Record, field_types, without_none

MAX_ROWS: Final = 20_000
INDEXES: Final = ("version", "group", "entry")
# Where the plain name of a field is taken by another column of the same row.
RENAMED: Final = {
    ("groups", "fee_free"): "group_fee_free",
    ("groups", "key"): "group_key",
    ("fees", "kind"): "fee_kind",
}

DANISH_AMOUNT: Final = re.compile(r"([0-9]+),([0-9]{2})")

NOT_CSV: Final = gettext_noop("The file is not CSV: %(why)s")
NO_HEADING: Final = gettext_noop(
    'The first row must name the columns, among them "kind" and "version".'
)
UNKNOWN_COLUMN: Final = gettext_noop('A rate card has no column "%(name)s", or not twice.')
UNKNOWN_KIND: Final = gettext_noop("Row %(row)s: the kind %(found)s is not one of %(kinds)s.")
TOO_MANY_ROWS: Final = gettext_noop("The file has more than %(most)s rows.")
TOO_MANY_CELLS: Final = gettext_noop("Row %(row)s has more cells than the heading.")
NOT_HERE: Final = gettext_noop('Row %(row)s: "%(name)s" does not apply here and must be empty.')
WRONG_CELL: Final = gettext_noop('Row %(row)s: "%(name)s" must be %(expected)s.')
WRONG_COUNT: Final = gettext_noop(
    'Row %(row)s: "%(name)s" must be the number of the row above, or else %(next)s.'
)
DIFFERS: Final = gettext_noop(
    'Row %(row)s belongs to the same "%(name)s" as the row above but says something else.'
)


@dataclass(frozen=True, slots=True)
class Column:
    """A plain field: its name in the table, the way to it in a record, and its type."""

    name: str
    way: tuple[str, ...]
    type: Any
    optional: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A dataclass of the model as cells, and the level of the entries that it holds, if any."""

    index: str
    columns: tuple[Column, ...]
    child_name: str = ""
    child: Level | None = None


@cache
def level_of(kind: str) -> Level:
    """The level of the versions of a kind."""
    return _level(get_args(field_types(RateCard)[kind])[0], kind, 0)


@cache
def heading() -> tuple[str, ...]:
    """All columns, those that tell rows apart first."""
    names = ["kind", *INDEXES, "currency"]
    for kind in KINDS:
        names += _names(level_of(kind))
    return tuple(dict.fromkeys(names))


def card_to_table(record: Record, delimiter: str) -> str:
    """Return the CSV of a card's record."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, heading(), restval="", delimiter=delimiter)
    writer.writeheader()
    for kind in KINDS:
        for i, version in enumerate(record[kind], 1):
            start = {"kind": kind, "currency": record["currency"], "version": str(i)}
            writer.writerows(_rows(level_of(kind), version, start))
    return out.getvalue()


def card_from_table(text: str) -> Record:
    """Return the record of a card in CSV; its values are not yet checked beyond their type."""
    record: Record = {kind: [] for kind in KINDS}
    # Danish spreadsheets save with semicolons.
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        _check_heading(reader.fieldnames or ())
        for number, row in enumerate(reader, 2):
            _add_row(record, _Row(number, row))
    except csv.Error as exc:
        raise ExchangeError(NOT_CSV, why=str(exc)) from exc
    return record


class _Row:
    """A row of the table; cells that are read are ticked off, and none may be left over."""

    def __init__(self, number: int, cells: dict[str, str | None]) -> None:
        if number > MAX_ROWS:
            raise ExchangeError(TOO_MANY_ROWS, most=MAX_ROWS)
        if None in cells:
            raise ExchangeError(TOO_MANY_CELLS, row=number)
        self.number = number
        self.cells = {name: cell for name, cell in cells.items() if cell}

    def take(self, name: str) -> str:
        return self.cells.pop(name, "")

    def take_values(self, columns: tuple[Column, ...]) -> Record:
        """The values of a level's own cells, nested as in the record."""
        values: Record = {}
        for column in columns:
            inner = values
            for part in column.way[:-1]:
                inner = inner.setdefault(part, {})
            value = _read(column, self.take(column.name), self.number)
            if value is not None or column.optional:
                inner[column.way[-1]] = value
        return values


def _level(part: type[Any], name: str, depth: int) -> Level:
    """The level of a dataclass; of its fields at most one is a tuple of entries."""
    child_name, child = "", None
    for field, hint in field_types(part).items():
        if get_origin(hint) is tuple:
            child_name, child = field, _level(get_args(hint)[0], field, depth + 1)
    index = INDEXES[depth] if child or depth == 0 else "entry"
    return Level(index, tuple(_columns(part, name, ())), child_name, child)


def _columns(part: type[Any], name: str, way: tuple[str, ...]) -> Iterator[Column]:
    for field, hint in field_types(part).items():
        kind, optional = without_none(hint)
        if is_dataclass(kind):
            yield from _columns(cast("type[Any]", kind), name, (*way, field))
        elif get_origin(kind) is not tuple:
            yield Column(RENAMED.get((name, field), field), (*way, field), kind, optional)


def _names(level: Level) -> list[str]:
    inner = _names(level.child) if level.child else []
    return [column.name for column in level.columns] + inner


def _rows(level: Level, record: Record, cells: dict[str, str]) -> Iterator[dict[str, str]]:
    """The rows of a record; one without entries has a row of its own."""
    own = cells | {column.name: _show(column, record) for column in level.columns}
    if level.child is None or not record[level.child_name]:
        yield own
        return
    for i, entry in enumerate(record[level.child_name], 1):
        yield from _rows(level.child, entry, own | {level.child.index: str(i)})


def _show(column: Column, record: Record) -> str:
    value: Any = record
    for part in column.way:
        value = value[part]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return as_cell(text) if column.type is str else text


def _check_heading(names: Sequence[str]) -> None:
    for name in names:
        # A column that is there twice would silently lose the first cell.
        if name not in heading() or names.count(name) > 1:
            raise ExchangeError(UNKNOWN_COLUMN, name=str(name)[:40])
    if not {"kind", "version"} <= set(names):
        raise ExchangeError(NO_HEADING)


def _add_row(record: Record, row: _Row) -> None:
    """Add what a row says to the record that the rows above made."""
    if not row.cells:
        return
    kind = row.take("kind")
    if kind not in KINDS:
        kinds = ", ".join(KINDS)
        raise ExchangeError(UNKNOWN_KIND, row=row.number, found=repr(kind[:40]), kinds=kinds)
    currency = row.take("currency") or "DKK"
    if record.setdefault("currency", currency) == "DKK":
        record["currency"] = currency  # one row in another currency is enough to refuse
    _add_entry(level_of(kind), record[kind], row)
    for name in row.cells:
        raise ExchangeError(NOT_HERE, row=row.number, name=name)


def _add_entry(level: Level, entries: list[Record], row: _Row) -> None:
    """Add a row to the last entry, if it is counted as the same one, or as the next entry."""
    count = row.take(level.index)
    values = row.take_values(level.columns)
    if count == str(len(entries) + 1):
        entries.append(values | ({level.child_name: []} if level.child else {}))
    elif entries and count == str(len(entries)):
        _check_same(level, entries[-1], values, row)
    else:
        following = len(entries) + 1
        raise ExchangeError(WRONG_COUNT, row=row.number, name=level.index, next=following)
    if level.child is not None and row.cells.get(level.child.index):
        _add_entry(level.child, entries[-1][level.child_name], row)


def _check_same(level: Level, entry: Record, values: Record, row: _Row) -> None:
    """A row may go on with an entry only if it repeats it, and both have entries inside."""
    own = {name: value for name, value in entry.items() if name != level.child_name}
    goes_on = level.child is not None and row.cells.get(level.child.index)
    if own != values or not goes_on or not entry[level.child_name]:
        raise ExchangeError(DIFFERS, row=row.number, name=level.index)


def _read(column: Column, cell: str, row: int) -> Any:
    """The value of a cell; None for an empty cell that is no text."""
    if column.type is str:
        return cell.removeprefix("'")
    if not cell:
        return None
    if column.type is bool:
        if cell.lower() not in {"true", "false"}:
            raise ExchangeError(WRONG_CELL, row=row, name=column.name, expected="true or false")
        return cell.lower() == "true"
    if column.type is int:
        if not re.fullmatch("[0-9]{1,9}", cell):
            raise ExchangeError(WRONG_CELL, row=row, name=column.name, expected="a whole number")
        return int(cell)
    # A Danish spreadsheet writes the decimals of a number after a comma.
    return DANISH_AMOUNT.sub(r"\1.\2", cell) if DANISH_AMOUNT.fullmatch(cell) else cell
