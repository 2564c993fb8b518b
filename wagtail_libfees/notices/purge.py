"""Tells a cache in front of the site what a change of a notice makes out of date.

By `wagtail.contrib.frontend_cache`, where a site has it. Wagtail itself purges the page of the
notice; here it is the archive, the feeds and, by `NOTICE_PURGE_PAGES`, the pages with the banner.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from wagtail.models import AbstractPage, Site

from ..conf import libfees_settings
from ..models import ServiceNoticePageMixin
from ..sites import below_sites, site_ids_with

FEEDS = ("notices_atom", "notices_rss", "notices_json", "notices_calendar", "notices_screen")


def purge_around(page: AbstractPage, *former_paths: str) -> None:
    """Purge, when the transaction is through, what shows `page`, a notice or an archive.

    `former_paths` are the `url_path`s that it had before.
    """
    if not apps.is_installed("wagtail.contrib.frontend_cache"):
        return
    archives = [archive] if (archive := _archive(page)) else []
    work = partial(_purge, archives, {page.url_path, *former_paths})
    # Robust: a cache that does not answer must not make the publication fail.
    transaction.on_commit(work, robust=True)


def _archive(page):
    """The page on which `page` is listed: itself, or the one above; None if that is gone."""
    if not isinstance(page, ServiceNoticePageMixin):
        return page if page.pk else None
    base = Site._meta.get_field("root_page").related_model
    return base.objects.filter(path=page.path[: -page.steplen]).first()


def _purge(archives, url_paths) -> None:
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    batch = PurgeBatch()
    batch.add_pages(archives)
    for site in _sites_with(url_paths):
        batch.add_urls(_feed_addresses(site))
        batch.add_urls(_pages_with_banner(site))
    batch.purge()


def _sites_with(url_paths) -> list[Site]:
    """The sites below whose roots, in any language, the paths lie."""
    return list(Site.objects.filter(pk__in=site_ids_with(url_paths)))


def _feed_addresses(site) -> Iterator[str]:
    """The feeds of all branches. Those of one branch live for a minute at most and are left."""
    for name in FEEDS:
        try:
            yield site.root_url + reverse(f"wagtail_libfees:{name}")
        except NoReverseMatch:
            # The site has not mounted the package's addresses.
            return


def _pages_with_banner(site) -> Iterator[str]:
    """The addresses that the site says have the banner: none, all pages, or by its function."""
    chosen = libfees_settings.NOTICE_PURGE_PAGES
    if isinstance(chosen, str):
        yield from import_string(chosen)(site)
    elif chosen:
        base = site._meta.get_field("root_page").related_model
        for page in base.objects.live().public().filter(below_sites(site)).iterator():
            if (url := page.get_full_url()) is not None:
                yield url
