"""Who tells the rates of a site in its words, by facts in text."""

from __future__ import annotations

from wagtail.models import AbstractPage, Site

from wagtail_libfees.editorial.facts import IN_EITHER, IN_RATES, registered_facts
from wagtail_libfees.models.dependants import NAMED
from wagtail_libfees.quality.fact_usage import fact_usage
from wagtail_libfees.quality.runs import pages_of_sites

from .forms import Leaves

FEE_PAGE = "fee_page"


def pages_that_tell(site: Site, leaves: Leaves) -> list[AbstractPage]:
    """Some of the pages of `site` that stay, and whose texts say what the fee page states."""
    facts = registered_facts().values()
    names = {FEE_PAGE, *(fact.name for fact in facts if fact.place in (IN_RATES, IN_EITHER))}
    found = {
        page.pk: page
        for name, pages in fact_usage(pages_of_sites({site})).items()
        if name in names
        for page in pages
        if not leaves(page)
    }
    return list(found.values())[:NAMED]
