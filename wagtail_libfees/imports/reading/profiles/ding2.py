"""DDB CMS (ding2): FAQ nodes, their listings, and pages with bold questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..document import Aside, Block, Document, TextBlock
from ..marks import Options
from ..texts import gettext_noop
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
        if _TEASER in document.traits:
            return Options(question_class=_TEASER)
        return Options(title_is_question=True)

    def blocks(self, document: Document) -> Iterable[Block]:
        for block in document.blocks:
            code = next((code for name, code in _FIELDS_ASIDE.items() if name in block.hints), "")
            if code and isinstance(block, TextBlock):
                yield Aside(content=block.text, code=code, place=block.place)
            elif isinstance(block, TextBlock) and _TEASER in block.hints:
                yield _without_links(block)
            else:
                yield block


def _without_links(block: TextBlock) -> TextBlock:
    """A teaser is one large link to its node; that link is no part of the answer."""
    lines = (
        replace(line, spans=tuple(replace(span, href="") for span in line.spans))
        for line in block.lines
    )
    return replace(block, lines=tuple(lines))


PROFILE = Ding2Profile()
