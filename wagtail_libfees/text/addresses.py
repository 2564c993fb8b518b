"""Which addresses a page may print, wherever they came from."""

from __future__ import annotations

import html as entities
import re

# What a browser does not read, and the schemes that a link may have.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\ufeff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOLLOWED = {"http", "https", "mailto", "tel"}
# The opening tag of a link, and its address.
_LINK = re.compile(r"""<a\b(?:[^>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
_HREF = re.compile(r"""(?:\s+|(?<=["'/]))href\s*=\s*("[^"]*"|'[^']*'|[^\s>]*)""", re.IGNORECASE)


def href(address: object) -> str:
    """The address as an attribute may print it; empty if its scheme may run or show something.

    Read as browsers read it: tabs and line ends anywhere in a scheme, and control characters
    before it, do not count. So `javascript:` and `data:` are on no page, wherever they came from.
    """
    text = str(address or "").strip()
    scheme = _SCHEME.match(_IGNORED.sub("", text))
    return "" if scheme and scheme[1].lower() not in _FOLLOWED else text


def with_safe_links(html: str) -> str:
    """Rich text, stored or expanded, whose links lose each address that `href` refuses."""
    return _LINK.sub(lambda tag: _HREF.sub(_kept_address, tag[0]), html)


def _kept_address(found: re.Match[str]) -> str:
    address = entities.unescape(found[1].strip("\"'"))
    return found[0] if href(address) or not address.strip() else ""
