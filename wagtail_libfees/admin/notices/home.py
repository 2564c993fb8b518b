"""The ledger's reminders on the first page of the admin."""

from django.forms import Media
from django.urls import reverse
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from .report import may_see_ledger
from .tasks import by_notice, ledger_tasks

SHOWN = 5


class LedgerPanel(Component):
    """The first tasks, and the way to all of them; nothing when there is none."""

    name = "libfees_ledger"
    template_name = "wagtail_libfees/admin/notices/home_panel.html"
    order = 180

    def get_context_data(self, parent_context):
        """The tasks of the user."""
        user = parent_context["request"].user
        tasks = ledger_tasks(user) if may_see_ledger(user) else []
        groups = by_notice(tasks)[:SHOWN]
        return {"groups": groups, "count": len(tasks), "report_url": reverse("libfees_ledger")}

    @property
    def media(self):
        """The style of the list."""
        return Media(css={"all": [versioned_static("wagtail_libfees/admin/channels.css")]})


def add_ledger_panel(request, panels):
    """For the hook."""
    panels.append(LedgerPanel())
