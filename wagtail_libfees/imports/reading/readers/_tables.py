"""Reading a data table. Tables that only lay out the page are walked like any other markup."""

from __future__ import annotations

from itertools import chain, islice

from lxml.etree import _Element

from wagtail_libfees.text.cpr_masking import mask_cpr

from ..document import Cell, ItemMark, SourcePlace, Span, Table
from ._accordions import text_of
from ._inline import LineBuffer

_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol"})
STRUCK = frozenset({"s", "del", "strike"})
_LISTS = frozenset({"ul", "ol"})
_STRUCTURE = ("table", "details", "h1", "h2", "h3")


def layout_tables(body: _Element) -> frozenset[_Element]:
    """The tables that hold page structure in their cells. The tree is walked once: asking each
    table for what lies in it would cost its size for each table around it."""
    found: set[_Element] = set()
    controls = (e for e in body.iter() if isinstance(e.tag, str) and e.get("aria-controls"))
    for element in chain(body.iter(*_STRUCTURE), controls):
        for table in element.iterancestors("table"):
            if table in found:
                break
            found.add(table)
    return frozenset(found)


def is_data_table(table: _Element, layouts: frozenset[_Element]) -> bool:
    """Whether it has at least two columns and no page structure in its cells."""
    if table.get("role") == "presentation" or table in layouts:
        return False
    return any(len(list(islice(row.iterchildren("td", "th"), 2))) > 1 for row in table.iter("tr"))


def captions_a_table(caption: _Element) -> bool:
    """Whether a figcaption stands beside one data table, whose caption it is then."""
    figure = caption.getparent()
    tables = list(figure.iter("table")) if figure is not None else []
    if len(tables) != 1 or tables[0].find(".//caption") is not None:
        return False
    return is_data_table(tables[0], layout_tables(tables[0]))


def _caption_of(table: _Element) -> _Element | None:
    """Its caption, or that of the figure that it stands in."""
    own = table.find(".//caption")
    if own is not None:
        return own
    figure = next(table.iterancestors("figure"), None)
    captions = list(figure.iter("figcaption")) if figure is not None else []
    return captions[0] if len(captions) == 1 and captions_a_table(captions[0]) else None


def read_table(
    table: _Element, place: SourcePlace, hints: frozenset[str], masked: list[str]
) -> Table:
    """Read a table; text in which a CPR number was masked is added to `masked`."""
    rows = tuple(
        tuple(_cell(cell, masked) for cell in row.iterchildren("td", "th"))
        for row in table.iter("tr")
    )
    caption = _caption_of(table)
    return Table(
        rows=tuple(row for row in rows if row),
        caption=mask_cpr(text_of(caption))[0] if caption is not None else "",
        place=place,
        hints=hints,
    )


def _cell(element: _Element, masked: list[str]) -> Cell:
    marks: list[ItemMark | None] = []
    if len(element):
        reader = _CellReader()
        reader.read(element)
        buffer, marks = reader.buffer, reader.marks
    else:
        # Most cells hold a text and nothing else.
        buffer = LineBuffer()
        buffer.add(element.text or "", _PLAIN, None)
    lines = buffer.take()
    masked.extend(buffer.masked)
    return Cell(
        lines=lines,
        items=tuple(marks) if any(marks) else (),
        header=element.tag == "th",
        colspan=_span(element, "colspan"),
        rowspan=_span(element, "rowspan"),
    )


def _span(element: _Element, name: str) -> int:
    if not (value := (element.get(name) or "").strip()):
        return 1
    return min(max(int(value), 1), 1000) if value.isdecimal() and len(value) < 6 else 1


_PLAIN = Span("")


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
    italic, struck = (
        style.italic or element.tag in ("i", "em"),
        style.struck or element.tag in STRUCK,
    )
    return Span("", bold, italic, href or style.href, struck)
