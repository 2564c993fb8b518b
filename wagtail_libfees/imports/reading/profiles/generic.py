"""Any page or text: disclosures, accordions, dl, headings, bold lines, tables, running text."""

from __future__ import annotations

from wagtail_libfees.text.messages import gettext_noop

from ..document import Document
from .base import Evidence, Profile


class GenericProfile(Profile):
    """Takes what no other profile knows better."""

    name = "generic"

    def evidence(self, document: Document) -> Evidence:
        return Evidence(0.1, gettext_noop("no known system"))


PROFILE = GenericProfile()
