"""The report “Searches without an answer”, and a question made of one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from wagtail_libfees.admin.facts.places import sites_with_pages_for
from wagtail_libfees.admin.quality.access import edit_url
from wagtail_libfees.admin.reports import (
    WIDE,
    EditorsReportView,
    PostingColumn,
    language_and_site_columns,
    last_day_column,
    report_menu_item,
    report_urls,
)
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.new_question import add_question
from wagtail_libfees.drafts.permissions import may_edit, may_edit_pages
from wagtail_libfees.models import SearchSynonym, UnansweredSearch

from ..published import question_pages
from ..unanswered import HIDDEN


class WhatToDoColumn(PostingColumn):
    """The buttons of a row."""

    cell_template_name = "wagtail_libfees/admin/search/what_to_do.html"


class UnansweredReportView(EditorsReportView):
    """What borrowers of the user's sites searched for in vain, the most asked first."""

    model = UnansweredSearch
    index_url_name = "libfees_unanswered"
    index_results_url_name = "libfees_unanswered_results"
    page_title = gettext_lazy("Searches without an answer")
    header_icon = "search"
    template_name = "wagtail_libfees/admin/search/report.html"
    results_template_name = "wagtail_libfees/admin/search/report_results.html"
    list_export = ["words", "language", "times", "last_on", "site"]
    export_headings = {
        "words": gettext_lazy("Searched for"),
        "language": gettext_lazy("Language"),
        "times": gettext_lazy("How often"),
        "last_on": gettext_lazy("Last time"),
        "site": gettext_lazy("Site"),
    }

    def get_queryset(self):
        return searches_for(self.request.user).select_related("site")

    def get_filename(self):
        return "searches"

    @cached_property
    def header_buttons(self):
        """To the words that mean the same: often one of those is what was lacking."""
        viewset = SearchSynonym.snippet_viewset
        if not viewset.permission_policy.user_has_any_permission(
            self.request.user, ["add", "change"]
        ):
            return []
        url = reverse(viewset.get_url_name("list"))
        return [HeaderButton(viewset.menu_label, url=url, icon_name="edit")]

    @cached_property
    def columns(self):
        return [
            Column("words", label=_("Searched for")),
            Column("times", label=_("How often")),
            last_day_column(classname=WIDE),
            *language_and_site_columns(self.request.user),
            WhatToDoColumn("what", label=_("What to do")),
        ]


def searches_for(user):
    """The searches on the sites on which `user` writes pages."""
    return UnansweredSearch.objects.filter(site__in=sites_with_pages_for(user))


@require_POST
def make_question(request, pk: int):
    """Make a question of a search, in the draft of the site's FAQ, and go on in its editor."""
    row = _row(request, pk)
    pages = [p for p in question_pages(row.site, row.language) if may_edit(p, request.user)]
    try:
        if not pages:
            raise DraftError(_("There is no public FAQ in that language that you may edit."))
        question = add_question(pages[0], request.user, as_question(row.words))
    except DraftError as exc:
        messages.error(request, str(exc))
        return redirect("libfees_unanswered")
    row.delete()
    messages.success(request, _("The question is in the draft. Write its answer, and publish."))
    return redirect(edit_url(pages[0], Place("body", question, "answer")))


@require_POST
def drop_search(request, pk: int):
    """Take a search off the list; when somebody searches so again, it comes back."""
    _row(request, pk).delete()
    return redirect("libfees_unanswered")


def _row(request, pk: int) -> UnansweredSearch:
    if not may_edit_pages(request.user):
        raise PermissionDenied
    return get_object_or_404(searches_for(request.user).select_related("site"), pk=pk)


def as_question(words: str) -> str:
    """What was searched for as the beginning of a question: one sentence with its sign."""
    line = words.replace(HIDDEN, "…").rstrip(" .?!")
    return f"{line[:1].upper()}{line[1:]}?"


def unanswered_menu_item():
    """“Searches without an answer” under Reports."""
    return report_menu_item(UnansweredReportView, 1020)


def unanswered_urls():
    base = "reports/libfees-searches/"
    return [
        *report_urls(UnansweredReportView, base),
        path(f"{base}<libfees_id:pk>/question/", make_question, name="libfees_unanswered_question"),
        path(f"{base}<libfees_id:pk>/drop/", drop_search, name="libfees_unanswered_drop"),
    ]
