"""Articles of Københavns Kommune: "Q&A til låner", "Arbejdsgang", "Q&A til medarbejder".

As text the questions are running text, with page breaks, glued answers and, at the end, links
into the knowledge base (seed 001 is the model).
"""

from __future__ import annotations

import re

from wagtail_libfees.text.messages import gettext_noop

from ..document import Document
from .base import Evidence, Profile, no_evidence

_HEADING = re.compile(
    r"^\s*(?:Q ?& ?A|FAQ|Spørgsmål og svar) (?:til|for) (?:låner|borger|medarbejder|personale)\w*"
    r"\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_KNOWLEDGE_BASE = re.compile(r"\(/(?:Article/\d|Content/)", re.IGNORECASE)


class KkProfile(Profile):
    """Staff articles with one part per audience."""

    name = "kk"

    def evidence(self, document: Document) -> Evidence:
        texts = [block.text for block in document.walk()]
        headings = sum(len(_HEADING.findall(text)) for text in texts if len(text) < 400)
        links = any("(/" in text and _KNOWLEDGE_BASE.search(text) for text in texts)
        if headings:
            score = 0.7 + 0.1 * min(headings, 2) + (0.1 if links else 0.0)
            reason = gettext_noop("headings of the form “Q&A til ...”: %(count)s")
            return Evidence(score, reason, {"count": headings})
        if links or "site:bibliotek.kk.dk" in document.traits:
            return Evidence(
                0.3, gettext_noop("links into the knowledge base or to bibliotek.kk.dk")
            )
        return no_evidence()


PROFILE = KkProfile()
