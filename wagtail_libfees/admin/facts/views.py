"""The list of facts, and the same as data for the chooser."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Site

from wagtail_libfees.editorial.facts import IN_OWN, Fact
from wagtail_libfees.models import OwnFact
from wagtail_libfees.models.facts import facts_of_site
from wagtail_libfees.quality.check_runs import checkable_pages
from wagtail_libfees.quality.fact_usage import fact_usage

from .places import FactAddresses, facts_at, sites_with_pages_for


class FactListView(WagtailAdminTemplateMixin, TemplateView):
    """Every fact of a site: its value, where that is stated, and the pages that name it."""

    template_name = "wagtail_libfees/admin/facts/list.html"
    page_title = _("Facts")
    header_icon = "code"

    @cached_property
    def sites(self) -> list[Site]:
        """The sites that the user works on."""
        sites = sites_with_pages_for(self.request.user)
        if not sites:
            raise PermissionDenied
        return sites

    @cached_property
    def site(self) -> Site:
        """The site that is asked for; the user's first one if none is."""
        asked = self.request.GET.get("site", "")
        if not asked:
            return self.sites[0]
        site = get_object_or_404(Site, pk=asked if asked.isdecimal() else None)
        if site not in self.sites:
            raise PermissionDenied
        return site

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self):
        """Who may make facts begins here, where the others are."""
        viewset = OwnFact.snippet_viewset
        if not viewset.permission_policy.user_has_permission(self.request.user, "add"):
            return []
        url = reverse(viewset.get_url_name("add"))
        return [HeaderButton(_("New own fact"), url=url, icon_name="plus")]

    def get_context_data(self, **kwargs):
        """The site's own facts and those of every library, in the site's own language."""
        facts = facts_of_site(self.site, self.site.root_page.locale.language_code)
        used = fact_usage(checkable_pages(self.request.user))
        addresses = FactAddresses(facts, self.request.user)
        own, given = [], []
        for fact in facts.known.values():
            row = self._row(fact, facts.plain(fact.name), addresses.of(fact), used)
            (own if fact.place == IN_OWN else given).append(row)
        return super().get_context_data(
            groups=[(_("Own facts"), own), (_("Facts of every library"), given)],
            site=self.site,
            sites=self.sites,
            **kwargs,
        )

    def _row(self, fact: Fact, value: str, url: str, used) -> dict:
        pages = [p for p in used.get(fact.name, []) if _stands_in(p, self.site)]
        return {
            "fact": fact,
            "braced": f"{{{fact.name}}}",
            "value": value,
            "place_url": url,
            "pages": pages,
        }


def _stands_in(page, site: Site) -> bool:
    parts = page.get_url_parts()
    return parts is not None and parts[0] == site.pk


@require_safe
def fact_choices(request):
    """The facts of the page whose editor is at the address in `at`, for the scripts of the editor.

    Each with its name, words and value, what stands for it in rich text, and where it is changed.
    """
    facts = facts_at(request.GET.get("at", ""), request.user)
    if facts is None:
        raise PermissionDenied
    addresses = FactAddresses(facts, request.user)
    rows = [
        {
            "name": fact.name,
            "label": str(fact.label),
            "value": facts.plain(fact.name),
            "shown": facts.shown(fact.name),
            "place": str(fact.place),
            "formOf": fact.form_of,
            "url": addresses.of(fact),
        }
        for fact in facts.known.values()
    ]
    return JsonResponse({"facts": rows})


def fact_urls():
    """The addresses of the views, below the admin's own."""
    return [
        path("libfees/facts/", FactListView.as_view(), name="libfees_facts"),
        path("libfees/facts/choices/", fact_choices, name="libfees_fact_choices"),
    ]


def fact_menu_item():
    """“Facts” among the reports."""
    return MenuItem(_("Facts"), reverse("libfees_facts"), icon_name="code", order=1010)
