"""The way from a finding to the field that mends it, and who may go there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail_libfees.blocks.walk import WHOLE_PAGE, Place
from wagtail_libfees.editorial.facts import IN_EITHER, IN_OWN, IN_RATES, Fact
from wagtail_libfees.editorial.registry import Finding
from wagtail_libfees.models import TaksterPageMixin

from ..facts.places import FactAddresses, rate_place


@dataclass(frozen=True)
class WayToMend:
    """Where a finding is mended: a place of the page, or an address; else `note` says by whom.

    `ask`: the fact that a local administrator can be asked to state.
    """

    place: Place = WHOLE_PAGE
    url: str = ""
    note: str = ""
    ask: str = ""


class WaysToMend:
    """The ways from the findings of one page, for `user`.

    `known` is what pages of one site share: where a fact is stated, by site and fact.
    """

    def __init__(self, page, user, known: dict[tuple, str] | None = None):
        self.page, self.user = page, user
        self.known = {} if known is None else known

    def way(self, finding: Finding) -> WayToMend:
        """To where the finding stands; from a missing fact to where its value is stated."""
        if finding.code != "fact_gap":
            return WayToMend(finding.place)
        fact = self._facts.known.get(finding.params.get("fact"))
        return self._to_value(fact) if fact is not None else WayToMend(finding.place)

    @cached_property
    def _facts(self):
        return self.page.get_facts()

    def _to_value(self, fact: Fact) -> WayToMend:
        page = self.page
        tells_rates = isinstance(page, TaksterPageMixin) and page.source_page.pk == page.pk
        if tells_rates:
            place = rate_place(page, fact)
            if place is not None or fact.place == IN_RATES:
                return WayToMend(place or Place("body"))
        if url := self._url(fact):
            return WayToMend(url=url)
        if fact.place == IN_OWN or not fact.setting:
            return WayToMend(
                note=_("Ask a colleague who may change it, or take it out of the text.")
            )
        if tells_rates and fact.place == IN_EITHER:
            note = _("Add deadlines to the page, or ask a local administrator.")
        else:
            note = _("Ask a local administrator to fill it in, or take it out of the text.")
        return WayToMend(note=note, ask=fact.name)

    def _url(self, fact: Fact) -> str:
        site = self._facts.sources.site
        key = (site and site.pk, fact.name)
        if key not in self.known:
            self.known[key] = self._addresses.of(fact) if site else ""
        return self.known[key]

    @cached_property
    def _addresses(self) -> FactAddresses:
        return FactAddresses(self._facts, self.user)
