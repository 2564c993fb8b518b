"""Tables with a question and an answer column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from .audience import audience_of_heading
from .columns import Columns, columns_of, full_row, is_question_name
from .document import Block, Cell, Line, ListItem, Paragraph, SourcePlace, Table, join_lines
from .questions import asks
from .records import Audience
from .units import PAIR_RANK, QuestionUnit, UnitKind

_Row = Sequence[Cell | None]
# Where cells that reach down push others to the right, rows would grow without end.
_MAX_COLUMNS = 200


def is_question_table(table: Table) -> bool:
    """Whether the rows of a table are questions with their answers."""
    return columns_of(table) is not None


def table_units(table: Table) -> Iterator[QuestionUnit]:
    """One pair per row; a row with one cell across is a topic."""
    columns = columns_of(table)
    if columns is None:
        return
    pair: QuestionUnit | None = None
    beside: list[QuestionUnit] = []
    for place, row, goes_on in _rows(table, columns):
        if goes_on and pair is not None:
            pair = replace(pair, blocks=pair.blocks + _answer(row, columns, table))
            beside += _beside(row, columns, table, pair.line, place)
            continue
        if pair is not None:
            yield from (pair, *beside)
        pair, beside = None, []
        if sum(cell is not None for cell in row) == 1 and row[0] is not None:
            yield QuestionUnit(UnitKind.GROUP, place, join_lines(row[0].lines), 4)
            continue
        pair = _pair(row, columns, table, place)
        beside = _beside(row, columns, table, pair.line, place)
    if pair is not None:
        yield from (pair, *beside)


def _rows(table: Table, columns: Columns) -> Iterator[tuple[SourcePlace, _Row, bool]]:
    """The rows below the header, each cell in its column; and whether the question goes on."""
    reaching: dict[int, int] = {}
    above: dict[int, Cell] = {}
    for index, cells in enumerate(table.rows):
        place = replace(table.place, selector=f"{table.place.selector} tr[{index + 1}]".strip())
        placed = _placed(cells, reaching)
        row = list(placed)
        for column in {columns.audience, columns.group} & reaching.keys():
            # Whom several rows are for, or what they are about, may stand in one cell.
            if column < len(row):
                row[column] = above.get(column)
        # Not where a topic reaches across the columns.
        goes_on = columns.question in reaching
        for column in list(reaching):
            reaching[column] -= 1
            if not reaching[column]:
                del reaching[column]
        for column, cell in enumerate(placed):
            if cell is not None and cell.rowspan > 1 and column < _MAX_COLUMNS:
                reaching[column], above[column] = cell.rowspan - 1, cell
        if index or not _is_header(row, columns):
            yield place, row, goes_on


def _placed(cells: Sequence[Cell], reaching: dict[int, int]) -> list[Cell | None]:
    """A row with None where a cell of a row above, or one to the left, reaches."""
    row: list[Cell | None] = []
    rest = full_row(cells)
    while rest or len(row) in reaching:
        row.append(None if len(row) in reaching else rest.pop(0))
    return row


def _is_header(row: _Row, columns: Columns) -> bool:
    cell = row[columns.question] if len(row) > columns.question else None
    return cell is not None and (
        is_question_name(cell.text)
        or (cell.header and asks(cell.text) == 0 and all(c is None or c.header for c in row))
    )


def _text(row: _Row, column: int) -> str:
    cell = row[column] if 0 <= column < len(row) else None
    return cell.text if cell else ""


def _pair(row: _Row, columns: Columns, table: Table, place: SourcePlace) -> QuestionUnit:
    cell = row[columns.question] if len(row) > columns.question else None
    line = join_lines(cell.lines) if cell else Line()
    named = _text(row, columns.audience)
    audience = audience_of_heading("til " + named) if named else None
    if audience is None and columns.staff:
        # Beside a column for staff the other one is for those who are no staff.
        audience = Audience.BORROWER
    return QuestionUnit(
        UnitKind.PAIR,
        place,
        line,
        PAIR_RANK,
        _answer(row, columns, table),
        confidence=max(asks(line.text), 0.75) if line.text else 0.0,
        audience=str(audience) if audience else "",
        section=_text(row, columns.group),
    )


def _answer(row: _Row, columns: Columns, table: Table) -> tuple[Block, ...]:
    return tuple(_blocks((row[i] for i in columns.answers(len(row))), table))


def _beside(
    row: _Row, columns: Columns, table: Table, line: Line, place: SourcePlace
) -> list[QuestionUnit]:
    """What else the row holds: the same question answered for staff, and what is no answer."""
    units = []
    for index, cell in enumerate(row):
        if cell is None or not cell.text:
            continue
        if index in columns.staff:
            blocks = tuple(_blocks([cell], table))
            staff, section = str(Audience.STAFF), _text(row, columns.group)
            units.append(
                QuestionUnit(
                    UnitKind.PAIR, place, line, PAIR_RANK, blocks, audience=staff, section=section
                )
            )
        elif index in columns.aside:
            units.append(QuestionUnit(UnitKind.ASIDE, place, Line.of(cell.text), code="metadata"))
    return units


def _blocks(cells: Iterable[Cell | None], table: Table) -> Iterator[Block]:
    """The paragraphs and the list items of some cells."""
    for cell in cells:
        if cell is None:
            continue
        item: ListItem | None = None
        number = 0
        for line, mark in zip_longest(cell.lines, cell.items):
            if item is not None and (mark is None or mark.number != number):
                yield item
                item = None
            if mark is None:
                yield Paragraph(lines=(line,), place=table.place)
            elif item is not None:
                item = replace(item, lines=(*item.lines, line))
            else:
                number = mark.number
                item = ListItem(
                    lines=(line,), ordered=mark.ordered, depth=mark.depth, place=table.place
                )
        if item is not None:
            yield item
