"""The page as a person reads it, line by line, to be shown beside the values made of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from .grid import grid_of
from .records import SourceLine
from .rows import AsideRow, Item, SourceRow, TableRow, source_rows


def source_lines(document: Document) -> tuple[SourceLine, ...]:
    """Every line, sentence and table row in order, in the words that values quote."""
    return tuple(line for item in source_rows(document) for line in _lines(item))


def _lines(item: Item) -> Iterator[SourceLine]:
    if isinstance(item, SourceRow):
        yield SourceLine(item.text, item.place, item.level)
    elif isinstance(item, AsideRow):
        yield SourceLine(item.aside.text, item.aside.place, aside=True)
    elif isinstance(item, TableRow):
        for row in grid_of(item.table):
            if row.text:
                yield SourceLine(row.text, item.table.place)
