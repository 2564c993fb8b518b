"""FAQ accordions of kombit.dk and dok.kombit.dk, as pages and as text.

They address libraries and finance staff as often as borrowers; the words decide. Text exports
lose the labels of the accordions: such answers are reported, not guessed.
"""

from __future__ import annotations

from ..document import Disclosure, Document
from .base import Evidence, Profile, no_evidence


class KombitProfile(Profile):
    """Drupal accordions on the sites of KOMBIT."""

    name = "kombit"

    def evidence(self, document: Document) -> Evidence:
        if "kombit.dk" in document.base_url:
            return Evidence(0.9, "the page comes from kombit.dk")
        accordions = any(isinstance(block, Disclosure) for block in document.blocks)
        if "site:kombit.dk" in document.traits and accordions:
            return Evidence(0.5, "accordions on a page that links to kombit.dk")
        return no_evidence()


PROFILE = KombitProfile()
