"""For which site and language an editor is working, and where a fact of it is stated."""

from __future__ import annotations

from functools import cached_property

import swapper
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Site

from wagtail_libfees.blocks.walk import WHOLE_PAGE, Place
from wagtail_libfees.editorial.fact_values import Facts
from wagtail_libfees.editorial.facts import IN_NATIONAL, IN_OWN, IN_RATES, Fact
from wagtail_libfees.fee_page.settings.admin.access import settings_url
from wagtail_libfees.models import FeeSettings, OwnFact, TaksterPageMixin
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

    A fee page tells the rates and deadlines of its draft. None if the user may work nowhere.
    """
    page = _page_at(address)
    if page is not None and (site := page.get_site()) is not None:
        permissions = page.permissions_for_user(user)
        if permissions.can_edit() and isinstance(page, TaksterPageMixin):
            return page.get_latest_revision_as_object().get_facts()
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


class FactAddresses:
    """The addresses of the fields that state `facts`, for `user`; looks up each place once."""

    def __init__(self, facts: Facts, user):
        self.facts, self.user = facts, user

    def of(self, fact: Fact) -> str:
        """The address of the field that states the fact; empty if the user may not go there.

        What the fee page says comes before the settings.
        """
        if fact.place in (IN_OWN, IN_NATIONAL):
            return self._own.get(fact.name, "")
        if fact.rate and self._fee_page is not None:
            place = rate_place(self._fee_page, fact)
            if place or fact.place == IN_RATES:
                return edit_url(self._fee_page, place or WHOLE_PAGE)
        if fact.place == IN_RATES or not self._may_change_settings:
            return ""
        return field_url(settings_url(self.facts.sources.site), Place(fact.setting))

    @cached_property
    def _own(self) -> dict[str, str]:
        """The forms of the site's own facts: those in the language, or else in the site's."""
        found = rows_of(self.user, OwnFact).filter(site=self.facts.sources.site)
        found = found.select_related("locale")
        language = self.facts.sources.language
        ordered = sorted(found, key=lambda fact: fact.locale.language_code == language)
        name = OwnFact.snippet_viewset.get_url_name("edit")
        return {fact.name: reverse(name, args=[fact.pk]) for fact in ordered}

    @cached_property
    def _fee_page(self):
        """The fee page, if the user may change it."""
        page = self.facts.sources.settings.fee_page
        return page.specific if page and page.permissions_for_user(self.user).can_edit() else None

    @cached_property
    def _may_change_settings(self) -> bool:
        policy, site = FeeSettings.get_permission_policy(), self.facts.sources.site
        return policy.user_has_permission_for_instance(self.user, "change", site)


def rate_place(page, fact: Fact) -> Place | None:
    """The field of a fee page that states the fact; None if it has no such block."""
    block_type, _, name = fact.rate.partition(".")
    for child in getattr(page, "body", None) or ():
        if child.block_type == block_type:
            return Place("body", child.id or "", name)
    return None
