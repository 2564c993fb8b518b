"""Who tells the rates of a site in its words, or links to them: named to those who may edit it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wagtail.models import AbstractPage, Site
from wagtail.permissions import page_permission_policy

from wagtail_libfees.editorial.facts import IN_EITHER, IN_RATES, registered_facts
from wagtail_libfees.quality.check_runs import pages_of_sites
from wagtail_libfees.quality.fact_usage import fact_usage

from .forms import Leaves

FEE_PAGE = "fee_page"
# No more pages are named.
MOST = 10


@dataclass(frozen=True)
class Named:
    """Pages that somebody may know of by name, and how many others there are."""

    pages: list[AbstractPage]
    others: int


def named(keys: Collection[int], user) -> Named:
    """Of the pages with these `keys` those that `user` may edit: titles can be confidential."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = list(editable.filter(pk__in=keys).order_by("title", "pk").specific()[:MOST])
    return Named(pages, len(keys) - len(pages))


def pages_that_tell(site: Site, leaves: Leaves) -> set[int]:
    """The keys of the pages of `site` that stay and whose texts say what the fee page states."""
    facts = registered_facts().values()
    names = {FEE_PAGE, *(fact.name for fact in facts if fact.place in (IN_RATES, IN_EITHER))}
    return {
        page.pk
        for name, pages in fact_usage(pages_of_sites({site})).items()
        if name in names
        for page in pages
        if not leaves(page)
    }
