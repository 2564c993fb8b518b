"""Reading a data table. Tables that only lay out the page are walked like any other markup."""

from __future__ import annotations

from lxml.etree import _Element

from ..document import Cell, ItemMark, Place, Span, Table
from ..masking import mask_cpr
from ._accordions import text_of
from ._inline import LineBuffer
from ._xpath import elements

_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol"})
_LISTS = frozenset({"ul", "ol"})
_LAYOUT = ".//table | .//details | .//h1 | .//h2 | .//h3 | .//*[@aria-controls]"


def is_data_table(table: _Element) -> bool:
    """Whether it has at least two columns and no page structure in its cells."""
    if table.get("role") == "presentation" or elements(table, f"({_LAYOUT})[1]"):
        return False
    return any(len(elements(row, "./td | ./th")) > 1 for row in table.iter("tr"))


def read_table(table: _Element, place: Place, hints: frozenset[str], masked: list[str]) -> Table:
    """Read a table; text in which a CPR number was masked is added to `masked`."""
    rows = tuple(
        tuple(_cell(cell, masked) for cell in row.iterchildren("td", "th"))
        for row in table.iter("tr")
    )
    caption = table.find(".//caption")
    return Table(
        rows=tuple(row for row in rows if row),
        caption=mask_cpr(text_of(caption))[0] if caption is not None else "",
        place=place,
        hints=hints,
    )


def _cell(element: _Element, masked: list[str]) -> Cell:
    reader = _CellReader()
    reader.read(element)
    masked.extend(reader.buffer.masked)
    return Cell(
        lines=reader.buffer.take(),
        items=tuple(reader.marks) if any(reader.marks) else (),
        header=element.tag == "th",
        colspan=_span(element, "colspan"),
        rowspan=_span(element, "rowspan"),
    )


def _span(element: _Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() and len(value) < 6 else 1


class _CellReader:
    """The lines of a cell, and which of them stand in a list."""

    def __init__(self) -> None:
        self.buffer = LineBuffer()
        self.marks: list[ItemMark | None] = []
        self.lists: list[bool] = []
        self.items: list[ItemMark | None] = [None]
        self.count = 0

    def read(self, cell: _Element) -> None:
        """Walk over the cell without recursion."""
        stack: list[tuple[_Element, Span, bool]] = [(cell, Span(""), False)]
        while stack:
            element, style, leaving = stack.pop()
            if leaving:
                self._leave(str(element.tag))
                self.buffer.add(element.tail or "", style, None)
                continue
            inner = _style(element, style)
            self._enter(str(element.tag))
            self.buffer.add(element.text or "", inner, None)
            if element is not cell:
                stack.append((element, style, True))
            stack.extend(
                (child, inner, False) for child in reversed(element) if isinstance(child.tag, str)
            )
        self._end_line()

    def _enter(self, tag: str) -> None:
        if tag in _BREAKS:
            self._end_line()
        if tag in _LISTS:
            self.lists.append(tag == "ol")
        elif tag == "li":
            self.count += 1
            depth = min(max(len(self.lists), 1), 6)
            self.items.append(ItemMark(self.count, depth, bool(self.lists and self.lists[-1])))

    def _leave(self, tag: str) -> None:
        if tag in _BREAKS:
            self._end_line()
        if tag in _LISTS:
            self.lists.pop()
        elif tag == "li":
            self.items.pop()

    def _end_line(self) -> None:
        self.buffer.end_line()
        new = len(self.buffer.lines) - len(self.marks)
        self.marks.extend([self.items[-1]] * new)


def _style(element: _Element, style: Span) -> Span:
    bold = style.bold or element.tag in ("b", "strong")
    href = (element.get("href") or "").strip()[:2000] if element.tag == "a" else ""
    return Span("", bold, style.italic or element.tag in ("i", "em"), href or style.href)
