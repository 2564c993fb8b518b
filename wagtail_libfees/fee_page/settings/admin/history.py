"""Who changed what in the fee settings of a site: its page, and Wagtail's own log."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import LogFormatter, registry

from ..history import ACTION, logged_fields
from .access import SiteSettingsMixin

PER_PAGE = 20


class HistoryView(SiteSettingsMixin, TemplateView):
    """The changes, the latest first, with the old and the new text of each field."""

    template_name = "wagtail_libfees/admin/settings/history.html"
    page_title = gettext_lazy("History of the fee settings")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        page = Paginator(self._entries(), PER_PAGE).get_page(self.request.GET.get("p"))
        changes = [(entry, changed_fields(entry)) for entry in page]
        return super().get_context_data(page_obj=page, changes=changes, **kwargs)

    def _entries(self):
        if self.settings.pk is None:
            return []
        entries = registry.get_logs_for_instance(self.settings).filter(action=ACTION)
        return entries.select_related("user").order_by("-timestamp", "-pk")


def changed_fields(entry) -> list[tuple[str, str, str]]:
    """(label, old text, new text) of each field that an entry tells of, in the form's order.

    A field that the model no longer has is told under its name.
    """
    changes = (entry.data or {}).get("changes", {})
    labels = {field.name: str(field.verbose_name) for field in logged_fields()}
    order = [*labels, *(name for name in changes if name not in labels)]
    return [(labels.get(name, name), *changes[name]) for name in order if name in changes]


def register_settings_log(actions) -> None:
    """The action, for Wagtail's history and reports."""

    @actions.register_action(ACTION)
    class ChangeSettings(LogFormatter):
        """A change of the fee settings, by an editor or by what an editor set off."""

        label = gettext_lazy("Change fee settings")

        def format_message(self, log_entry):
            labels = [label for label, _old, _new in changed_fields(log_entry)]
            return _("Changed: %(fields)s") % {"fields": ", ".join(labels)}
