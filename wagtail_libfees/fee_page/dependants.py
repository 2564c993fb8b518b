"""Which sites depend on a page, before something happens to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import swapper
from django.contrib.contenttypes.models import ContentType
from wagtail.models import AbstractPage, ReferenceIndex, Site

from ..sites import is_in_site
from .faults import is_restricted, pages_that_matter, site_name
from .local_address import address_page
from .settings.fee_page_link import is_public
from .settings.models import FeeSettings

# Whether a site loses a page when another page, which is it or lies above it, is acted on.
IsLost = Callable[[AbstractPage, AbstractPage, Site], bool]


@dataclass(frozen=True)
class Dependant:
    """A site whose fee page, or the home of whose amounts, is `page`."""

    settings: FeeSettings
    page: AbstractPage

    @property
    def site(self) -> Site:
        return self.settings.site

    @property
    def site_name(self) -> str:
        """The site as an editor calls it."""
        return site_name(self.site)

    @property
    def other_address(self) -> str:
        """Where links to the rates lead without the page; empty if that is the page itself."""
        leads_here = address_page(self.settings) == self.page.specific
        return "" if leads_here else self.settings.fee_page_url

    @property
    def linking_pages(self) -> set[int]:
        """The keys of the other pages with a link to the page in their text."""
        model = swapper.load_model("wagtailcore", "Page")
        found = ReferenceIndex.get_references_to(self.page).filter(
            base_content_type=ContentType.objects.get_for_model(model)
        )
        return set(map(int, found.values_list("object_id", flat=True))) - {self.page.pk}


def dependants(
    pages: Iterable[AbstractPage],
    *,
    below: bool = False,
    aliases: bool = False,
    is_lost: IsLost = lambda home, page, site: True,
) -> list[Dependant]:
    """The sites whose fee page is among `pages`, in the order of their host names.

    `below`: what happens to a page happens to those below it too. `aliases`: and to its aliases.
    """
    pages = list(pages)
    found = []
    for settings in _stored():
        for home in _pages_of(settings):
            hits = [page for page in pages if _is_hit(home, page, below, aliases)]
            if any(is_lost(home, page, settings.site) for page in hits):
                found.append(Dependant(settings, home))
                break
    return found


def dependants_of_move(pages: Iterable[AbstractPage], destination: AbstractPage) -> list[Dependant]:
    """The sites that would lose their fee page if `pages` were moved below `destination`.

    It would lie outside its site, or be private as what is above it.
    """
    private = is_restricted(destination)

    def is_lost(home: AbstractPage, page: AbstractPage, site: Site) -> bool:
        if private and is_public(home):
            return True
        return not is_in_site(destination, site) and not _goes_along(site, home, page)

    return dependants(pages, below=True, is_lost=is_lost)


def _goes_along(site: Site, home: AbstractPage, page: AbstractPage) -> bool:
    """Whether a move of `page` takes the front page above `home` along, and so the site."""
    return any(
        root.site_id == site.pk
        and root.root_path.startswith(page.url_path)
        and home.url_path.startswith(root.root_path)
        for root in Site.get_site_root_paths()
    )


def _pages_of(settings: FeeSettings) -> list[AbstractPage]:
    """The pages that matter to a site: chosen, or that its address leads to."""
    if settings.fee_page is not None:
        return pages_that_matter(settings)
    page = address_page(settings)
    return [page] if page is not None else []


def _stored():
    return (
        FeeSettings.objects.exclude(fee_page=None, fee_page_url="")
        .select_related("site__root_page", "fee_page")
        .order_by("site__hostname", "site__port")
    )


def _is_hit(home, page, below, aliases):
    if home.pk == page.pk or (aliases and home.alias_of_id == page.pk):
        return True
    return below and home.path.startswith(page.path)
