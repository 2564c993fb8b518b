"""FAQ accordions of kombit.dk and dok.kombit.dk, as pages and as text.

They address libraries and finance staff as often as borrowers; the words decide. Text exports
lose the labels of the accordions: such answers are reported, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Disclosure, Document
from ..records import Audience, FaqItem, ParsedFaq
from ..texts import gettext_noop
from .base import Evidence, Profile, no_evidence

# Borrowers are "du" in an answer; here "I" are the libraries and the municipalities. A capital
# "I" that starts a sentence is "in".
_LIBRARIES = re.compile(r"\b(?:[Jj]er|[Jj]eres)\b|(?<=[a-zæøå,] )I\b(?= [a-zæøå])")


class KombitProfile(Profile):
    """Drupal accordions on the sites of KOMBIT."""

    name = "kombit"

    def evidence(self, document: Document) -> Evidence:
        if "kombit.dk" in document.base_url:
            return Evidence(0.9, gettext_noop("the page comes from kombit.dk"))
        accordions = any(isinstance(block, Disclosure) for block in document.blocks)
        if "site:kombit.dk" in document.traits and accordions:
            return Evidence(0.5, gettext_noop("accordions on a page that links to kombit.dk"))
        if "site:kombit.dk" in document.traits and document.kind == "text":
            return Evidence(0.4, gettext_noop("a text that names kombit.dk"))
        return no_evidence()

    def parse(self, document: Document) -> ParsedFaq:
        parsed = super().parse(document)
        return replace(parsed, items=tuple(_addressed(item) for item in parsed.items))


def _addressed(item: FaqItem) -> FaqItem:
    """The item with its audience, where its answer speaks to libraries."""
    to_borrowers = item.audience is Audience.BORROWER
    if to_borrowers and _LIBRARIES.search(item.answer_text):
        return replace(item, audience=Audience.STAFF)
    return item


PROFILE = KombitProfile()
