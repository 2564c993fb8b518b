"""Tables: spans spread out, merged cells taken apart, each amount with the heads above and beside.

Groups and bands may stand in rows or in columns: an amount takes them from wherever its row or
its column names them, so no layout is a case of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..document import Cell, Line, Table
from .amounts import find_values
from .days import find_days
from .rows import struck_parts

MAX_ROWS, MAX_COLUMNS = 2000, 40
# A footnote's mark, or the words for a replacement that comes on top.
_BEHIND_NUMBER = re.compile(
    r"(?<=\d)\s?(?:\*+\)?|[¹²³]|(?:\+|og|plus|and) (?:erstatning|replacement)\w*)$",
    re.IGNORECASE,
)
_CLEAN_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{2})?")


class GridCell(NamedTuple):
    """A place in the grid. `own` is false where a spanning cell reaches in from elsewhere."""

    text: str = ""
    lines: tuple[str, ...] = ()
    header: bool = False
    own: bool = True
    struck: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class GridRow:
    """A row with the number of the table row that it came from."""

    number: int
    cells: tuple[GridCell, ...]

    @cached_property
    def text(self) -> str:
        """The row as a person reads it."""
        return " | ".join(cell.text for cell in self.cells if cell.text)


def grid_of(table: Table) -> list[GridRow]:
    """The table as rows of equal length."""
    waiting: dict[tuple[int, int], GridCell] = {}
    rows: list[GridRow] = []
    for number, cells in enumerate(table.rows[:MAX_ROWS]):
        row = _spread(number, cells, waiting, len(table.rows))
        rows.extend(_taken_apart(GridRow(number, tuple(row))))
    return rows


def _spread(
    number: int, cells: tuple[Cell, ...], waiting: dict[tuple[int, int], GridCell], height: int
) -> list[GridCell]:
    row: list[GridCell] = []
    for cell in cells:
        while (number, len(row)) in waiting:
            row.append(waiting.pop((number, len(row))))
        if len(row) >= MAX_COLUMNS:
            break
        shown = _cell(cell)
        if cell.colspan == cell.rowspan == 1:
            row.append(shown)
            continue
        reach = shown._replace(own=False)
        for across in range(min(cell.colspan, MAX_COLUMNS - len(row))):
            for down in range(1, min(cell.rowspan, height - number)):
                waiting[number + down, len(row)] = reach
            row.append(shown if across == 0 else reach)
    while (number, len(row)) in waiting:
        row.append(waiting.pop((number, len(row))))
    return row


def _cell(cell: Cell) -> GridCell:
    lines = tuple(text for line in cell.lines if (text := _text(line)))
    return GridCell(" ".join(lines), lines, cell.header, True, _struck(cell))


def _struck(cell: Cell) -> tuple[tuple[int, int], ...]:
    """Where the text of the whole cell is struck out."""
    if not any(span.struck for line in cell.lines for span in line.spans):
        return ()
    found, position = [], 0
    for line in cell.lines:
        found += [(position + start, position + end) for start, end in struck_parts(line)]
        position += len(line.text) + 1 if line.text else 0
    return tuple(found)


def _text(line: Line) -> str:
    return " ".join(line.text.split())


def _taken_apart(row: GridRow) -> list[GridRow]:
    """Four bands in one cell and four amounts in the next are four rows."""
    counts = {len(cell.lines) for cell in row.cells if len(cell.lines) > 1}
    if len(counts) != 1:
        return [row]
    size = counts.pop()
    tall = [cell for cell in row.cells if len(cell.lines) == size]
    if len(tall) < 2 or not any(_says_rates(cell.text) for cell in tall):
        # "Voksne / fra 18 år" is one head on two lines.
        return [row]
    return [
        GridRow(row.number, tuple(_line_of(cell, index, size) for cell in row.cells))
        for index in range(size)
    ]


def _says_rates(text: str) -> bool:
    return bool(find_values(text) or find_days(text))


def _line_of(cell: GridCell, index: int, size: int) -> GridCell:
    if len(cell.lines) != size:
        return cell
    return GridCell(cell.lines[index], (cell.lines[index],), cell.header, cell.own)


def is_bare_number(text: str) -> bool:
    """Whether a cell is a number that only the head of its column makes an amount."""
    return bool(_CLEAN_NUMBER.fullmatch(_behind_number(text)[0]))


def with_currency(text: str) -> str:
    """A bare number as an amount; what stands behind it ("+ erstatning", "*") stays there."""
    number, behind = _behind_number(text)
    return f"{number} kr.{behind}"


def _behind_number(text: str) -> tuple[str, str]:
    found = _BEHIND_NUMBER.search(text.strip())
    return (text.strip()[: found.start()], found[0]) if found else (text.strip(), "")
