"""Taking over what another site says. Pages are not copied: they belong to their site."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_libfees.models import FeeSettings

from ..history import log_changes, logged_fields, snapshot
from .access import SiteSettingsMixin, settings_url, sites_with_settings_for

NOT_COPIED = {"fee_page", "fee_page_url"}
# Offered, but not ticked: every library has its own.
OWN = {"library_name", "accessibility_url"}


@dataclass(frozen=True)
class Offer:
    """One field that differs."""

    name: str
    label: str
    now: str
    then: str
    ticked: bool


def offers(settings: FeeSettings, source: FeeSettings) -> list[Offer]:
    """What could be taken over: where the sites differ and the other says something."""
    now, then = snapshot(settings), snapshot(source)
    return [
        Offer(f.name, str(f.verbose_name), now[f.name], then[f.name], f.name not in OWN)
        for f in logged_fields()
        if f.name not in NOT_COPIED and then[f.name] and now[f.name] != then[f.name]
    ]


def copy_fields(settings: FeeSettings, source: FeeSettings, names: set[str], user) -> int:
    """Take over the named fields that are on offer, and log it; returns how many.

    Raises `ValidationError`, and stores nothing, if the outcome does not fit together.
    """
    before = snapshot(settings)
    taken = [offer.name for offer in offers(settings, source) if offer.name in names]
    for name in taken:
        setattr(settings, name, getattr(source, name))
    settings.full_clean()
    settings.save()
    log_changes(settings, before, user)
    return len(taken)


class CopyView(SiteSettingsMixin, TemplateView):
    """First which site, then which fields, then it is saved."""

    template_name = "wagtail_libfees/admin/settings/copy.html"
    page_title = gettext_lazy("Copy from another site")
    header_icon = "copy"

    @cached_property
    def source(self) -> FeeSettings | None:
        """The settings of the chosen site, which the user may change too; None if none is chosen.

        404 for a site of which the user may know nothing.
        """
        chosen = self.request.GET.get("from") or self.request.POST.get("from")
        if not chosen:
            return None
        # As text: no database takes every number that can be sent.
        for offered in self.sources:
            if str(offered.site_id) == chosen:
                return offered
        raise Http404

    @property
    def sources(self):
        """The stored settings of the user's other sites."""
        sites = sites_with_settings_for(self.request.user).exclude(pk=self.site.pk)
        return FeeSettings.objects.filter(site__in=sites).select_related("site", "fee_page")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sources=self.sources,
            source=self.source,
            offers=offers(self.settings, self.source) if self.source else [],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.source is None:
            return self.render_to_response(self.get_context_data())
        try:
            names = set(request.POST.getlist("fields"))
            count = copy_fields(self.settings, self.source, names, request.user)
        except ValidationError as exc:
            for message in exc.messages:
                messages.error(request, message)
            return redirect(f"{request.path}?from={self.source.site_id}")
        messages.success(request, _("%(count)s fields were copied.") % {"count": count})
        return redirect(settings_url(self.site))
