"""Which columns of a table hold the questions, the answers and what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .audience import audience_of_heading
from .document import Cell, Table
from .questions import asks
from .records import Audience

_MAX_ROWS = 5000
# A longer cell is no name of a column.
_MAX_NAME = 120
# A cell that says it is a thousand columns wide is not believed.
_MAX_SPAN = 50
_QUESTION_NAME = re.compile(r"^\W*(?:spørgsmål|question|emne og spørgsmål|q)s?\W*$", re.IGNORECASE)
_ANSWER_NAME = re.compile(
    r"^\W*(?:(?:vores|bibliotekets|our)\s+)?(?:svar|answer|a|forklaring|vejledning)(?:et|ene|s)?"
    r"(?:\s*\W?\s*(?:til|for|to)\b.*)?\W*$",
    re.IGNORECASE,
)
_MORE_NAME = re.compile(
    r"^\W*(?:uddybning|uddybende|bemærkning|note|kommentar|eksempel|mere|læs mere|links?|se også"
    r"|detaljer|comment|remark|example|details?|more|further)(?:er|s|t)?\b.*$",
    re.IGNORECASE,
)
_AUDIENCE_NAME = re.compile(
    r"^\W*(?:målgruppe|modtager|til|hvem|for|audience|who)\W*$", re.IGNORECASE
)
_GROUP_NAME = re.compile(
    r"^\W*(?:emne|gruppe|kategori|tema|topic|category|group)\W*$", re.IGNORECASE
)
# A date or a number of the row; an amount has its unit.
_FIGURES = re.compile(r"[\d\s./:-]*\d[\d\s./:-]*")


@dataclass(frozen=True)
class Columns:
    """The columns by what they hold; -1 where there is none. `aside` holds no answer."""

    question: int
    audience: int = -1
    group: int = -1
    staff: frozenset[int] = field(default_factory=frozenset)
    aside: frozenset[int] = field(default_factory=frozenset)

    def answers(self, width: int) -> Iterator[int]:
        """The columns of a row that make up the answer for borrowers."""
        known = {self.question, self.audience, self.group} | self.staff | self.aside
        return (index for index in range(width) if index not in known)


def is_question_name(text: str) -> bool:
    """Whether a cell is the name of the column of questions."""
    return bool(_QUESTION_NAME.match(text))


def columns_of(table: Table) -> Columns | None:
    """By the names of the columns, or by what most of their cells look like."""
    if not table.rows or len(table.rows) > _MAX_ROWS:
        return None
    names = [cell.text if cell else "" for cell in full_row(table.rows[0])]
    question = _first(names, _QUESTION_NAME)
    if question >= 0 and any(_ANSWER_NAME.match(name) for name in names):
        return _named(names, question)
    return _by_content(table, names)


def is_named_by_heads(table: Table) -> bool:
    """Whether the first row names a column of questions and one of answers."""
    names = [cell.text for cell in table.rows[0]] if table.rows else []
    answers = any(_ANSWER_NAME.match(name) for name in names)
    return answers and any(is_question_name(name) for name in names)


def full_row(row: Sequence[Cell]) -> list[Cell | None]:
    """The cells of a row by column; None where a cell before it reaches."""
    cells: list[Cell | None] = []
    for cell in row:
        span = min(cell.colspan, _MAX_SPAN) if len(cells) < _MAX_SPAN else 1
        cells += [cell, *[None] * (span - 1)]
    return cells


def _first(names: Sequence[str], pattern: re.Pattern[str]) -> int:
    return next((i for i, name in enumerate(names) if pattern.match(name)), -1)


def _named(names: Sequence[str], question: int) -> Columns:
    """Where a column says that it holds the answer, one of an unknown name does not."""
    audience, group = _first(names, _AUDIENCE_NAME), _first(names, _GROUP_NAME)
    staff = _for_staff(names)
    known = {question, audience, group} | staff
    aside = frozenset(
        index
        for index, name in enumerate(names)
        if index not in known and not _ANSWER_NAME.match(name) and not _MORE_NAME.match(name)
    )
    return Columns(question, audience, group, staff, aside)


def _for_staff(names: Sequence[str]) -> frozenset[int]:
    staff = (Audience.STAFF, Audience.WORKFLOW)
    return frozenset(
        index
        for index, name in enumerate(names)
        if len(name) <= _MAX_NAME and audience_of_heading(name) in staff
    )


def _by_content(table: Table, names: Sequence[str]) -> Columns | None:
    rows = [row for row in table.rows if len(row) > 1]
    for column in (0, 1):
        cells = [row[column].text for row in rows if len(row) > column + 1]
        asking = sum(asks(text) >= 0.8 for text in cells)
        if cells and asking * 10 >= len(cells) * 6 and sum(asks(t) == 1.0 for t in cells):
            aside = frozenset(range(column)) | _figures(rows, column + 2)
            # The row of heads may be shorter than the table: one cell with the table's title.
            name = names[column] if column < len(names) else ""
            staff = frozenset() if asks(name) else _for_staff(names)
            return Columns(column, staff=staff - {column}, aside=aside)
    return None


def _figures(rows: Sequence[Sequence[Cell]], start: int) -> frozenset[int]:
    """Columns behind the answer in which there are only dates or numbers."""
    found: dict[int, bool] = {}
    for row in rows:
        for index in range(start, min(len(row), _MAX_SPAN)):
            if text := row[index].text:
                figures = len(text) < 30 and bool(_FIGURES.fullmatch(text))
                found[index] = figures and found.get(index, True)
    return frozenset(index for index, figures in found.items() if figures)
