"""Tables with a question and an answer column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .audience import audience_of_heading
from .document import Block, Cell, Line, Paragraph, Table, join_lines
from .questions import asks
from .units import PAIR_RANK, Kind, Unit

_QUESTION_NAME = re.compile(r"^\W*(?:spørgsmål|question|emne og spørgsmål|q)s?\W*$", re.IGNORECASE)
_ANSWER_NAME = re.compile(r"^\W*(?:svar|answer|a|forklaring|vejledning)s?\W*$", re.IGNORECASE)
_AUDIENCE_NAME = re.compile(
    r"^\W*(?:målgruppe|modtager|til|hvem|for|audience|who)\W*$", re.IGNORECASE
)
_GROUP_NAME = re.compile(
    r"^\W*(?:emne|gruppe|kategori|tema|topic|category|group)\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class _Columns:
    question: int
    audience: int = -1
    group: int = -1
    skip: frozenset[int] = frozenset()


def is_question_table(table: Table) -> bool:
    return _columns(table) is not None


def _columns(table: Table) -> _Columns | None:
    """Which columns hold what, by their names or by what most of their cells look like."""
    if not table.rows or len(table.rows) > 5000:
        return None
    names = [cell.text for cell in table.rows[0]]
    question = next((i for i, name in enumerate(names) if _QUESTION_NAME.match(name)), -1)
    if question >= 0 and any(_ANSWER_NAME.match(name) for name in names):
        audience = next((i for i, name in enumerate(names) if _AUDIENCE_NAME.match(name)), -1)
        group = next((i for i, name in enumerate(names) if _GROUP_NAME.match(name)), -1)
        return _Columns(
            question,
            audience,
            group,
            frozenset(i for i, n in enumerate(names) if n.strip(".# ").lower() in ("", "nr", "no")),
        )
    rows = [row for row in table.rows if len(row) > 1]
    for column in (0, 1):
        cells = [row[column].text for row in rows if len(row) > column + 1]
        asking = sum(asks(text) >= 0.8 for text in cells)
        if cells and asking * 10 >= len(cells) * 6 and sum(asks(t) == 1.0 for t in cells):
            return _Columns(column, skip=frozenset(range(column)))
    return None


def table_units(table: Table) -> Iterator[Unit]:
    """One pair per row; a row with one cell across is a topic."""
    columns = _columns(table)
    if columns is None:
        return
    previous: Unit | None = None
    hanging = 0
    for index, row in enumerate(table.rows):
        place = replace(table.place, selector=f"{table.place.selector} tr[{index + 1}]".strip())
        if index == 0 and _is_header(row, columns):
            continue
        if hanging and previous is not None:
            hanging -= 1
            previous = replace(previous, blocks=previous.blocks + _blocks(row, table))
            continue
        if previous is not None:
            yield previous
            previous = None
        if len(row) == 1:
            yield Unit(Kind.GROUP, place, join_lines(row[0].lines), 4)
            continue
        previous = _pair(row, columns, table)
        previous = replace(previous, place=place)
        hanging = row[columns.question].rowspan - 1 if len(row) > columns.question else 0
    if previous is not None:
        yield previous


def _is_header(row: Sequence[Cell], columns: _Columns) -> bool:
    cell = row[columns.question] if len(row) > columns.question else None
    return cell is not None and (
        bool(_QUESTION_NAME.match(cell.text))
        or (cell.header and asks(cell.text) == 0 and all(c.header for c in row))
    )


def _pair(row: Sequence[Cell], columns: _Columns, table: Table) -> Unit:
    taken = {columns.question, columns.audience, columns.group} | columns.skip
    line = join_lines(row[columns.question].lines) if len(row) > columns.question else Line()
    answers = [cell for i, cell in enumerate(row) if i not in taken]
    audience = (
        audience_of_heading("til " + row[columns.audience].text)
        if 0 <= columns.audience < len(row)
        else None
    )
    return Unit(
        Kind.PAIR,
        line=line,
        rank=PAIR_RANK,
        blocks=_blocks(answers, table),
        confidence=max(asks(line.text), 0.75) if line.text else 0.0,
        audience=str(audience) if audience else "",
        section=row[columns.group].text if 0 <= columns.group < len(row) else "",
    )


def _blocks(cells: Sequence[Cell], table: Table) -> tuple[Block, ...]:
    return tuple(
        Paragraph(lines=(line,), place=table.place) for cell in cells for line in cell.lines
    )
