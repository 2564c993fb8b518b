"""Where the rates of a fee page came from, told in its editor."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from ..blocks.stored_blocks import says
from .models import ImportedItem


@dataclass(frozen=True)
class FeesProvenance:
    """One source of a fee page: when it was last imported, and what became of its blocks here."""

    source: str
    run_id: int
    imported_at: datetime
    blocks: tuple[str, ...]
    changed_here: tuple[str, ...]
    removed_here: tuple[str, ...]


def fees_provenance_of(page) -> list[FeesProvenance]:
    """The sources of the blocks in the draft of `page`, the latest first."""
    stream = {raw["id"]: raw for raw in page.body.get_prep_value()}
    by_source: dict[str, list[ImportedItem]] = {}
    for item in ImportedItem.objects.baselines(page):
        if item.action in ("added", "changed"):
            by_source.setdefault(item.source, []).append(item)
    found = [_provenance(page, source, items, stream) for source, items in by_source.items()]
    return sorted(found, key=lambda provenance: provenance.imported_at, reverse=True)


def _provenance(page, source, items, stream) -> FeesProvenance:
    here = [item for item in items if item.block_id in stream]
    changed = [item for item in here if not _as_imported(page, item, stream[item.block_id])]
    return FeesProvenance(
        source=source,
        run_id=items[-1].run_id,
        imported_at=items[-1].imported_at,
        blocks=tuple(item.question for item in here),
        changed_here=tuple(item.question for item in changed),
        removed_here=tuple(item.question for item in items if item.block_id not in stream),
    )


def _as_imported(page, item, raw) -> bool:
    block = page.body.stream_block
    return says(block, raw) == says(block, {**raw, "value": json.loads(item.answer_html)})


class FeesProvenancePanel(Panel):
    """Source, date and changes of imported rates; not shown on a page without any."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Imported rates"))
        kwargs.setdefault("icon", "download")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/imports/fees_provenance.html"

        def is_shown(self):
            """Only on a page with imported rates."""
            return super().is_shown() and bool(self.sources)

        @cached_property
        def sources(self):
            """What the page knows of its sources."""
            return fees_provenance_of(self.instance) if self.instance.pk else []

        def get_context_data(self, parent_context=None):
            """Add the sources; links to the importer only for who may use it."""
            return {
                **super().get_context_data(parent_context),
                "sources": self.sources,
                "may_import": self.request.user.has_perm("libfees_imports.add_importrun"),
            }
