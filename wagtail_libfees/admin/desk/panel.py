"""The panel on the front page of the admin."""

from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..quality.access import may_see_report
from . import providers as _providers  # noqa: F401 - registers them
from .registry import desk_lines


class DeskPanel(Component):
    """One line for each thing that waits, with the place where it is done."""

    name = "libfees_desk"
    template_name = "wagtail_libfees/admin/desk/panel.html"
    order = 60

    def __init__(self, user):
        self.lines = desk_lines(user)
        self.may_see_report = may_see_report(user)

    def get_context_data(self, parent_context):
        """The lines."""
        return {"lines": self.lines, "may_see_report": self.may_see_report}


def add_desk(request, panels) -> None:
    """Add the panel for who writes or imports."""
    if PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change"}):
        panels.append(DeskPanel(request.user))
