"""Which sites depend on a page, before something happens to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import AbstractPage, ReferenceIndex, Site

from .fee_page_state import is_in_site, pages_that_matter, site_name
from .settings import FeeSettings

# How many of the pages that link to a fee page are named.
NAMED = 10


@dataclass(frozen=True)
class Dependant:
    """A site whose fee page, or the home of whose amounts, is `page`."""

    settings: FeeSettings
    page: AbstractPage

    @property
    def site(self) -> Site:
        """The site."""
        return self.settings.site

    @property
    def site_name(self) -> str:
        """The site as an editor calls it."""
        return site_name(self.site)

    @property
    def linking_pages(self) -> list[AbstractPage]:
        """Some of the pages with a link to the page in their text."""
        groups = ReferenceIndex.get_references_to(self.page).group_by_source_object()
        return [
            source for source, _references in groups[:NAMED] if isinstance(source, AbstractPage)
        ]


def dependants(
    pages: Iterable[AbstractPage], *, below: bool = False, aliases: bool = False
) -> list[Dependant]:
    """The sites whose fee page is among `pages`, in the order of their host names.

    `below`: what happens to a page happens to those below it too. `aliases`: and to its aliases.
    """
    pages = list(pages)
    found = []
    for settings in _stored():
        for home in pages_that_matter(settings):
            if any(_is_hit(home, page, below, aliases) for page in pages):
                found.append(Dependant(settings, home))
                break
    return found


def dependants_outside(pages: Iterable[AbstractPage], destination: AbstractPage) -> list[Dependant]:
    """The sites that would lose their fee page if `pages` were moved below `destination`."""
    found = dependants(pages, below=True)
    return [dependant for dependant in found if not is_in_site(destination, dependant.site)]


def _stored():
    return (
        FeeSettings.objects.exclude(fee_page=None)
        .select_related("site__root_page", "fee_page")
        .order_by("site__hostname", "site__port")
    )


def _is_hit(home, page, below, aliases):
    if home.pk == page.pk or (aliases and home.alias_of_id == page.pk):
        return True
    return below and home.path.startswith(page.path)
