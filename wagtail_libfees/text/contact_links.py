"""What can be rung up, written to or read becomes a link in HTML; what is one, or code, stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from .lazy_pattern import lazy_pattern
from .reading import MARK

_PIECE = lazy_pattern(rf"(?P<tag>{MARK})|(?P<text>[^<]+|<)", re.IGNORECASE)
_TAG_NAME = lazy_pattern(r"<(/?)([a-zA-Z0-9]+)")
# Nothing inside these is made a link.
_WHOLE = {"a", "button", "code", "pre", "script", "style", "textarea"}
_SPACE = r"(?: |\u00a0|&nbsp;|&#160;)"
# Eight digits, as Danish numbers have them, in the groups in which they are written, or with the
# number of a country; not a part of a longer number, of an amount or of a year and a year.
_PHONE = (
    rf"(?<![\w.,/+&#-])(?<!\d[ \u00a0])(?<!\d&nbsp;)(?!(?:19|20)\d\d{_SPACE}(?:19|20)\d\d(?!\d))"
    rf"(?:(?:\+|00)45{_SPACE}?)?"
    rf"(?:[1-9]\d(?:{_SPACE}\d\d){{3}}|[1-9]\d{{3}}{_SPACE}\d{{4}}"
    rf"|(?<=telefon )[1-9]\d{{7}}|(?<=phone )[1-9]\d{{7}}|(?<=tlf. )[1-9]\d{{7}})"
    rf"(?![\w-]|[.,/]\d|{_SPACE}?(?:\d|kr|DKK|kroner|%))"
)
_MAIL = r"(?<![\w.+@/:-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?![\w@-])"
_FOUND = lazy_pattern(rf"(?P<mail>{_MAIL})|(?P<phone>{_PHONE})", re.IGNORECASE)


def linked_contacts(html: str) -> str:
    """Trusted HTML with `tel:` and `mailto:` links around what can be rung up or written to."""
    if "@" not in html and not re.search(r"\d\d", html):
        return html
    return _outside_links(html, lambda text: _FOUND.sub(_link, text))


def linked_names(html: str, addresses: Mapping[str, str]) -> str:
    """Trusted HTML with a link around each name of `addresses`, where it first stands as a word.

    Names as they are written, capitals and all: “Takster” is a page, “takster” are rates.
    """
    named = {escape(name, quote=False): address for name, address in addresses.items()}
    there = [name for name in sorted(named, key=len, reverse=True) if name in html]
    if not there:
        return html
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, there))})(?![\w-])")
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        if found[0] in seen:
            return found[0]
        seen.add(found[0])
        return f'<a href="{escape(named[found[0]])}">{found[0]}</a>'

    return _outside_links(html, lambda text: names.sub(link, text))


def _outside_links(html: str, change: Callable[[str], str]) -> str:
    """HTML whose text is changed where it stands in no link and in no code."""
    open_whole = 0
    parts = []
    for piece in _PIECE.finditer(html):
        if piece["tag"]:
            named = _TAG_NAME.match(piece["tag"])
            if named and named[2].lower() in _WHOLE:
                open_whole = max(0, open_whole + (-1 if named[1] else 1))
            parts.append(piece["tag"])
        else:
            parts.append(piece["text"] if open_whole else change(piece["text"]))
    return "".join(parts)


def _link(found: re.Match[str]) -> str:
    words = found[0]
    if found["mail"]:
        return f'<a href="mailto:{words}">{words}</a>'
    digits = re.sub(r"&#?\w+;|[^0-9+]", "", words)
    return f'<a href="tel:{digits}">{words}</a>'
