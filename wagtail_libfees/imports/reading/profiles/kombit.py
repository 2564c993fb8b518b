"""FAQ accordions of kombit.dk and dok.kombit.dk, as pages and as text.

They address libraries and finance staff as often as borrowers; the words decide. Text exports
lose the labels of the accordions: such answers are reported, not guessed.
"""

from __future__ import annotations

from wagtail_libfees.text.messages import gettext_noop

from ..document import Disclosure, Document
from .base import Evidence, Profile, no_evidence


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

    def prior(self, document: Document) -> float:
        """The site writes to libraries and municipalities; what is for borrowers says so."""
        return 2.0


PROFILE = KombitProfile()
