"""“Bring the fee page back”: what is wrong, and one button."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.models import FeeSettings

from ..backups import forget_translations
from ..faults import fee_page_problem, may_choose, may_mend
from ..restore import restore_fee_page, way_message
from ..restore_plan import plan_for
from ..settings.admin.access import settings_url


class RestoreView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, and then brings the fee page of a site back."""

    template_name = "wagtail_libfees/admin/guards/restore.html"
    page_title = gettext_lazy("Bring the fee page back")
    header_icon = "rotate"

    @cached_property
    def site(self) -> Site:
        """The site, if the user may mend what is wrong there."""
        site = get_object_or_404(Site, pk=self.kwargs["site_id"])
        if may_choose(site, self.request.user):
            return site
        problem = fee_page_problem(FeeSettings.for_site(site))
        if problem is None or not may_mend(problem, self.request.user):
            raise PermissionDenied
        return site

    @property
    def _settings_url(self) -> str:
        """The fee settings; empty for those who may not change them."""
        return settings_url(self.site) if may_choose(self.site, self.request.user) else ""

    def get_page_subtitle(self):
        return str(self.site)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """What is wrong, and what the button does about it."""
        return super().get_context_data(
            site=self.site,
            plan=plan_for(FeeSettings.for_site(self.site)),
            settings_url=self._settings_url,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Bring it back, and go on in its editor; a page with hindrances is a draft.

        Or forget the deleted translations, which nobody is asked about any more then.
        """
        if "forget" in request.POST:
            if forget_translations(self.site):
                messages.success(request, _("The deleted translation is forgotten."))
            return redirect("wagtailadmin_home")
        try:
            restored = restore_fee_page(self.site, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect(self._settings_url or "wagtailadmin_home")
        messages.success(request, way_message(restored))
        for hindrance in restored.hindrances:
            messages.warning(request, hindrance)
        return redirect("wagtailadmin_pages:edit", restored.page.pk)


def restore_urls():
    """The address of the view, for the hook."""
    return [
        path(
            "libfees/fee-page/<libfees_id:site_id>/restore/",
            RestoreView.as_view(),
            name="libfees_restore_fee_page",
        )
    ]
