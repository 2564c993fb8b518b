"""Telephone numbers and mail addresses in HTML become links; those in links and code stay."""

from __future__ import annotations

import re

from .reading import MARK

_PIECE = re.compile(rf"(?P<tag>{MARK})|(?P<text>[^<]+|<)", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
# Nothing inside these is made a link.
_WHOLE = {"a", "button", "code", "pre", "script", "style", "textarea"}
_SPACE = r"(?: |\u00a0|&nbsp;|&#160;)"
# Eight digits, as Danish numbers have them, in the groups in which they are written, or with the
# number of a country; not a part of a longer number, of an amount or of a year and a year.
_PHONE = re.compile(
    rf"(?<![\w.,/+&#-])(?<!\d[ \u00a0])(?<!\d&nbsp;)(?!(?:19|20)\d\d{_SPACE}(?:19|20)\d\d(?!\d))"
    rf"(?:(?:\+|00)45{_SPACE}?)?"
    rf"(?:[1-9]\d(?:{_SPACE}\d\d){{3}}|[1-9]\d{{3}}{_SPACE}\d{{4}}"
    rf"|(?<=telefon )[1-9]\d{{7}}|(?<=phone )[1-9]\d{{7}}|(?<=tlf. )[1-9]\d{{7}})"
    rf"(?![\w-]|[.,/]\d|{_SPACE}?(?:\d|kr|DKK|kroner|%))",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+@/:-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?![\w@-])")
_FOUND = re.compile(rf"(?P<mail>{_MAIL.pattern})|(?P<phone>{_PHONE.pattern})", re.IGNORECASE)


def linked_contacts(html: str) -> str:
    """Trusted HTML with `tel:` and `mailto:` links around what can be rung up or written to."""
    if "@" not in html and not re.search(r"\d\d", html):
        return html
    open_whole = 0
    parts = []
    for piece in _PIECE.finditer(html):
        if piece["tag"]:
            named = _TAG_NAME.match(piece["tag"])
            if named and named[2].lower() in _WHOLE:
                open_whole = max(0, open_whole + (-1 if named[1] else 1))
            parts.append(piece["tag"])
        else:
            parts.append(piece["text"] if open_whole else _FOUND.sub(_link, piece["text"]))
    return "".join(parts)


def _link(found: re.Match[str]) -> str:
    words = found[0]
    if found["mail"]:
        return f'<a href="mailto:{words}">{words}</a>'
    digits = re.sub(r"&#?\w+;|[^0-9+]", "", words)
    return f'<a href="tel:{digits}">{words}</a>'
