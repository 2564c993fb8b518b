"""Answers as HTML that a Wagtail rich text field keeps, and as plain text.

Markup is written from the blocks, so nothing of the source's markup survives but links,
bold, italics, lists and paragraphs; nh3 goes over it last, as the guard. Headings become
bold paragraphs and tables lists with their column names, because answer fields have
neither. External links have the form of Wagtail's database format: `<a href="https://...">`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urljoin, urlsplit

import nh3

from wagtail_libfees.text.cpr_masking import mask_cpr_in_address

from .document import (
    Aside,
    Block,
    Cell,
    Disclosure,
    Heading,
    Line,
    LinesBlock,
    ListItem,
    Span,
    Table,
)

ALLOWED_TAGS = {"p", "ul", "ol", "li", "a", "b", "i", "br"}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\u2028\u2029]+")
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"()]+(?:\([^\s<>\"()]*\)[^\s<>\"()]*)*", re.IGNORECASE
)
_TRAILING = ".,;:!?'”’»]"
_REPEATED = re.compile(
    r"(?P<shown>(?:https?://|www\.)[^\s()<>]+?)(?P<stop>[.,;:!?]*)\s*\((?P<target>(?:https?://|www\.)[^\s()<>]+)\)",
    re.IGNORECASE,
)

Report = Callable[[str, str], None]


def safe_href(href: str, base_url: str = "") -> str:
    """The address of a link made absolute, or "" if it may not be in an answer.

    Without `base_url` a relative address stays as it is: its site is not known.
    """
    bare = _UNSAFE.sub("", href)
    if not bare or bare.startswith("#"):
        return ""
    try:
        target = urljoin(base_url, bare) if base_url else bare
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme:
        return target if parts.scheme.lower() in ALLOWED_SCHEMES else ""
    if target.startswith("//"):
        return "https:" + target
    return "" if ":" in target.split("/")[0] else target


def render_html(blocks: Iterable[Block], base_url: str = "", report: Report | None = None) -> str:
    """The blocks of an answer as HTML. `report(code, text)` hears of links that were changed."""
    writer = _Writer(base_url, report or (lambda code, text: None))
    for block in blocks:
        writer.write(block)
    writer.close_lists(0)
    return _guard("".join(writer.out))


def render_text(blocks: Iterable[Block]) -> str:
    """The blocks of an answer as plain text: a line per line, table cells parted by tabs."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Disclosure):
            parts.append(block.label.text)
            parts.append(render_text(block.body))
        elif isinstance(block, LinesBlock):
            parts.append("\n".join(shown_text(line) for line in block.lines))
        elif not isinstance(block, Aside):
            parts.append(block.text)
    return "\n".join(part for part in parts if part.strip())


def _guard(markup: str) -> str:
    cleaned = nh3.clean(
        markup,
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )
    return cleaned.replace("<br>", "<br/>")


def shown_text(line: Line) -> str:
    """The text of a line; an address that the source repeats in brackets stands once."""
    return _REPEATED.sub(_once, line.text) if "(" in line.text else line.text


def _once(found: re.Match[str]) -> str:
    if _bare(found["shown"]) != _bare(found["target"]):
        return found.group()
    return found["shown"] + found["stop"]


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.lower()).rstrip("/.")


class _Writer:
    """Writes blocks as HTML and keeps track of the open lists."""

    def __init__(self, base_url: str, report: Report) -> None:
        self.base_url = base_url
        self.report = report
        self.out: list[str] = []
        self.open: list[tuple[str, int]] = []

    def write(self, block: Block) -> None:
        if isinstance(block, ListItem):
            self._item(block)
            return
        self.close_lists(0)
        if isinstance(block, Heading):
            self.out.append(f"<p>{self._lines(_bold(block.lines))}</p>")
        elif isinstance(block, LinesBlock):
            self.out.append(f"<p>{self._lines(block.lines)}</p>")
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Disclosure):
            self.out.append(f"<p>{self._lines(_bold([block.label]))}</p>")
            for inner in block.body:
                self.write(inner)
            self.close_lists(0)

    def _item(self, block: ListItem) -> None:
        tag = "ol" if block.ordered else "ul"
        self.close_lists(block.depth)
        if self.open and self.open[-1][1] == block.depth and self.open[-1][0] != tag:
            self.close_lists(block.depth - 1)
        if self.open and self.open[-1][1] == block.depth:
            self.out.append("</li><li>")
        else:
            self.open.append((tag, block.depth))
            self.out.append(f"<{tag}><li>")
        self.out.append(self._lines(block.lines))

    def close_lists(self, depth: int) -> None:
        """Close the lists that lie deeper than `depth`."""
        while self.open and self.open[-1][1] > depth:
            self.out.append(f"</li></{self.open.pop()[0]}>")

    def _table(self, table: Table) -> None:
        """Rows as list items; with three columns or more each cell carries its column's name."""
        if table.caption:
            self.out.append(f"<p><b>{escape(table.caption, quote=False)}</b></p>")
        names, rows = _column_names(table)
        if names and max(map(len, rows), default=0) < 3:
            self.out.append(
                f"<p><b>{escape(' – '.join(n for n in names if n), quote=False)}</b></p>"
            )
            names = []
        items = "".join(f"<li>{self._row(row, names)}</li>" for row in rows)
        self.out.append(f"<ul>{items}</ul>" if items else "")

    def _row(self, row: Sequence[Cell], names: Sequence[str]) -> str:
        first, *others = [self._lines(cell.lines) for cell in row]
        if not others:
            return first
        if not names:
            return f"{first.rstrip(':')}: {', '.join(others)}"
        labels = [escape(name, quote=False) for name in names[1:]] + [""] * len(others)
        pairs = [f"{label} {cell}".strip() for label, cell in zip(labels, others, strict=False)]
        return f"<b>{first}</b>: {', '.join(pairs)}"

    def _lines(self, lines: Sequence[Line]) -> str:
        return "<br/>".join(self._line(line) for line in lines)

    def _line(self, line: Line) -> str:
        return "".join(self._span(span) for span in line.spans)

    def _span(self, span: Span) -> str:
        if not span.href:
            return _link_addresses(span)
        found = safe_href(span.href, self.base_url)
        href = mask_cpr_in_address(found)
        if href != found:
            self.report("cpr", f"{span.text} ({href})")
        if not href and not span.href.startswith("#"):
            self.report("link_unsafe", span.text)
        elif href and not urlsplit(href).scheme:
            self.report("relative_link", f"{span.text} ({href})")
        return replace(span, href=href).html


def _bold(lines: Iterable[Line]) -> list[Line]:
    return [
        replace(line, spans=tuple(replace(span, bold=True) for span in line.spans))
        for line in lines
    ]


def _column_names(table: Table) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """The names of the columns, if the first row is all headers, and the other rows."""
    rows = list(table.rows)
    if len(rows) > 1 and len(rows[0]) > 1 and all(cell.header or not cell.text for cell in rows[0]):
        return [cell.text for cell in rows[0]], rows[1:]
    return [], rows


def _link_addresses(span: Span) -> str:
    """Addresses written out become links; one repeated in brackets is one link."""
    if "://" not in span.text and "www." not in span.text.lower():
        return span.html
    text = _REPEATED.sub(_once, span.text)
    out, position = [], 0
    for found in _URL.finditer(text):
        shown = found.group().rstrip(_TRAILING)
        href = shown if "://" in shown else f"https://{shown}"
        out.append(
            replace(span, text=text[position : found.start()]).html
            if found.start() > position
            else ""
        )
        out.append(
            replace(span, text=shown, href=href).html
            if safe_href(href)
            else replace(span, text=shown).html
        )
        position = found.start() + len(shown)
    out.append(replace(span, text=text[position:]).html if position < len(text) else "")
    return "".join(out)


def clean_html(markup: str, base_url: str = "") -> str:
    """Any HTML as an answer field keeps it."""
    from .readers.html import read_html

    if not markup.strip():
        return ""
    return render_html(read_html(markup, "").blocks, base_url)
