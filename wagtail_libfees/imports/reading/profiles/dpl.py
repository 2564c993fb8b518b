"""Folkebibliotekernes CMS (DPL CMS), in the markup of all its years.

One accordion paragraph is one question; rich text holds groups or questions as headings.
Other paragraph types (links, cards, recommendations) are no answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Block, Document, LinesBlock
from .base import Evidence, Profile, no_evidence

_KNOWN = frozenset({"paragraphs__item--accordion", "paragraphs__item--text_body", "article-header"})


class DplProfile(Profile):
    """Pages of DPL CMS."""

    name = "dpl"

    def evidence(self, document: Document) -> Evidence:
        marks = [
            name
            for name in (
                "paragraphs__item--accordion",
                "paragraphs__item--text_body",
                "disclosure__headline",
                "rich-text",
                "article-header",
            )
            if name in document.traits
        ]
        if not marks:
            return no_evidence()
        reason = gettext_noop("class names of DPL CMS: %(names)s")
        return Evidence(min(0.5 + 0.15 * len(marks), 0.95), reason, {"names": ", ".join(marks)})

    def blocks(self, document: Document) -> Iterable[Block]:
        for block in document.blocks:
            kinds = {hint for hint in block.hints if hint.startswith("paragraphs__item--")}
            if kinds and not kinds & _KNOWN and isinstance(block, LinesBlock):
                yield Aside(content=block.text, code="chrome", place=block.place)
            else:
                yield block


PROFILE = DplProfile()
