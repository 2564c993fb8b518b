"""The neutral document: what every reader makes and every importer reads.

A `Document` is a flat run of blocks in reading order. Only a `Disclosure` holds
further blocks. Text lives in `Line`s of `Span`s, so that it can be cut anywhere
without tearing markup; `text` and `html` are derived from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from bs4 import BeautifulSoup

from ._soup import masked_soup
from .inline import EMPTY, Line, Span, join_lines

__all__ = [
    "EMPTY",
    "NOWHERE",
    "Aside",
    "Block",
    "Cell",
    "Disclosure",
    "Document",
    "Heading",
    "ItemMark",
    "Line",
    "LinesBlock",
    "ListItem",
    "Paragraph",
    "SourcePlace",
    "Span",
    "Table",
    "join_lines",
]


@dataclass(frozen=True)
class SourcePlace:
    """Where something stands in the source: a line number from 1, a selector, or both."""

    line: int | None = None
    selector: str = ""

    def __str__(self) -> str:
        parts = [f"line {self.line}"] if self.line else []
        return ", ".join([*parts, self.selector] if self.selector else parts)


NOWHERE = SourcePlace()


@dataclass(frozen=True, kw_only=True)
class Block:
    """What all blocks share. `hints`: class names of the element and those around it."""

    place: SourcePlace = NOWHERE
    hints: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return ""

    @property
    def html(self) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class LinesBlock(Block):
    lines: tuple[Line, ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def html(self) -> str:
        return "<br/>".join(line.html for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Heading(LinesBlock):
    """`level` 1-6 as in HTML."""

    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Paragraph(LinesBlock):
    """`wrapped`: line breaks may be there only because the source was narrow (plain text)."""

    wrapped: bool = False


@dataclass(frozen=True, kw_only=True)
class ListItem(LinesBlock):
    """`depth` counts from 1."""

    ordered: bool = False
    depth: int = 1


@dataclass(frozen=True, kw_only=True)
class Disclosure(Block):
    """A label and what it opens: details/summary, an accordion, a dt with its dd.

    The label is empty where the source lost it. `audience` is set only by our own export.
    """

    label: Line = EMPTY
    body: tuple[Block, ...] = ()
    kind: str = "details"
    audience: str = ""
    section: str = ""

    @cached_property
    def text(self) -> str:
        return "\n".join([self.label.text, *(block.text for block in self.body)])

    @property
    def html(self) -> str:
        body = "".join(block.html for block in self.body)
        return f"<details><summary>{self.label.html}</summary>{body}</details>"


@dataclass(frozen=True)
class ItemMark:
    """The list item that a line of a cell stands in, counted within the cell. `depth` from 1."""

    number: int
    depth: int
    ordered: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell with the spans that the source gives it.

    `items` has a mark for each line, None outside lists; it may be shorter than `lines`.
    """

    lines: tuple[Line, ...] = ()
    items: tuple[ItemMark | None, ...] = ()
    header: bool = False
    colspan: int = 1
    rowspan: int = 1

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def html(self) -> str:
        return "<br/>".join(line.html for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """Rows as written: a cell that spans several rows stands only in its first."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    caption: str = ""

    @cached_property
    def text(self) -> str:
        return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)

    @property
    def html(self) -> str:
        rows = "".join(f"<tr>{_cells_html(row)}</tr>" for row in self.rows)
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return f"<table>{caption}{rows}</table>"


def _cells_html(row: tuple[Cell, ...]) -> str:
    markup = []
    for cell in row:
        tag = "th" if cell.header else "td"
        spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        markup.append(f"<{tag}{spans}>{cell.html}</{tag}>")
    return "".join(markup)


@dataclass(frozen=True, kw_only=True)
class Aside(Block):
    """Something that a reader set aside: page chrome, an image, a masked number.

    `code` is one of `records.REASONS`.
    """

    content: str = ""
    code: str = "chrome"

    @property
    def text(self) -> str:
        return self.content


@dataclass(frozen=True)
class Document:
    """A source as read. `base_url` is "" when the source does not tell where it came from.

    `markup` is that of a page, with CPR numbers masked, for profiles that select in it.
    """

    source: str
    blocks: tuple[Block, ...] = ()
    kind: str = "text"
    title: str = ""
    language: str = ""
    base_url: str = ""
    traits: frozenset[str] = field(default_factory=frozenset)
    markup: str = field(default="", repr=False, compare=False)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as BeautifulSoup, parsed when it is first asked for; empty for other sources.

        CPR numbers are masked in it; an element in which markup tears one keeps only its words.
        """
        return masked_soup(self.markup)

    def walk(self) -> Iterator[Block]:
        """Every block in reading order, also those inside disclosures."""
        stack = [iter(self.blocks)]
        while stack:
            block = next(stack[-1], None)
            if block is None:
                stack.pop()
                continue
            yield block
            if isinstance(block, Disclosure):
                stack.append(iter(block.body))
