"""Which addresses a page may print, wherever they came from."""

from __future__ import annotations

import html as entities
import re

from .lazy_pattern import lazy_pattern

# What a browser does not read, and the schemes that a link may have.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\ufeff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FOLLOWED = {"http", "https", "mailto", "tel"}
# What a text may be written with. Elements that load, run or move something are none of these, and
# neither are attributes that do.
_TAG = (
    "a|abbr|audio|b|bdi|bdo|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt"
    "|em|embed|figcaption|figure|h1|h2|h3|h4|h5|h6|hr|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|rp|rt|ruby"
    "|s|samp|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr"
    "|track|tt|u|ul|var|video|wbr"
)
_WORD = (
    "abbr|allow|allowfullscreen|alt|class|colspan|controls|datetime|decoding|dir|download|embedtype"
    "|format|frameborder|headers|height|hidden|hreflang|id|kind|label|lang|linktype|loading|media"
    "|name|open|referrerpolicy|rel|reversed|role|rowspan|scope|sizes|span|srclang|start|tabindex"
    "|target|title|translate|type|value|width"
)
_ADDRESS = "href|poster|src|url"
# A tag that is not written plainly, with those names and with its values in quotes.
_NOT_PLAIN = lazy_pattern(
    rf"<(?!/?(?:{_TAG})(?:\s+(?:{_WORD}|{_ADDRESS}|(?:aria|data)-[a-z0-9_-]+)"
    r'(?:="[^"<>]*")?)*+\s*/?>)'
)
_PLAIN_ADDRESS = re.compile(rf'\s(?:{_ADDRESS})="([^"]*)"')
# What a style may load something by.
_LOADING = re.compile(r"[\\(@]|/\*")


def href(address: object) -> str:
    """The address as an attribute may print it; empty if its scheme may run or show something.

    Read as browsers read it: tabs and line ends anywhere in a scheme, and control characters
    before it, do not count. So `javascript:` and `data:` are on no page, wherever they came from.
    """
    text = str(address or "").strip()
    scheme = _SCHEME.match(_IGNORED.sub("", text))
    return "" if scheme and scheme[1].lower() not in _FOLLOWED else text


def with_safe_addresses(html: str) -> str:
    """Rich text, stored or expanded, in which nothing loads, runs or moves what `href` refuses.

    One that is written as Wagtail writes it, and whose addresses may all be followed, stays as it
    is. Any other is read as browsers read it, and written with what a text needs: no script, form,
    `base`, `meta`, `object` or drawing, no `srcdoc` or `onclick`.
    """
    if not _NOT_PLAIN.search(html) and all(map(_is_followed, _PLAIN_ADDRESS.findall(html))):
        return html
    # Few sites ever meet such a text.
    import nh3

    return nh3.clean(
        html,
        tags=set(_TAG.split("|")),
        clean_content_tags={"script", "style"},
        attributes={"*": {*_WORD.split("|"), *_ADDRESS.split("|"), "srcset", "style"}},
        generic_attribute_prefixes={"aria-", "data-"},
        attribute_filter=_kept_value,
        url_schemes=_FOLLOWED,
        link_rel=None,
    )


def _is_followed(value: str) -> bool:
    address = entities.unescape(value)
    return bool(href(address)) or not address.strip()


def _kept_value(_tag: str, name: str, value: str) -> str | None:
    """The value of an attribute as it is read; None for none."""
    if name == "style":
        return None if _LOADING.search(value) else value
    if name == "srcset":
        return value if all(href(each) for each in value.split(",")) else None
    return value if name not in _ADDRESS.split("|") or href(value) or not value.strip() else None
