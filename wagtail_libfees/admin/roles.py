"""One page that tells an administrator who may do what on a site, and what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Site

from ..fee_page.faults import may_choose
from ..roles import (
    ROLES,
    abilities,
    groups_of,
    may,
    rights_elsewhere,
    role_group_names,
    roles_unknown,
    set_up_roles,
)

# Of a large group the first are named; the rest is a number.
MOST_NAMED = 10


def sites_to_oversee(user) -> list[Site]:
    """The sites whose settings `user` may change."""
    sites = Site.objects.select_related("root_page").order_by("hostname", "port")
    return [site for site in sites if may_choose(site, user)]


class RolesView(WagtailAdminTemplateMixin, TemplateView):
    """Who may do what on each site of the user's, and what is missing.

    A superuser can have what the roles lack given at once, as `libfees_setup_roles` does.
    """

    template_name = "wagtail_libfees/admin/roles.html"
    page_title = gettext_lazy("Who may do what")
    header_icon = "group"
    _show_breadcrumbs = True

    @cached_property
    def sites(self) -> list[Site]:
        return sites_to_oversee(self.request.user)

    @cached_property
    def several(self) -> bool:
        return Site.objects.count() > 1

    def dispatch(self, request, *args, **kwargs):
        """For who may change the settings of a site."""
        if not self.sites:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        is_superuser = self.request.user.is_superuser
        return super().get_context_data(
            rows=[self._of_site(site) for site in self.sites],
            unknown=roles_unknown(list(Site.objects.all())) if is_superuser else [],
            can_give=is_superuser,
            **kwargs,
        )

    def _of_site(self, site: Site) -> dict:
        groups = groups_of(site, several=self.several)
        lacking = list(set_up_roles(site, several=self.several, dry_run=True))
        return {
            "site": site,
            "groups": [(group, *_members(group)) for group in groups],
            "abilities": [
                (each.label, [(group, may(group, each, site)) for group in groups])
                for each in abilities()
            ],
            "lacking": _by_group(lacking),
            "nobody": self._without_members(site),
            "languages": self._languages_without_front_page(site),
            "elsewhere": list(rights_elsewhere(site, several=self.several)),
        }

    def _without_members(self, site: Site) -> list[str]:
        """The roles that nobody has, by none of their groups."""
        names = {role.name: role_group_names(role, site, several=self.several) for role in ROLES}
        groups = {group.name: group for group in groups_of(site, several=self.several)}
        return [
            role
            for role, own in names.items()
            if not any(name in groups and groups[name].user_set.exists() for name in own)
        ]

    def _languages_without_front_page(self, site: Site) -> list[str]:
        """The languages in which nobody can write: the site has no front page in them."""
        there = site.root_page.get_translations(inclusive=True).values("locale")
        return [each.get_display_name() for each in Locale.objects.exclude(pk__in=there)]

    def post(self, request, *args, **kwargs):
        """Give the roles what they lack."""
        if not request.user.is_superuser:
            raise PermissionDenied
        with transaction.atomic():
            given = [
                grant
                for site in self.sites
                for grant in set_up_roles(site, several=self.several, dry_run=False)
            ]
        if given:
            messages.success(request, _("The roles have all that they need now."))
        else:
            messages.info(request, _("The roles have all that they need already."))
        return redirect("libfees_roles")


def _members(group) -> tuple[list[str], int]:
    """The names of the first members, and how many more there are."""
    users = group.user_set.filter(is_active=True).order_by("pk")
    named = [user.get_full_name() or user.get_username() for user in users[:MOST_NAMED]]
    return named, users.count() - len(named)


def _by_group(grants) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for grant in grants:
        found.setdefault(grant.group, []).append(grant.what)
    return list(found.items())


class RolesMenuItem(MenuItem):
    """For who may change the settings of a site."""

    def is_shown(self, request):
        """Asked of each menu that a page of the admin has; the database is asked once."""
        if not hasattr(request, "_libfees_oversees"):
            request._libfees_oversees = bool(sites_to_oversee(request.user))
        return request._libfees_oversees


def roles_menu_item():
    return RolesMenuItem(
        _("Who may do what"), reverse("libfees_roles"), icon_name="group", order=610
    )


def role_urls():
    return [path("libfees/roles/", RolesView.as_view(), name="libfees_roles")]
