"""What workbooks and CSV files have in common: rows of cells become headings, lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Block, Cell, Heading, Line, Paragraph, SourcePlace, Table
from ..errors import SourceError

MAX_ROWS, MAX_COLUMNS = 5000, 50
# A name that the program has given tells nothing.
_DEFAULT_NAME = re.compile(r"(?:ark|sheet|tabelle|table|tabel)\s*\d*", re.IGNORECASE)

SheetRow = list[Cell | None]


@dataclass(frozen=True)
class SheetRows:
    """One sheet: its rows, each cell in its column, None where a cell before it reaches."""

    title: str
    rows: list[SheetRow] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    hidden: bool = False


def check_size(row: int, column: int) -> None:
    """Refuse a sheet that reaches further than any rate sheet or FAQ does."""
    if row >= MAX_ROWS or column > MAX_COLUMNS:
        raise SourceError(
            gettext_noop(
                "The sheet has more than %(rows)s rows or %(columns)s columns; save only the part "
                "that is needed."
            ),
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
        )


def text_cell(text: str, *, colspan: int = 1, rowspan: int = 1) -> tuple[Cell, bool]:
    """A cell of some lines, and whether a CPR number was masked in it."""
    masked, found = mask_cpr(text)
    lines = tuple(Line.of(" ".join(part.split())) for part in masked.split("\n") if part.strip())
    return Cell(lines=lines, colspan=colspan, rowspan=rowspan), bool(found)


def sheet_blocks(sheet: SheetRows) -> Iterator[Block]:
    """The blocks of a sheet: runs of rows parted by blank ones."""
    place = SourcePlace(selector=sheet.title)
    if sheet.hidden:
        text = "\n".join("\t".join(c.text for c in row if c) for row in sheet.rows)
        yield Aside(content=text[:2000], code="hidden", place=place)
        return
    if sheet.title and not _DEFAULT_NAME.fullmatch(sheet.title):
        yield Heading(lines=(Line.of(mask_cpr(sheet.title)[0]),), level=2, place=place)
    for start, run in _runs(sheet.rows):
        yield from _run_blocks(run, start, sheet.title)
    yield from sheet.asides


def _runs(rows: Sequence[SheetRow]) -> Iterator[tuple[int, list[SheetRow]]]:
    run: list[SheetRow] = []
    for index, row in enumerate([*rows, []]):
        if any(cell is not None and cell.text for cell in row):
            run.append(row)
        elif run:
            yield index - len(run), run
            run = []


def _run_blocks(run: list[SheetRow], start: int, title: str) -> Iterator[Block]:
    """Single cells above and below the table are lines of their own."""
    first, last = 0, len(run)
    while first < last and _single(run[first]):
        first += 1
    while last > first and _single(run[last - 1]):
        last -= 1
    for index, row in enumerate(run):
        place = _row_place(start + index, title)
        if index == first and first < last:
            yield _table(run[first:last], place)
        if (index < first or index >= last) and (cell := _single(row)):
            yield Paragraph(lines=cell.lines, place=place)


def _row_place(index: int, title: str) -> SourcePlace:
    return SourcePlace(index + 1, title)


def _single(row: SheetRow) -> Cell | None:
    """The only cell of a row with text, or None."""
    cells = [cell for cell in row if cell is not None and cell.text]
    return cells[0] if len(cells) == 1 else None


def _table(rows: Sequence[SheetRow], place: SourcePlace) -> Table:
    """The rows without the columns that are empty at either side."""
    used = [
        index
        for row in rows
        for index, cell in enumerate(row)
        if cell is not None and cell.text
        for index in (index, index + cell.colspan - 1)
    ]
    left, right = min(used), max(used) + 1
    head = not any(cell and re.search(r"\d", cell.text) for cell in rows[0])
    made = []
    for index, row in enumerate(rows):
        cells = [*row, *[Cell()] * (right - len(row))][left:right]
        header = index == 0 and head and len(rows) > 1
        made.append(tuple(replace(c, header=header) for c in cells if c is not None))
    return Table(rows=tuple(made), place=place)
