"""Where the content of a page is, and what lies around it."""

from __future__ import annotations

from lxml.etree import _Element

from ..page_furniture import code_of_element
from ._accordions import HEADINGS, Accordions
from ._xpath import elements

_EMBEDDED = frozenset({"iframe", "object", "embed", "video", "audio", "applet", "frame"})
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "output",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "nobr",
        "button",
        "picture",
        "source",
        "o:p",
        "o:smarttagtype",
    ]
)
_CONTENT = INLINE | HEADINGS | {"main", "article", "body", "summary", "p"}
_MAX_CLASS = 2000
_MAX_LARGE_CHROME = 50


class Surroundings:
    """Knows the main element and the chrome. The walker keeps `in_main` up to date."""

    def __init__(self, body: _Element) -> None:
        self.body = body
        self.size = sum(len(text) for text in body.itertext())
        self.main = self._find_main()
        self.around_main = set(self.main.iterancestors()) if self.main is not None else set()
        self.in_main = self.main is None
        self.large_chrome = 0

    def code_of(self, element: _Element, tag: str, in_label: bool) -> str:
        """Why an element is no content, as a code of `records.REASONS`; "" if it is content."""
        if tag in _EMBEDDED:
            return "embedded"
        if tag == "button" and not in_label and len(element) < 3:
            return "form"
        if tag in _CONTENT or element in self.around_main:
            is_byline = tag == "p" and self._chrome(element, tag) == "metadata"
            return "metadata" if is_byline else ""
        code = self._chrome(element, tag)
        if not code and not self.in_main and element is not self.main:
            code = "outside"
        return "" if code and self._holds_the_content(element, tag) else code

    def _chrome(self, element: _Element, tag: str) -> str:
        tokens = f"{element.get('class') or ''} {element.get('id') or ''}"
        known = tokens.split() if len(tokens) < _MAX_CLASS else []
        code = code_of_element(tag, element.get("role") or "", known)
        if not code and tag == "header" and element.find(".//nav") is not None:
            return "header"
        return code

    def _holds_the_content(self, element: _Element, tag: str) -> bool:
        """A wrapper named like chrome that holds most of the page is no chrome."""
        if tag in ("nav", "footer") or self.large_chrome > _MAX_LARGE_CHROME:
            return False
        length = 0
        for text in element.itertext():
            length += len(text)
            if length * 2 > self.size:
                self.large_chrome += 1
                return self.in_main
        return False

    def _find_main(self) -> _Element | None:
        """The main element, if there is just one and it holds a fair part of the text."""
        mains = elements(self.body, ".//main | .//*[@role='main']")
        if len(mains) != 1:
            return None
        inside = sum(len(text) for text in mains[0].itertext())
        return mains[0] if inside * 5 >= self.size else None


def structured_items(body: _Element, accordions: Accordions) -> set[_Element]:
    """List items that hold headings, disclosures or tables: they are containers."""
    found: set[_Element] = set()
    for element in body.iter("h1", "h2", "h3", "h4", "h5", "h6", "details", "table", "dl"):
        _mark_items(element, found)
    for panel in accordions.labels:
        _mark_items(panel, found)
    return found


def _mark_items(element: _Element, found: set[_Element]) -> None:
    for ancestor in element.iterancestors("li"):
        if ancestor in found:
            return
        found.add(ancestor)
    if element.tag == "li":
        found.add(element)
