"""What the reports for editors share: who sees them, their addresses and their line in the menu."""

from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..drafts.permissions import may_edit_pages
from ..rates import format_date
from .exports import CSVForPeopleMixin
from .facts.places import sites_with_pages_for

# The class of a column that a phone has no room for.
WIDE = "libfees-wide"


class EditorsReportView(CSVForPeopleMixin, ReportView):
    """A report for who may edit a page; a subclass names its addresses, title, icon and columns."""

    permission_policy = PagePermissionPolicy()
    any_permission_required = ["add", "change"]
    is_searchable = False


class EditorsMenuItem(MenuItem):
    """Shown to who may edit a page."""

    def is_shown(self, request):
        return may_edit_pages(request.user)


def report_menu_item(view: type[EditorsReportView], order: int) -> EditorsMenuItem:
    """The line of a report under Reports."""
    name = view.index_url_name
    return EditorsMenuItem(
        view.page_title,
        reverse(name),
        name=name.replace("_", "-"),
        icon_name=view.header_icon,
        order=order,
    )


def report_urls(view: type[EditorsReportView], base: str) -> list:
    """The address of a report, and of its list alone, which a filter or a page asks for."""
    return [
        path(base, view.as_view(), name=view.index_url_name),
        path(f"{base}results/", view.as_view(results_only=True), name=view.index_results_url_name),
    ]


class PostingColumn(Column):
    """A column whose template has buttons that post."""

    def get_cell_context_data(self, instance, parent_context):
        """With the token, since a cell is rendered without the request's own context."""
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "token": get_token(parent_context["request"])}


def last_day_column(**options) -> Column:
    """When something was counted last."""
    accessor = lambda row: format_date(row.last_on)  # noqa: E731
    return Column("last_on", label=_("Last time"), accessor=accessor, **options)


def language_and_site_columns(user) -> list[Column]:
    """The language of a row where there are several, and the site for who works on several."""
    languages, columns = get_content_languages(), []
    if len(languages) > 1:
        accessor = lambda row: languages.get(row.language, row.language)  # noqa: E731
        columns.append(Column("language", label=_("Language"), accessor=accessor, classname=WIDE))
    if len(sites_with_pages_for(user)) > 1:
        columns.append(Column("site", label=_("Site")))
    return columns
