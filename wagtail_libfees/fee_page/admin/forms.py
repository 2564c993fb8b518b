"""The successor of a fee page, for each site that depends on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage, Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.rates import format_date

from ..dependants import Dependant
from ..faults import expiry_of, may_name_successor, page_fault, site_name, with_home

Leaves = Callable[[AbstractPage], bool]

# The choice of no page at all, where several sites are asked for at once.
NONE = "none"


class SuccessorField(forms.ChoiceField):
    """One of `pages`, or None where `optional` offers that. Anything else is no choice."""

    def __init__(self, pages: Sequence[AbstractPage], site: Site, *, optional: bool, **kwargs):
        self.offered = {str(page.pk): page for page in pages}
        choices = [("", "---------")]
        choices += [(key, _title_and_place(page, site)) for key, page in self.offered.items()]
        if optional:
            choices.append((NONE, _("No fee page for the time being")))
        super().__init__(choices=choices, **kwargs)

    def clean(self, value) -> AbstractPage | None:
        """The page that `value` stands for."""
        return self.offered.get(super().clean(value))


def _title_and_place(page: AbstractPage, site: Site) -> str:
    """Title and path, as two fee pages often have the same title; and its last day, if any."""
    named = {"page": page.title, "path": page.url_path}
    end = expiry_of(page, site)
    if end is None:
        return "{page} ({path})".format(**named)
    day = format_date(localtime(end).date(), get_language() or "da")
    return _("%(page)s (%(path)s), expires on %(day)s") % {**named, "day": day}


class SuccessorForm(forms.Form):
    """The successor for each site for which the user may name one, and that has another fee page.

    Of several sites each is decided on: one may go without, and those that have no choice have to
    be confirmed. `leaves` says of a page whether it goes away in the same step.
    """

    def __init__(self, *args, dependants: Sequence[Dependant], leaves: Leaves, user, **kwargs):
        super().__init__(*args, prefix="libfees", **kwargs)
        sites = [found.site for found in dependants]
        self.editable = [
            found.site for found in dependants if may_name_successor(found.page, found.site, user)
        ]
        self.selects: dict[str, Site] = {}
        for site in self.editable:
            self._add_select(site, successors(site, leaves), optional=len(sites) > 1)
        if self.selects:
            self._add_confirmations([site for site in sites if site not in self.selects.values()])

    def _add_select(self, site: Site, pages: Sequence[AbstractPage], *, optional: bool) -> None:
        if pages:
            label = _("New fee page of %(site)s") % {"site": site_name(site)}
            name = f"site_{site.pk}"
            self.fields[name] = SuccessorField(pages, site, optional=optional, label=label)
            self.selects[name] = site

    def _add_confirmations(self, sites: Sequence[Site]) -> None:
        for site in sites:
            label = _("%(site)s is left without a fee page") % {"site": site_name(site)}
            self.fields[f"without_{site.pk}"] = forms.BooleanField(label=label)

    @property
    def without_candidates(self) -> list[str]:
        """The names of the sites that have no other fee page to choose."""
        chosen_for = self.selects.values()
        return [site_name(site) for site in self.editable if site not in chosen_for]

    def named(self) -> list[tuple[Site, AbstractPage]]:
        """The sites that get a new fee page, and which; the form is valid."""
        chosen = [(site, self.cleaned_data[name]) for name, site in self.selects.items()]
        return [(site, page) for site, page in chosen if page is not None]


def successors(site: Site, leaves: Leaves) -> list[AbstractPage]:
    """The fee-rates pages that can serve `site` and stay."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        return []
    pages = model.objects.live().public().order_by("path")
    return [page for page in pages if serves(page, site, leaves)]


def serves(page: AbstractPage, site: Site, leaves: Leaves) -> bool:
    """Whether `page` serves `site` and stays, as does the home of its amounts."""
    needed = with_home(page, site)
    return not any(leaves(each) or page_fault(each, site) for each in needed)
