"""From a document to its questions."""

from __future__ import annotations

from dataclasses import replace

from wagtail_libfees.text.messages import gettext_noop

from .document import Document
from .errors import SourceError
from .guard import guarded
from .page_audience import evidence_of
from .profiles.registry import AUTO, get_profile
from .records import ParsedFaq

# Twelve times the largest FAQ that is sensible; beyond it, reading takes longer than anyone waits.
MAX_BLOCKS = 60_000


@guarded
def parse_faq(document: Document, profile: str = AUTO) -> ParsedFaq:
    """The questions and answers of a document, and what is left aside with the reason.

    `profile` is a registered name or "auto". Raises `ProfileError` for an unknown name, and
    `SourceError` for a document of more than `MAX_BLOCKS` paragraphs.
    """
    if len(document.blocks) > MAX_BLOCKS:
        raise SourceError(
            gettext_noop("More than %(most)s paragraphs; split the source."), most=MAX_BLOCKS
        )
    chosen, why = get_profile(profile, document)
    try:
        return replace(chosen.parse(document), why=why)
    finally:
        # What was asked of each question again and again; nobody asks of these any more.
        evidence_of.cache_clear()
