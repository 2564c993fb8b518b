"""Marks on the words that were searched for: `<mark>` around them, and never inside a tag."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from ...text.lazy_pattern import lazy_pattern
from .stems import stem
from .words import WORD, compared

# A tag, whose quoted attributes may hold anything; a reference; a word.
_PIECE = lazy_pattern(
    r"(?P<tag><(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->)"
    rf"|(?P<ref>&(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)|(?P<word>{WORD.pattern})",
    re.DOTALL,
)
_TAG_NAME = lazy_pattern(r"</?([a-zA-Z0-9]+)")
_LITERAL = {"script", "style", "textarea", "title"}


def marked_text(text: str, stems: Collection[str], language: str) -> str:
    """A plain text as HTML, with the words marked whose stem is one of `stems`."""
    return marked_html(escape(text), stems, language)


def marked_html(html: str, stems: Collection[str], language: str) -> str:
    """Trusted HTML with the words of its text marked; tags and references stay as they are."""
    inside: list[str] = []

    def piece(found: re.Match[str]) -> str:
        if found["tag"]:
            _follow(found["tag"], inside)
        elif found["word"] and not inside and stem(compared(found["word"]), language) in stems:
            return f"<mark>{found['word']}</mark>"
        return found[0]

    return _PIECE.sub(piece, html)


def _follow(tag: str, inside: list[str]) -> None:
    """Keep `inside` what elements without marks are open."""
    named = _TAG_NAME.match(tag)
    if named is None or (name := named[1].lower()) not in _LITERAL:
        return
    if not tag.startswith("</"):
        inside.append(name)
    elif inside:
        inside.pop()
