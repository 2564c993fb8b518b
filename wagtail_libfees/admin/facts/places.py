"""For which site and language an editor is working, and where a fact of it is stated."""

from __future__ import annotations

import swapper
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Site

from wagtail_libfees.blocks.walk import WHOLE_PAGE, Place
from wagtail_libfees.editorial.facts import IN_OWN, IN_RATES, Fact
from wagtail_libfees.fee_page.settings.admin.access import settings_url
from wagtail_libfees.models import FeeSettings, OwnFact
from wagtail_libfees.models.facts import facts_of_site
from wagtail_libfees.quality.check_runs import checkable_pages, pages_of_sites

from ..quality.access import edit_url, field_url
from ..site_rows import rows_of

PAGE_ADDRESSES = {
    "wagtailadmin_pages:edit": "page_id",
    "wagtailadmin_pages:add": "parent_page_id",
    "libfees_start": "page_id",
}


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


def fact_url(fact: Fact, site: Site, user) -> str:
    """The address of the field that states the fact; empty if `user` may not go there."""
    if fact.place == IN_OWN:
        own = OwnFact.objects.filter(site=site, name=fact.name).first()
        if own is None or not rows_of(user, OwnFact).filter(pk=own.pk).exists():
            return ""
        return reverse(OwnFact.snippet_viewset.get_url_name("edit"), args=[own.pk])
    if fact.place == IN_RATES:
        page = FeeSettings.for_site(site).fee_page
        if page is None or not page.permissions_for_user(user).can_edit():
            return ""
        return edit_url(page, rate_place(page.specific, fact) or WHOLE_PAGE)
    policy = FeeSettings.get_permission_policy()
    if not policy.user_has_permission_for_instance(user, "change", site):
        return ""
    return field_url(settings_url(site), Place(fact.setting))


def rate_place(page, fact: Fact) -> Place | None:
    """The field of a fee page that states the fact; None if it has no such block."""
    block_type, _, name = fact.rate.partition(".")
    for child in getattr(page, "body", None) or ():
        if child.block_type == block_type:
            return Place("body", child.id or "", name)
    return None
