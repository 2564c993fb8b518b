"""HTML as Markdown, or as plain text: for programs that read what people do.

What only a browser can use is left out: forms, drawings, lists of links to parts of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

_LEFT_OUT = {"button", "form", "nav", "noscript", "script", "style", "svg", "template"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd"}
_INLINE |= {"mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
# Deeper than any page; what is deeper is read as if it stood at this depth.
_DEEPEST = 100
_SPECIAL = re.compile(r"[\\`*_\[\]<]")
# At the beginning of a line: a list, a quotation, a heading, or a date such as “1. januar”.
_LEADING = re.compile(r"^(\d{1,9})([.)])(?=\s)|^([-+>#])", re.MULTILINE)
_HEADING = re.compile(r"#{1,6} (.*)\Z")
_SPACE = re.compile(r"\s+")


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[_Element]:
        """The elements below this one with one of these tags."""
        for child in self.children:
            if isinstance(child, _Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)


class _Tree(HTMLParser):
    """The elements of a part of a page, without those that are left out."""

    def __init__(self, without: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._without = set(without)
        self.root = _Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML a slash closes nothing, but in a drawing it does, which is left out.
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                closed = self._open[place]
                del self._open[place:]
                if tag in _LEFT_OUT or self._without & set(
                    closed.attributes.get("class", "").split()
                ):
                    self._open[-1].children.remove(closed)
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def as_markdown(html: str, base: str = "", without: Collection[str] = ()) -> str:
    """Trusted HTML as Markdown; links are absolute by the address `base`.

    `without` are classes whose elements are left out.
    """
    return _Writer(base, plain=False).text_of(_tree(html, without))


def as_plain_text(html: str, base: str = "", without: Collection[str] = ()) -> str:
    """Trusted HTML as text; the address of a link stands behind its words."""
    return _Writer(base, plain=True).text_of(_tree(html, without))


def escaped(words: str) -> str:
    """A plain text as Markdown that says it, and no more."""
    return _LEADING.sub(_escaped_leading, _SPECIAL.sub(r"\\\g<0>", words))


def _tree(html: str, without: Collection[str]) -> _Element:
    parser = _Tree(without)
    parser.feed(html)
    parser.close()
    return parser.root


@dataclass
class _Writer:
    base: str
    plain: bool

    def text_of(self, root: _Element) -> str:
        blocks = [block.strip("\n") for block in self._blocks(root)]
        return "\n\n".join(block for block in blocks if block.strip()) + "\n"

    def _blocks(self, element: _Element) -> Iterator[str]:
        """The blocks of text in an element, each without a line before or after it."""
        line: list[_Element | str] = []
        for child in element.children:
            if isinstance(child, str) or (child.tag in _INLINE and not self._holds_block(child)):
                line.append(child)
                continue
            yield self._line(line)
            line = []
            writer: Callable[[_Element], Iterator[str]] = {
                "ul": self._list,
                "ol": self._list,
                "dl": self._terms,
                "table": self._table,
                "blockquote": self._quotation,
            }.get(child.tag, self._heading if re.fullmatch("h[1-6]", child.tag) else self._blocks)
            yield from writer(child)
        yield self._line(line)

    def _holds_block(self, element: _Element) -> bool:
        return any(
            isinstance(child, _Element) and (child.tag not in _INLINE or self._holds_block(child))
            for child in element.children
        )

    def _line(self, children: list[_Element | str]) -> str:
        text = "".join(self._inline(child) for child in _apart(children))
        lines = (_SPACE.sub(" ", each).strip() for each in text.split("\n"))
        text = "\n".join(each for each in lines if each)
        return text if self.plain else _LEADING.sub(_escaped_leading, text)

    def _inline(self, child: _Element | str) -> str:
        if isinstance(child, str):
            text = _SPACE.sub(" ", child)
            return text if self.plain else _SPECIAL.sub(r"\\\g<0>", text)
        if child.tag == "br":
            return "\n"
        text = "".join(map(self._inline, _apart(child.children)))
        if child.tag == "a" and child.attributes.get("href"):
            return self._link(text, urljoin(self.base, child.attributes["href"].strip()))
        if child.tag == "span" and "libfees-note" in child.attributes.get("class", ""):
            return f"({text.strip()})"
        mark = "" if self.plain else _MARKS.get(child.tag, "")
        if not mark or not text.strip():
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}{mark}{text.strip()}{mark}{after}"

    def _link(self, text: str, address: str) -> str:
        words = _SPACE.sub(" ", text).strip()
        if not words:
            return ""
        if self.plain:
            # A number or an address that is said already.
            said = address.startswith(("tel:", "mailto:")) or address == words
            return words if said else f"{words} ({address})"
        return f"[{words}]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"

    def _heading(self, element: _Element) -> Iterator[str]:
        words = " ".join(self._line(element.children).split("\n"))
        if words:
            yield words if self.plain else f"{'#' * int(element.tag[1])} {words}"

    def _list(self, element: _Element) -> Iterator[str]:
        items = [c for c in element.children if isinstance(c, _Element) and c.tag == "li"]
        lines = []
        for number, item in enumerate(items, 1):
            mark = f"{number}. " if element.tag == "ol" else "- "
            blocks = [self._in_list(block) for block in self._blocks(item) if block]
            lines.append(mark + "\n".join(blocks).replace("\n", "\n" + " " * len(mark)))
        yield "\n".join(lines)

    def _in_list(self, block: str) -> str:
        """A block of an item: a heading there is no part of the outline."""
        found = None if self.plain else _HEADING.match(block)
        return f"**{found[1]}**" if found else block

    def _terms(self, element: _Element) -> Iterator[str]:
        """A line for each term: `- **Telefon**: 12 34 56 78`."""
        lines: list[str] = []
        for each in element.all("dt", "dd"):
            words = "; ".join(block.replace("\n", "; ") for block in self._blocks(each) if block)
            if each.tag == "dt":
                lines.append(f"- {words}:" if self.plain else f"- **{words}**:")
            elif words:
                lines.append((lines.pop() if lines else "-") + f" {words};")
        yield "\n".join(line.removesuffix(";") for line in lines)

    def _quotation(self, element: _Element) -> Iterator[str]:
        text = "\n\n".join(block for block in self._blocks(element) if block)
        yield text if self.plain else "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def _table(self, element: _Element) -> Iterator[str]:
        rows = [[self._cell(cell) for cell in row.all("th", "td")] for row in element.all("tr")]
        rows = [row for row in rows if row]
        for caption in element.all("caption"):
            yield self._line(caption.children)
        if rows:
            yield "\n".join(_said(rows) if self.plain else _drawn(rows))

    def _cell(self, cell: _Element) -> str:
        words = " ".join(block.replace("\n", " ") for block in self._blocks(cell) if block)
        return words if self.plain else words.replace("|", "\\|")


def _apart(children: list[_Element | str]) -> Iterator[_Element | str]:
    """The children, with a new line before what a style sheet alone parts from the one before."""
    before: _Element | str = ""
    for child in children:
        if isinstance(child, str) and not child.strip() and isinstance(before, _Element):
            yield child
            continue
        if isinstance(before, _Element) and isinstance(child, _Element) and child.tag == "span":
            yield _Element("br")
        yield child
        before = child


def _drawn(rows: list[list[str]]) -> Iterator[str]:
    """The lines of a table in Markdown; its first row is the head."""
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row + [''] * (width - len(row)))} |"
        if number == 0:
            yield f"|{' --- |' * width}"


def _said(rows: list[list[str]]) -> Iterator[str]:
    """A line for each row, with the heads of its columns: `1–7 dage: Børn 10 kr., Voksne 20 kr.`"""
    head, *rest = rows
    for row in rest or rows:
        cells = (
            row[1:]
            if len(row) < 3
            else [f"{h} {c}" for h, c in zip(head[1:], row[1:], strict=False)]
        )
        yield f"- {row[0]}: {', '.join(cells)}" if cells else f"- {row[0]}"


def _escaped_leading(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
