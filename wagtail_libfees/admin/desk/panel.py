"""The panel on the front page of the admin."""

from django.forms import Media
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from wagtail_libfees.fee_page import desk as _fee_pages  # noqa: F401 - registers its lines, as those below
from wagtail_libfees.notices import desk as _channels  # noqa: F401

from ...drafts.permissions import may_edit_pages
from ..quality.access import may_see_report
from ..start import desk as _starts  # noqa: F401
from . import providers as _providers  # noqa: F401
from .lines import Desk, desk_of


class DeskPanel(Component):
    """One line for each thing that waits, with the place where it is done."""

    name = "libfees_desk"
    template_name = "wagtail_libfees/admin/desk/panel.html"
    order = 60

    def __init__(self, desk: Desk, may_see_report: bool):
        self.desk, self.may_see_report = desk, may_see_report

    def get_context_data(self, parent_context):
        return {
            "csrf_token": parent_context.get("csrf_token"),
            "lines": self.desk.lines,
            "more": self.desk.more,
            "may_see_report": self.may_see_report,
        }

    @property
    def media(self):
        return Media(css={"all": [versioned_static("wagtail_libfees/admin/desk.css")]})


def add_desk(request, panels) -> None:
    """Add the panel for who writes pages, and for who has something waiting."""
    user, desk = request.user, desk_of(request.user)
    if desk.lines or may_edit_pages(user):
        panels.append(DeskPanel(desk, may_see_report(user)))
