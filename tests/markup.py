"""Whether HTML is sound, as far as one can tell without its whole grammar."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What ends a paragraph that is still open, and so leaves its end tag behind.
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol"),
    *("p", "pre", "section", "table", "ul"),
}
# Only these children have a place in these parents.
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "thead", "tbody", "tfoot"},
    "tr": {"th", "td"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class _Reader(HTMLParser):
    """Reads a page and keeps what is wrong in `faults`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.named: set[str] = set()

    def handle_starttag(self, tag, attrs):
        parent = self.open[-1] if self.open else ""
        if "p" in self.open and tag in BLOCKS:
            self.faults.append(f"<{tag}> in <p>")
        if tag not in CHILDREN.get(parent, {tag}):
            self.faults.append(f"<{tag}> in <{parent}>")
        names = [name for name, _value in attrs]
        self.faults += [f"{name} twice" for name in names if names.count(name) > 1]
        for name, value in attrs:
            if name == "id":
                self.ids[value] += 1
            elif name in REFERENCES:
                self.named |= set((value or "").split())
            elif name == "href" and value and value.startswith("#"):
                self.named.add(value[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> where {self.open[-1:]} is open")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def markup_faults(html: str) -> list[str]:
    """What is wrong in a page: nesting, attributes and ids said twice, names of no element."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    twice = [f"id {name} twice" for name, count in reader.ids.items() if count > 1]
    lost = [f"nothing has the id {name}" for name in sorted(reader.named - set(reader.ids))]
    return [*reader.faults, *(f"<{tag}> is not closed" for tag in reader.open), *twice, *lost]
