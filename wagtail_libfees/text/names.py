"""Names in HTML of another language get their own, so that a screen reader says them right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape

from .reading import MARK

# Services and authorities that bills are about and that have no name in other languages. Not
# brands that are said in English too, such as MitID and MobilePay.
DANISH_NAMES = (
    *("Betalingsservice", "borger.dk", "Borgerservice", "Digital Post", "e-Boks"),
    *("Gældsstyrelsen", "Mit Betalingsoverblik", "NemKonto", "Opkrævningen"),
)

_PIECE = re.compile(rf"(?P<tag>{MARK})|(?P<text>[^<]+|<)", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_HAS_LANGUAGE = re.compile(r"\slang=", re.IGNORECASE)
# What can hold no element, and what nobody reads out.
_WHOLE = {"code", "math", "option", "pre", "script", "style", "svg", "textarea", "title"}
_EMPTY = {"br", "hr", "img", "input", "wbr"}
_SPACE = r"(?:\s|&nbsp;|&#160;)+"


def with_languages(html: str, languages: Mapping[str, str]) -> str:
    """Trusted HTML in which each name that `languages` has stands in a `<span>` with its language.

    Names as they are written there, as whole words; not in attributes, nor within an element that
    has a language of its own already.
    """
    found = _pattern(tuple(languages))
    if found is None or not found.search(html):
        return html
    known = {_words(name): language for name, language in languages.items()}

    def marked(match: re.Match[str]) -> str:
        return f'<span lang="{known[_words(unescape(match[0]))]}">{match[0]}</span>'

    parts: list[str] = []
    # The element whose text stays as it is, and how many of its name are open.
    closed, depth = "", 0
    for piece in _PIECE.finditer(html):
        tag = piece["tag"]
        if not tag:
            parts.append(piece["text"] if closed else found.sub(marked, piece["text"]))
            continue
        parts.append(tag)
        named = _TAG_NAME.match(tag)
        name = named[2].lower() if named else ""
        if closed:
            depth += (-1 if named and named[1] else 1) if name == closed else 0
            closed = closed if depth else ""
        elif name in _WHOLE or (name not in _EMPTY and _HAS_LANGUAGE.search(tag)):
            closed, depth = name, 1
    return "".join(parts)


def _words(name: str) -> str:
    return " ".join(name.split())


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds the names, the longest first; none without names."""
    words = [name.split() for name in sorted(names, key=len, reverse=True) if name.strip()]
    if not words:
        return None
    written = (_SPACE.join(_written(word) for word in name) for name in words)
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(written)})(?![\w@]|\.\w)")


def _written(word: str) -> str:
    """A word of a name as text of HTML may have it."""
    either = {re.escape(word), re.escape(escape(word))}
    return f"(?:{'|'.join(sorted(either, key=len, reverse=True))})"
