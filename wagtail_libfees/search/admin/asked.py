"""The report “Questions asked again”: what staff are asked, the most asked first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from wagtail_libfees.admin.quality.access import edit_url
from wagtail_libfees.admin.reports import (
    WIDE,
    EditorsReportView,
    last_day_column,
    report_menu_item,
    report_urls,
)
from wagtail_libfees.blocks.faq import stored_questions
from wagtail_libfees.blocks.keys import key_of
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.drafts.permissions import editable_pages
from wagtail_libfees.models import AskedAgain
from wagtail_libfees.models.asked_again import AskedCount, asked_counts
from wagtail_libfees.models.faq import question_models


@dataclass(frozen=True)
class AskedRow:
    """A question that was asked again, on a page that the user may edit."""

    page: Any
    block_id: str
    question: str
    asked: AskedCount

    @property
    def times(self) -> int:
        return self.asked.times

    @property
    def last_on(self) -> date:
        return self.asked.last_on

    @property
    def title(self) -> str:
        """The page."""
        return self.page.get_admin_display_title()

    @property
    def edit_url(self) -> str:
        """The question in the editor."""
        return edit_url(self.page, Place("body", self.block_id, "question"))


def asked_rows(user) -> list[AskedRow]:
    """The questions that were asked again, of the pages that `user` may edit."""
    rows = sorted(_rows(user), key=lambda row: (row.times, row.last_on), reverse=True)
    # A translation has the questions of its source: each is told once.
    once: dict[tuple, AskedRow] = {}
    for row in rows:
        once.setdefault((row.page.translation_key, key_of(row.block_id)), row)
    return list(once.values())


def _rows(user) -> Iterator[AskedRow]:
    counted = AskedAgain.objects.values("translation_key")
    for model in question_models():
        own = model.objects.filter(pk__in=editable_pages(user), translation_key__in=counted)
        pages = list(own.select_related("locale").order_by("path"))
        counts = asked_counts([page.translation_key for page in pages])
        for page in pages:
            facts = page.get_facts()
            for block_id, words in stored_questions(page.body):
                if asked := counts.get((page.translation_key, key_of(block_id))):
                    yield AskedRow(page, block_id, facts.text(words), asked)


class AskedReportView(EditorsReportView):
    """What staff of the user's libraries noted, the most asked first."""

    model = AskedAgain
    index_url_name = "libfees_asked"
    index_results_url_name = "libfees_asked_results"
    page_title = gettext_lazy("Questions asked again")
    header_icon = "help"
    results_template_name = "wagtail_libfees/admin/search/asked_results.html"
    list_export = ["question", "title", "times", "last_on"]
    export_headings = {
        "question": gettext_lazy("Question"),
        "title": gettext_lazy("Page"),
        "times": gettext_lazy("Times in a year"),
        "last_on": gettext_lazy("Last time"),
    }

    def get_filtered_queryset(self):
        return asked_rows(self.request.user)

    def get_filename(self):
        return "asked-again"

    @cached_property
    def columns(self):
        return [
            TitleColumn("question", label=_("Question"), get_url=lambda row: row.edit_url),
            Column("times", label=_("Times in a year")),
            last_day_column(),
            Column("title", label=_("Page"), classname=WIDE),
        ]


def asked_menu_item():
    """“Questions asked again” under Reports."""
    return report_menu_item(AskedReportView, 1025)


def asked_urls():
    return report_urls(AskedReportView, "reports/libfees-asked/")
