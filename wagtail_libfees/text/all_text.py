"""All that a stored text says, in sight and in its tags: for what must be found wherever it stands.

`reading` has what a borrower sees, with the way back to where it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from .cpr_patterns import as_seen
from .prose import ADDRESS
from .reading import KEPT_TEXTS, PARAGRAPH, read

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<value>[^\"]*)\"|'(?P<single>[^']*)')"
)
_ADDRESS_ATTRIBUTES = {"href", "src", "url", "action", "cite", "data", "poster", "srcset"}


@dataclass(frozen=True, slots=True)
class AllText:
    """`text`: all that is said, also in tags (alt texts, addresses); `words`: that without the
    addresses; `addresses`: those of links, and typed ones."""

    text: str
    words: str
    addresses: tuple[str, ...]


def as_read(text: str) -> str:
    """The words of a text that is plain or rich; blocks are lines of their own."""
    return as_seen(read(text).words.replace(PARAGRAPH, "\n"))


@lru_cache(maxsize=KEPT_TEXTS)
def all_text(text: str) -> AllText:
    """All that a text says, in sight and in its tags, and the addresses in it."""
    words = [as_read(text)]
    addresses: list[str] = []
    for tag in _TAG.finditer(text):
        for is_address, value in _of_tag(tag.group()):
            (addresses if is_address else words).append(_seen(value))
    joined = "\n".join(words)
    typed = [found.group() for found in ADDRESS.finditer(joined)]
    return AllText("\n".join([joined, *addresses]), ADDRESS.sub(" ", joined), (*addresses, *typed))


def _seen(text: str) -> str:
    return as_seen(unescape(text))


def _of_tag(tag: str) -> Iterator[tuple[bool, str]]:
    """(whether it is an address, value) of each attribute, and what else the tag holds: in a plain
    text it is no tag ("<se 12>")."""
    for found in _ATTRIBUTE.finditer(tag):
        yield found["name"].lower() in _ADDRESS_ATTRIBUTES, found["value"] or found["single"] or ""
    yield False, _ATTRIBUTE.sub(" ", tag)
