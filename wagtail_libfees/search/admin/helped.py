"""The report “Did it help?”: how borrowers found the answers, and the lines that they left."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column

from wagtail_libfees.admin.facts.places import sites_with_pages_for
from wagtail_libfees.admin.reports import (
    WIDE,
    EditorsReportView,
    PostingColumn,
    language_and_site_columns,
    last_day_column,
    report_menu_item,
    report_urls,
)
from wagtail_libfees.drafts.permissions import may_edit_pages
from wagtail_libfees.models import AnswerRating


class LinesColumn(PostingColumn):
    """The lines that borrowers left, those that nobody has read first, and a button."""

    cell_template_name = "wagtail_libfees/admin/search/lines.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        lines = list(instance.lines.all())
        return {
            **context,
            "unread": [line for line in lines if not line.is_read],
            "read": [line for line in lines if line.is_read],
        }


class HelpedReportView(EditorsReportView):
    """The questions of the user's sites that were rated, those that help least first."""

    model = AnswerRating
    index_url_name = "libfees_helped"
    index_results_url_name = "libfees_helped_results"
    page_title = gettext_lazy("Did it help?")
    header_icon = "comment"
    template_name = "wagtail_libfees/admin/search/helped.html"
    results_template_name = "wagtail_libfees/admin/search/helped_results.html"
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
        return [
            Column("title", label=_("Question")),
            Column("did_not_help", label=_("Did not help")),
            Column("helped", label=_("Helped"), classname=WIDE),
            LinesColumn("missing", label=_("What was missing"), accessor="words"),
            last_day_column(classname=WIDE),
            *language_and_site_columns(self.request.user),
        ]


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
    return report_menu_item(HelpedReportView, 1021)


def helped_urls():
    base = "reports/libfees-helped/"
    return [
        *report_urls(HelpedReportView, base),
        path(f"{base}<libfees_id:pk>/read/", mark_lines_read, name="libfees_helped_read"),
    ]
