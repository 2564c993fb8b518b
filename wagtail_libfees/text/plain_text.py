"""Rich text as plain text that still reads well: paragraphs, lists, links and tables.

It parses and never runs anything: what it returns is text, whatever the HTML says.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

BLOCKS: Final = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article")
) | {
    *("address", "aside", "blockquote", "dd", "details", "dl", "dt", "figcaption", "figure"),
    *("footer", "header", "hr", "main", "nav", "summary", "table"),
}
SKIPPED: Final = frozenset(("script", "style", "template", "head", "iframe", "noscript"))
BULLET: Final = "- "
# White space that HTML folds; a no-break space is meant and stays.
_FOLDED = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """The words of `html`: paragraphs parted by an empty line, `- ` before list items.

    A link is followed by its address in brackets, unless its words are the address.
    """
    return _Reader(html).text()


def paragraphs(html: str) -> list[str]:
    """The paragraphs of `html` as plain text; each list item is one, with its bullet."""
    return [line for line in plain_text(html).split("\n") if line.strip()]


def readable(html: str) -> str:
    """The words of `html` for comparing with others: no empty line, and no number that a new list
    item would change; a link is followed by its whole address."""
    lines = (" ".join(line.split()) for line in _PlainReader(html).text().split("\n"))
    return "\n".join(filter(None, lines))


class _Reader(HTMLParser):
    bullet = BULLET
    numbered = True

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        # How many items each open list has had; None counts nothing.
        self.lists: list[int | None] = []
        self.link: tuple[str, int] | None = None
        self.skipping = 0
        self.feed(html)
        self.close()

    def text(self) -> str:
        lines = (line.strip(" ") if not line.lstrip(" ") else line for line in self.lines())
        return _PARAGRAPHS.sub("\n\n", "\n".join(lines)).strip("\n ")

    def lines(self) -> list[str]:
        return [line.rstrip(" ") for line in "".join(self.out).split("\n")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self.skipping += 1
        elif tag in ("ul", "ol"):
            # A list inside a list goes on where it stands.
            self.begin(1 if self.lists else 2)
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.item()
        elif tag == "br":
            self.out.append("\n")
        elif tag == "a":
            self.link = (dict(attrs).get("href") or "", len(self.out))
        elif tag == "img":
            self.add(dict(attrs).get("alt") or "")
        elif tag == "tr":
            self.begin(1)
        elif tag in ("td", "th"):
            self.cell()
        elif tag in BLOCKS and not (self.lists and tag in ("p", "div")):
            self.begin(2)

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.begin(1 if self.lists else 2)
        elif tag == "a" and self.link is not None:
            self.address(*self.link)
            self.link = None
        elif tag in BLOCKS and not self.lists:
            self.begin(2)

    def handle_data(self, data: str) -> None:
        self.add(data)

    def add(self, words: str) -> None:
        if self.skipping:
            return
        words = _FOLDED.sub(" ", words)
        if self.at_line_start() or self.last().endswith(" "):
            words = words.removeprefix(" ")
        if words:
            self.out.append(words)

    def begin(self, breaks: int) -> None:
        """Begin a line, or with two breaks a paragraph."""
        written = "".join(self.out[-8:]).rstrip(" ")
        if not written:
            return
        there = len(written) - len(written.rstrip("\n"))
        self.out.append("\n" * max(0, breaks - there))

    def item(self) -> None:
        self.begin(1)
        depth = max(0, len(self.lists) - 1)
        mark = self.bullet
        if self.numbered and self.lists and (count := self.lists[-1]) is not None:
            self.lists[-1] = count + 1
            mark = f"{count + 1}. "
        self.out.append("  " * depth + mark)

    def cell(self) -> None:
        if not self.at_line_start():
            self.out.append(" | ")

    def address(self, href: str, start: int) -> None:
        words = "".join(self.out[start:]).strip()
        target = href.removeprefix("mailto:").removeprefix("tel:")
        if not target or href.startswith(("#", "javascript:", "data:")) or self.skipping:
            return
        if re.sub(r"\s", "", words) != re.sub(r"\s", "", target):
            self.out.append(f" ({target})" if words else target)

    def at_line_start(self) -> bool:
        return not self.out or self.last().endswith("\n")

    def last(self) -> str:
        return next((words for words in reversed(self.out) if words), "")


class _PlainReader(_Reader):
    bullet = "• "
    numbered = False

    def address(self, href: str, start: int) -> None:
        if href and href != "".join(self.out[start:]):
            self.out.append(f" <{href}>")
