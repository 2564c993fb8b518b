"""For which site and language an editor is working."""

from __future__ import annotations

import swapper
from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Site

from wagtail_libfees.models.facts import facts_of_site
from wagtail_libfees.quality.check_runs import checkable_pages, pages_of_sites

PAGE_ADDRESSES = {"wagtailadmin_pages:edit": "page_id", "wagtailadmin_pages:add": "parent_page_id"}


def sites_with_pages_for(user) -> list[Site]:
    """The sites on which `user` may edit or add a page."""
    sites = Site.objects.select_related("root_page__locale").order_by("-is_default_site", "pk")
    return [site for site in sites if user.is_superuser or _may_work_on(user, site)]


def _may_work_on(user, site: Site) -> bool:
    if site.root_page.permissions_for_user(user).can_add_subpage():
        return True
    return pages_of_sites([site]).filter(pk__in=checkable_pages(user).values("pk")).exists()


def facts_at(address: str, user):
    """The facts of the page whose editor stands at `address`; of the user's first site elsewhere.

    None if the user may work nowhere.
    """
    page = _page_at(address)
    if page is not None and (site := page.get_site()) is not None:
        permissions = page.permissions_for_user(user)
        if permissions.can_edit() or permissions.can_add_subpage():
            return facts_of_site(site, page.locale.language_code)
    site = next(iter(sites_with_pages_for(user)), None)
    return facts_of_site(site, _language(site)) if site else None


def _language(site: Site) -> str:
    return site.root_page.locale.language_code or settings.LANGUAGE_CODE


def _page_at(address: str):
    """The page that an address of the page editor is about; its parent for a new page."""
    try:
        found = resolve(address)
    except Resolver404:
        return None
    name = PAGE_ADDRESSES.get(found.view_name)
    # The address of a new page has its parts without names.
    pk = found.kwargs.get(name or "") or (found.args[-1] if name and found.args else None)
    pages = swapper.load_model("wagtailcore", "Page").objects
    page = pages.filter(pk=pk).first() if pk else None
    return page.specific if page else None
