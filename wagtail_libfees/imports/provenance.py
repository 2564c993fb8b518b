"""Where the questions of a page came from, told in its editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from .models import ImportedItem, ImportRun, SourceKind, Status

if TYPE_CHECKING:
    from .reading.plan import Wording


@dataclass(frozen=True)
class Provenance:
    """One source of a page: when it was last imported, and what became of its questions here."""

    source: str
    run_id: int
    imported_at: datetime
    questions: int
    changed_here: int
    removed_here: int


def provenance_of(page) -> list[Provenance]:
    """The sources of the questions in the draft of `page`, the latest first.

    A question counts as changed here if it no longer has the words that the source had.
    """
    now = _wordings(page)
    by_source: dict[str, list[ImportedItem]] = {}
    for item in ImportedItem.objects.baselines(page):
        by_source.setdefault(item.source, []).append(item)
    found = [_provenance(source, items, now) for source, items in by_source.items()]
    return sorted(found, key=lambda provenance: provenance.imported_at, reverse=True)


def _wordings(page) -> dict[str, Wording]:
    """The words of each question of the page's stream by block id."""
    from .reading.plan import Wording

    return {
        question["id"]: Wording(
            "", question["value"].get("question") or "", question["value"].get("answer") or ""
        )
        for child in page.body.get_prep_value()
        if child["type"] == "questions"
        for question in child["value"]["questions"]
    }


def _provenance(source, items, now) -> Provenance:
    latest = items[-1]
    changed = [item for item in items if item.block_id in now and not _as_imported(item, now)]
    return Provenance(
        source=source,
        run_id=latest.run_id,
        imported_at=latest.imported_at,
        questions=len(items),
        changed_here=len(changed),
        removed_here=sum(item.block_id not in now for item in items),
    )


def _as_imported(item, now) -> bool:
    from .reading.plan import Wording, same_wording

    return same_wording(now[item.block_id], Wording("", item.question, item.answer_html))


def public_sources(page) -> list[ImportRun]:
    """The latest import of each address that questions of `page` come from, for borrowers.

    Imports go to the page in the source language, so its translations ask for that one. Files and
    pasted texts are left out: their names are nobody else's business.
    """
    runs = ImportRun.objects.filter(
        pages__page__translation_key=page.translation_key,
        source_kind=SourceKind.URL,
        status=Status.DONE,
    ).order_by("started_at", "pk")
    return list({run.source: run for run in runs}.values())


class ProvenancePanel(Panel):
    """Source, date and changes of imported questions; not shown on a page without any."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Imported questions"))
        kwargs.setdefault("icon", "download")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/imports/provenance.html"

        def is_shown(self):
            """Only on a page with imported questions."""
            return super().is_shown() and bool(self.sources)

        @cached_property
        def sources(self):
            """What the page knows of its sources."""
            return provenance_of(self.instance) if self.instance.pk else []

        def get_context_data(self, parent_context=None):
            """Add the sources; links to the importer only for who may use it."""
            return {
                **super().get_context_data(parent_context),
                "sources": self.sources,
                "may_import": self.request.user.has_perm("libfees_imports.add_importrun"),
            }
