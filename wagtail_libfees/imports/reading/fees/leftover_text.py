"""What no value was made of, as sections of text in the order of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..clean import render_html
from ..document import NOWHERE, Block, Line, LinesBlock, SourcePlace, join_lines
from .ledger import Ledger
from .records import ParsedSection
from .rows import EndRow, Item, SourceRow, TableRow


@dataclass
class _Open:
    """A section being filled. `used`: a value was made of something in it."""

    heading: str = ""
    place: SourcePlace = NOWHERE
    blocks: list[Block] = field(default_factory=list)
    used: bool = False


def sections_of(
    items: list[Item], out: Ledger, titles: set[int], base_url: str
) -> tuple[ParsedSection, ...]:
    """The sections; `titles` are the rows of plain text that were read as headings.

    Adds to `out.rejected` the headings that have no text below them. One that stood above
    nothing but values would now head nothing, and is left out.
    """
    sections = []
    for part in _parts(items, out, titles):
        html = render_html(part.blocks, base_url) if part.blocks else ""
        if html:
            sections.append(ParsedSection(part.heading, html, part.place))
        elif part.heading and not part.used:
            # A text block without a text could not be published.
            out.reject(part.heading, "empty_heading", part.place)
    return tuple(sections)


def _parts(items: list[Item], out: Ledger, titles: set[int]) -> Iterator[_Open]:
    part = _Open()
    run: list[SourceRow] = []
    used = _used_rows(out)
    for item in items:
        if isinstance(item, SourceRow) and not item.level and item.number not in titles:
            if run and run[0].block is not item.block:
                _close_run(run, part, out)
                run = []
            run.append(item)
            continue
        _close_run(run, part, out)
        run = []
        if isinstance(item, TableRow):
            _add_table(item, part, used[item.number])
        elif isinstance(item, SourceRow):
            yield part
            part = _Open(item.text, item.place, used=item.number in out.consumed)
        elif isinstance(item, EndRow) and part.heading:
            yield part
            part = _Open(place=part.place)
    _close_run(run, part, out)
    yield part


def _close_run(run: list[SourceRow], part: _Open, out: Ledger) -> None:
    """Put what is left of one block together again, with its markup."""
    left = [row for row in run if row.number not in out.consumed]
    part.used = part.used or len(left) < len(run)
    if left and isinstance(left[0].block, LinesBlock):
        block = left[0].block
        part.blocks.append(replace(block, lines=tuple(_lines(left))))


def _lines(rows: list[SourceRow]) -> Iterator[Line]:
    for index in sorted({row.line_index for row in rows}):
        yield join_lines([row.line for row in rows if row.line_index == index])


def _used_rows(out: Ledger) -> defaultdict[int, set[int]]:
    """For each table, by its number, the rows that are in a value."""
    used: defaultdict[int, set[int]] = defaultdict(set)
    for entry in out.consumed:
        if isinstance(entry, tuple):
            used[entry[0]].add(entry[1])
    return used


def _add_table(item: TableRow, part: _Open, used: set[int]) -> None:
    """The rows of a table that are in no value; its head goes with the last of them."""
    if not used:
        part.blocks.append(item.table)
        return
    part.used = True
    left = tuple(row for index, row in enumerate(item.table.rows) if index not in used)
    if left:
        part.blocks.append(replace(item.table, rows=left))
