"""Reading HTML: pages of every age, fragments, saved pages, what Word exports.

lxml is used directly: building a second tree for BeautifulSoup costs several times the
parsing. The tree is walked without recursion, so depth is no danger.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Document, SourcePlace
from ..errors import SourceError
from ..page_furniture import code_of_text
from ._walker import Walker
from ._xpath import line_of, strings
from .structured import missing_questions, structured_questions

_DROPPED = ("script", "style", "noscript", "template", "svg", "math", "canvas")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
# Many times what any page has; they take some four seconds.
MAX_ELEMENTS = 120_000
_ELEMENT = re.compile(r"<[a-zA-Z]")
_MAX_CLASS = 2000
_MAX_DRAWINGS = 500


def read_html(markup: str, name: str, base_url: str = "") -> Document:
    """Read a page or a fragment. Raises `SourceError` when nothing can be made of it."""
    if next(islice(_ELEMENT.finditer(markup), MAX_ELEMENTS, None), None):
        raise SourceError(
            gettext_noop(
                "The page has more than %(most)s elements; save only the part that is needed."
            ),
            most=MAX_ELEMENTS,
        )
    markup, masked = mask_cpr_in_markup(markup.replace("\x00", ""))
    root = _parse(markup)
    base_url = base_url or _own_address(root, markup)
    title = root.findtext(".//title") or ""
    language = root.get("lang") or next(iter(strings(root, "//*[@lang][1]/@lang")), "")
    traits = frozenset(
        token
        for value in strings(root, "//@class")
        if len(value) < _MAX_CLASS
        for token in value.split()
    )
    data = structured_questions(root)
    drawings = _drawings(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    body = root.find("body")
    blocks = Walker(body if body is not None else root).read()
    return Document(
        source=name,
        blocks=(*masked, *blocks, *missing_questions(data, blocks, read_html), *drawings),
        kind="html",
        title=mask_cpr(" ".join(title.split()))[0],
        language=str(language)[:10].lower(),
        base_url=base_url,
        traits=traits | _sites(markup, base_url),
        markup=markup,
    )


def _drawings(root: _Element) -> list[Aside]:
    """Inline drawings that have words or a name, which no answer can keep."""
    asides = []
    for drawing in islice(root.iter("svg"), _MAX_DRAWINGS):
        words = [drawing.get("aria-label") or "", *map(str, drawing.itertext())]
        text = mask_cpr(" ".join(" ".join(words).split())[:300])[0]
        if text and drawing.get("aria-hidden") != "true":
            place = SourcePlace(line_of(drawing), "svg")
            asides.append(Aside(content=text, code=code_of_text(text) or "image", place=place))
    return asides


def _parse(markup: str) -> _Element:
    _refuse_attribute_flood(markup)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as exc:
        raise SourceError(
            gettext_noop("The page cannot be read as HTML; save it anew from the browser.")
        ) from exc
    if root is None:
        raise SourceError(gettext_noop("The page is empty; check that it is the right one."))
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise SourceError(
            gettext_noop(
                "The page nests its elements too deeply; save only the part with the questions."
            )
        )
    return root


_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?")
_MAX_ATTRIBUTES = 3000


def _refuse_attribute_flood(markup: str) -> None:
    """libxml2 compares each attribute of a tag with all others: minutes for 300,000 of them."""
    for tag in _LONG_TAG.finditer(markup):
        if len(_QUOTED.sub("", tag.group()).split()) > _MAX_ATTRIBUTES:
            raise SourceError(
                gettext_noop(
                    "An element of the page has thousands of attributes; save the page anew."
                )
            )


_CPR_IN_MARKUP = re.compile(r"\d{6}\s?[-\u2010-\u2013]\s?\d{4}|(?<=mailto:)\d{10}")


def mask_cpr_in_markup(markup: str) -> tuple[str, list[Aside]]:
    """Hyphened numbers are masked in the raw source already: attributes may carry them."""
    asides: list[Aside] = []

    def mask(found: re.Match[str]) -> str:
        masked = mask_cpr(found.group())[0]
        if masked != found.group():
            line = markup.count("\n", 0, found.start()) + 1 if len(asides) < 100 else None
            asides.append(Aside(content=masked, code="cpr", place=SourcePlace(line)))
        return masked

    return _CPR_IN_MARKUP.sub(mask, markup), asides


def _own_address(root: _Element, markup: str) -> str:
    """Where the page says it lives: base, canonical link, og:url, or the browser's note."""
    for path in (
        ".//base/@href",
        ".//link[@rel='canonical']/@href",
        ".//meta[@property='og:url']/@content",
    ):
        for address in strings(root, path):
            if address.startswith(("https://", "http://")):
                return address
    saved = _SAVED_FROM.search(markup[:4000])
    return saved.group(1) if saved and saved.group(1).startswith("http") else ""


def _sites(markup: str, base_url: str) -> frozenset[str]:
    """Sites that the source names, as traits for the profiles."""
    known = ("kombit.dk", "bibliotek.kk.dk", "www.kk.dk/mitbetalingsoverblik")
    return frozenset(f"site:{site}" for site in known if site in base_url or site in markup)
