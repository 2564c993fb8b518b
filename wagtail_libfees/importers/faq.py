"""From a document to its questions."""

from __future__ import annotations

from dataclasses import replace

from .document import Document
from .profiles.registry import AUTO, get_profile
from .records import ParsedFaq


def parse_faq(document: Document, profile: str = AUTO) -> ParsedFaq:
    """The questions and answers of a document, and what is left aside with the reason.

    `profile` is a registered name or "auto". Raises `ProfileError` for an unknown name.
    """
    chosen, why = get_profile(profile, document)
    return replace(chosen.parse(document), why=why)
