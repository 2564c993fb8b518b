"""The successor of a fee page, for each site that depends on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage, Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.models.dependants import Dependant
from wagtail_libfees.models.fee_page_state import page_fault, site_name, with_home
from wagtail_libfees.models.settings_log import choose_fee_page

Leaves = Callable[[AbstractPage], bool]


class SuccessorField(forms.ModelChoiceField):
    """Fee-rates pages, told apart by their place."""

    def label_from_instance(self, obj):
        """Title and path: two fee pages often have the same title."""
        return f"{obj.title} ({obj.url_path})"


class SuccessorForm(forms.Form):
    """One field for each site whose settings the user may change and that has another fee page.

    `leaves` says of a page whether it goes away in the same step.
    """

    def __init__(self, *args, dependants: Sequence[Dependant], leaves: Leaves, user, **kwargs):
        super().__init__(*args, prefix="libfees", **kwargs)
        self.user = user
        policy = FeeSettings.get_permission_policy()
        self.editable = {
            f"site_{found.site.pk}": found.site
            for found in dependants
            if policy.user_has_permission_for_instance(user, "change", found.site)
        }
        for name, site in self.editable.items():
            pages = successors(site, leaves)
            if pages.exists():
                label = _("New fee page of %(site)s") % {"site": site_name(site)}
                self.fields[name] = SuccessorField(pages, label=label)

    @property
    def without_candidates(self) -> list[str]:
        """The names of the sites that have no other fee page to choose."""
        return [site_name(site) for name, site in self.editable.items() if name not in self.fields]

    def save(self) -> list[Site]:
        """Make the chosen pages the fee pages; returns their sites."""
        for name in self.fields:
            choose_fee_page(self.editable[name], self.cleaned_data[name], self.user)
        return [self.editable[name] for name in self.fields]


def successors(site: Site, leaves: Leaves):
    """The fee-rates pages that can serve `site` and stay."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return FeeSettings._meta.get_field("fee_page").related_model.objects.none()
    pages = model.objects.live().public().order_by("path")
    fit = [page.pk for page in pages if _serves(page, site, leaves)]
    return model.objects.filter(pk__in=fit).order_by("path")


def _serves(page: AbstractPage, site: Site, leaves: Leaves) -> bool:
    """Whether `page` serves `site` and stays, as does the home of its amounts."""
    needed = with_home(page, site)
    return not any(leaves(each) or page_fault(each, site) for each in needed)
