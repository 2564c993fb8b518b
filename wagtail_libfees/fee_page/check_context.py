"""What the checks know of the site that a page lies in; asked for once in a run."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from wagtail.models import Site

from .. import rates
from ..clock import today
from ..editorial.registry import Subject
from ..models import FeeSettings, TaksterPageMixin
from ..sites import site_id_of

# Under this name a run keeps the facts of all sites.
SITES = "libfees.sites"


@dataclass
class SiteFees:
    """A site, its fee settings, and its rates."""

    site: Site
    settings: FeeSettings

    @cached_property
    def card(self) -> rates.RateCard:
        """The rates that the fee page of the site has published; empty if it has none."""
        page = self.settings.fee_page
        specific = page.specific if page is not None and page.live else None
        return specific.rate_card if isinstance(specific, TaksterPageMixin) else rates.RateCard()


def facts_of(subject: Subject) -> SiteFees | None:
    """The facts of the site that the page lies in; None outside every site."""
    site_id = site_id_of(subject.page)
    if site_id is None:
        return None
    return subject.once(SITES, all_facts).get(site_id)


def all_facts() -> dict[int, SiteFees]:
    """The facts of every site, in two queries."""
    sites = Site.objects.select_related("root_page")
    stored = FeeSettings.base_queryset().select_related("fee_page")
    by_site = {settings.site_id: settings for settings in stored}
    return {
        site.pk: SiteFees(site, by_site.get(site.pk) or FeeSettings(site=site)) for site in sites
    }


def card_for(subject: Subject) -> rates.RateCard:
    """The rates that hold for the words of a page: its own as they stand in it, or the site's."""
    if isinstance(subject.page, TaksterPageMixin):
        # Kept with its page, so that no other page gets its id.
        page = subject.page
        return subject.once(("libfees.card", id(page)), lambda: (page, page.rate_card))[1]
    facts = facts_of(subject)
    return facts.card if facts else rates.RateCard()


def now_and_coming(card: rates.RateCard, kind: str) -> list:
    """The versions of a kind that are in force today, or will be."""
    day = today()
    return [*getattr(card.as_of(day), kind), *getattr(card.coming(day), kind)]
