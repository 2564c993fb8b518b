"""The report “Did it help?”: how borrowers found the answers, and the lines that they left."""

from django.core.exceptions import PermissionDenied
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages
from wagtail.permission_policies.pages import PagePermissionPolicy

from wagtail_libfees.admin.exports import CSVForPeopleMixin
from wagtail_libfees.admin.facts.places import sites_with_pages_for
from wagtail_libfees.drafts.permissions import may_edit_pages
from wagtail_libfees.models import AnswerRating
from wagtail_libfees.rates import format_date

from .unanswered import WIDE, UnansweredMenuItem


class LinesColumn(Column):
    """The lines that borrowers left, those that nobody has read first, and a button."""

    cell_template_name = "wagtail_libfees/admin/search/lines.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        lines = list(instance.lines.all())
        # A cell is rendered without the request's own context.
        return {
            **context,
            "token": get_token(parent_context["request"]),
            "unread": [line for line in lines if not line.is_read],
            "read": [line for line in lines if line.is_read],
        }


class HelpedReportView(CSVForPeopleMixin, ReportView):
    """The questions of the user's sites that were rated, those that help least first."""

    model = AnswerRating
    index_url_name = "libfees_helped"
    index_results_url_name = "libfees_helped_results"
    page_title = gettext_lazy("Did it help?")
    header_icon = "comment"
    template_name = "wagtail_libfees/admin/search/helped.html"
    results_template_name = "wagtail_libfees/admin/search/helped_results.html"
    permission_policy = PagePermissionPolicy()
    any_permission_required = ["add", "change"]
    is_searchable = False
    list_export = ["title", "language", "helped", "did_not_help", "words", "last_on", "site"]
    export_headings = {
        "title": gettext_lazy("Question"),
        "language": gettext_lazy("Language"),
        "helped": gettext_lazy("Helped"),
        "did_not_help": gettext_lazy("Did not help"),
        "words": gettext_lazy("What was missing"),
        "last_on": gettext_lazy("Last time"),
        "site": gettext_lazy("Site"),
    }

    def get_queryset(self):
        return ratings_for(self.request.user).select_related("site").prefetch_related("lines")

    def get_filename(self):
        return "answers"

    @cached_property
    def columns(self):
        languages = get_content_languages()
        columns = [
            Column("title", label=_("Question")),
            Column("did_not_help", label=_("Did not help")),
            Column("helped", label=_("Helped"), classname=WIDE),
            LinesColumn("missing", label=_("What was missing"), accessor="words"),
            Column(
                "last_on",
                label=_("Last time"),
                accessor=lambda row: format_date(row.last_on),
                classname=WIDE,
            ),
        ]
        if len(languages) > 1:
            accessor = lambda row: languages.get(row.language, row.language)  # noqa: E731
            columns.append(
                Column("language", label=_("Language"), accessor=accessor, classname=WIDE)
            )
        if len(sites_with_pages_for(self.request.user)) > 1:
            columns.append(Column("site", label=_("Site")))
        return columns


def ratings_for(user):
    """The counts of the sites on which `user` writes pages."""
    return AnswerRating.objects.filter(site__in=sites_with_pages_for(user))


@require_POST
def mark_lines_read(request, pk: int):
    """Note that the lines about an answer are read."""
    if not may_edit_pages(request.user):
        raise PermissionDenied
    rating = get_object_or_404(ratings_for(request.user), pk=pk)
    rating.lines.update(is_read=True)
    return redirect("libfees_helped")


def helped_menu_item():
    """“Did it help?” under Reports."""
    return UnansweredMenuItem(
        gettext_lazy("Did it help?"),
        reverse("libfees_helped"),
        name="libfees-helped",
        icon_name="comment",
        order=1021,
    )


def helped_urls():
    view, base = HelpedReportView, "reports/libfees-helped/"
    return [
        path(base, view.as_view(), name="libfees_helped"),
        path(f"{base}results/", view.as_view(results_only=True), name="libfees_helped_results"),
        path(f"{base}<libfees_id:pk>/read/", mark_lines_read, name="libfees_helped_read"),
    ]
