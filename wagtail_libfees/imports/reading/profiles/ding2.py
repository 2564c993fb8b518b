"""DDB CMS (ding2): FAQ nodes, their listings, and pages with bold questions."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import Tag

from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Block, Disclosure, Document, Line, LinesBlock, SourcePlace
from ..find_questions import Options
from .base import Evidence, Profile, no_evidence

_NODE = "node-ding-faq-question"
_TEASER = "node-teaser"
_FIELDS_ASIDE = {
    "field-name-field-ding-faq-tags": "metadata",
    "field-name-field-ding-faq-category": "metadata",
    "field-name-field-ding-faq-files": "related",
    "buttons": "navigation",
}


class Ding2Profile(Profile):
    """Pages of DDB CMS."""

    name = "ding2"

    def evidence(self, document: Document) -> Evidence:
        if _NODE in document.traits:
            reason = gettext_noop("an FAQ node of DDB CMS (%(name)s)")
            return Evidence(0.95, reason, {"name": _NODE})
        marks = sorted(
            t
            for t in document.traits
            if t.startswith(
                ("field-name-field-ding-", "node-ding-", "paragraphs-text", "ding-news")
            )
        )
        if not marks:
            return no_evidence()
        reason = gettext_noop("class names of DDB CMS: %(names)s")
        return Evidence(min(0.6 + 0.1 * len(marks), 0.9), reason, {"names": ", ".join(marks[:4])})

    def options(self, document: Document) -> Options:
        if _NODE not in document.traits:
            return Options()
        return Options(title_is_question=_TEASER not in document.traits)

    def blocks(self, document: Document) -> Iterable[Block]:
        """A listing of FAQ nodes has a teaser for each; of other pages the fields that answer."""
        teasers = [self._teaser(document, tag) for tag in self._teasers(document)]
        return teasers or self._fields(document)

    def _teasers(self, document: Document) -> list[Tag]:
        is_listing = {_NODE, _TEASER} <= document.traits
        return list(self.soup(document).select(f"article.{_NODE}.{_TEASER}")) if is_listing else []

    def _teaser(self, document: Document, article: Tag) -> Block:
        """A teaser is one large link to its node; that link is no part of the answer."""
        title = article.select_one(".title")
        body: list[Block] = []
        for field in article.select(".field-name-field-ding-faq-lead"):
            for link in field.select("a"):
                link.unwrap()
            body += self.tag_blocks(document, field)
        label = Line.of(" ".join(title.get_text(" ").split()) if title else "")
        place = SourcePlace(article.sourceline, f"#{article.get('aria-labelledby') or _TEASER}")
        return Disclosure(label=label, body=tuple(body), kind="teaser", place=place)

    def _fields(self, document: Document) -> Iterable[Block]:
        for block in document.blocks:
            code = next((code for name, code in _FIELDS_ASIDE.items() if name in block.hints), "")
            if code and isinstance(block, LinesBlock):
                yield Aside(content=block.text, code=code, place=block.place)
            else:
                yield block


PROFILE = Ding2Profile()
