"""The report “Channels”: what is to be done, and the whole ledger."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from wagtail_libfees.admin.reports import EditorsReportView, report_menu_item, report_urls

from .access import visible_entries
from .board import channel_label
from .tasks import by_notice, ledger_tasks
from .urls_of import channels_url


class LedgerReportView(EditorsReportView):
    """All that was sent, the latest first; exported with the text."""

    index_url_name = "libfees_ledger"
    index_results_url_name = "libfees_ledger_results"
    template_name = "wagtail_libfees/admin/notices/report.html"
    page_title = _("Channels")
    header_icon = "mail"
    list_export = [
        "title",
        "channel",
        "sent_at",
        "sent_by_name",
        "taken_down_at",
        "taken_down_by_name",
        "text",
    ]
    export_headings = {
        "title": _("Notice"),
        "channel": _("Channel"),
        "sent_at": _("Sent"),
        "sent_by_name": _("Sent by"),
        "taken_down_at": _("Taken down"),
        "taken_down_by_name": _("Taken down by"),
        "text": _("Text"),
    }

    def get_queryset(self):
        return visible_entries(self.request.user).select_related("page")

    def get_filename(self):
        return "channels"

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=by_notice(ledger_tasks(self.request.user)), **kwargs)

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Notice"), get_url=entry_url),
            Column("channel", label=_("Channel"), accessor=lambda e: channel_label(e.channel)),
            DateColumn("sent_at", label=_("Sent")),
            Column("sent_by_name", label=_("Sent by")),
            DateColumn("taken_down_at", label=_("Taken down")),
            Column("taken_down_by_name", label=_("Taken down by")),
        ]


def entry_url(entry) -> str | None:
    """Where the notice's channels are; None if it is deleted."""
    return channels_url(entry.page) if entry.page else None


def ledger_menu_item():
    """“Channels” under Reports."""
    return report_menu_item(LedgerReportView, 1300)


def ledger_urls():
    return report_urls(LedgerReportView, "reports/libfees-channels/")
