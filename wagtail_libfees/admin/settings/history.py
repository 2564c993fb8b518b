"""Who changed what in the fee settings of a site."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import registry

from wagtail_libfees.models.settings_log import ACTION

from .access import SiteSettingsMixin
from .log import changed_fields

PER_PAGE = 20


class HistoryView(SiteSettingsMixin, TemplateView):
    """The changes, the latest first, with the old and the new text of each field."""

    template_name = "wagtail_libfees/admin/settings/history.html"
    page_title = gettext_lazy("History of the fee settings")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        """One page of changes."""
        page = Paginator(self._entries(), PER_PAGE).get_page(self.request.GET.get("p"))
        changes = [(entry, changed_fields(entry)) for entry in page]
        return super().get_context_data(page_obj=page, changes=changes, **kwargs)

    def _entries(self):
        if self.settings.pk is None:
            return []
        entries = registry.get_logs_for_instance(self.settings).filter(action=ACTION)
        return entries.select_related("user").order_by("-timestamp", "-pk")
