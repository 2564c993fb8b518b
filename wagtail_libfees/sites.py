"""Which pages belong to which site, by the paths of the sites' front pages, which Wagtail caches.

A site has such a path for each language. Only `below_sites` goes into a query.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Site


def is_in_site(page, site: Site) -> bool:
    """Whether `page` lies below the front page of `site`, in any of its languages."""
    return any(
        root.site_id == site.pk and page.url_path.startswith(root.root_path)
        for root in Site.get_site_root_paths()
    )


def site_id_of(page) -> int | None:
    """The id of the site that `page` lies in; of several, the one whose root is nearest."""
    found = [
        (len(root.root_path), root.site_id)
        for root in Site.get_site_root_paths()
        if (page.url_path or "").startswith(root.root_path)
    ]
    return max(found)[1] if found else None


def site_of_each(pages: Iterable) -> dict[int, Site]:
    """The site of each of `pages` by its id, with its front page; one query for all.

    A page outside every site is not in it.
    """
    ids = {page.pk: site_id_of(page) for page in pages}
    found = Site.objects.select_related("root_page__locale").in_bulk(set(ids.values()) - {None})
    return {page_id: found[site_id] for page_id, site_id in ids.items() if site_id in found}


def site_ids_with(url_paths: Iterable[str]) -> set[int]:
    """The ids of the sites that have a page at one of `url_paths`."""
    paths = list(url_paths)
    return {
        root.site_id
        for root in Site.get_site_root_paths()
        if any(path.startswith(root.root_path) for path in paths)
    }


def below_sites(*sites: Site) -> Q:
    """The pages of `sites`, in all their languages."""
    # A site without a root has no pages; an empty Q would match those of all sites.
    below = Q(pk__in=[])
    ids = {site.pk for site in sites}
    for root in Site.get_site_root_paths():
        if root.site_id in ids:
            below |= Q(url_path__startswith=root.root_path)
    return below


def site_host(site: Site) -> str:
    """The host of a site, with its port unless that is the usual one."""
    return site.hostname if site.port in (80, 443) else f"{site.hostname}:{site.port}"


def name_in_one_line(site: Site) -> str:
    """The name of a site in one line, as calendars and headers need it; a script stores others."""
    return " ".join(site.site_name.split())
