"""The difference between two wordings, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup

# Above this many words, word by word would take seconds; then it is line by line.
MOST_WORDS = 4000
_TOKENS = re.compile(r"\s+|[\w@.:/%&?=#+-]*\w|[^\w\s]")
_BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"]


@dataclass(frozen=True)
class Part:
    """A run of text: on both sides ("same"), or on one ("deleted", "inserted")."""

    how: str
    text: str


def readable(html: str) -> str:
    """Rich text as plain text with its line breaks, its bullets and the addresses of its links."""
    soup = BeautifulSoup(html, "lxml")
    for link in soup.find_all("a"):
        address = link.get("href") or ""
        if address and address != link.get_text():
            link.append(f" <{address}>")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    for item in soup.find_all("li"):
        item.insert(0, "• ")
    for block in soup.find_all(_BLOCKS):
        block.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().splitlines())
    return "\n".join(line for line in lines if line)


def word_diff(before: str, after: str) -> list[Part]:
    """The parts that two texts share, and those that only one has, in reading order."""
    old, new = _tokens(before), _tokens(after)
    parts = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            parts.append(Part("deleted", "".join(old[i1:i2])))
        if j2 > j1:
            parts.append(Part("inserted", "".join(new[j1:j2])))
    return parts


def _tokens(text: str) -> list[str]:
    words = _TOKENS.findall(text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)


def plain_diff(before: str, after: str) -> str:
    """The difference for a terminal: [-gone-] and {+new+}."""
    marks = {"same": "%s", "deleted": "[-%s-]", "inserted": "{+%s+}"}
    return "".join(marks[part.how] % part.text for part in word_diff(before, after))
