"""The import log of fee pages: one item for each block that a run wrote or left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import Truncator
from django.utils.translation import override

from wagtail_libfees import rates

from ...text.all_text import as_read
from ...text.prose import squeezed
from ..models import FEES, ImportedItem, ImportedPage, ImportRun
from ..origins import Origin
from .reading import FeesReading
from .stored_rates import rate_block
from .writing import WrittenBlock


def new_fees_run(
    reading: FeesReading, origin: Origin, *, user, parent=None, page=None
) -> ImportRun:
    """An unsaved run with what was read."""
    return ImportRun(
        source=reading.source,
        source_kind=origin.kind,
        sha256=origin.sha256,
        profile=FEES,
        user=user,
        page=page,
        parent=None if page is not None else parent,
        records={"reading": reading.to_dict()},
        rejected=list(reading.rejected),
    )


def log_fees(planned, run: ImportRun, written: Iterable[WrittenBlock], *, made: bool) -> None:
    """Keep the corrected rates beside the reading, and what was done to the page."""
    run.records = {**run.records, "sheet": planned.sheet.to_dict()}
    run.save(update_fields=["records"])
    if planned.page is None:
        return
    ImportedPage.objects.create(
        run=run,
        page_id=planned.page.pk,
        title=planned.page.title,
        made=made,
        revision_id=planned.page.latest_revision_id,
    )
    with override(planned.page.locale.language_code):
        items = [_written_item(block) for block in written]
        items += [
            ImportedItem(key=kind, kind=action, action=action, question=kind_name(kind))
            for kind, action in planned.kinds.items()
            if action in ("same", "kept")
        ]
    for item in items:
        item.run, item.page_id = run, planned.page.pk
    ImportedItem.objects.bulk_create(items)


def _written_item(block: WrittenBlock) -> ImportedItem:
    value = block.after if block.after is not None else block.before or {}
    words = squeezed(as_read(value.get("text", "")))
    text = value.get("heading") or Truncator(words).chars(60)
    return ImportedItem(
        key=block.key,
        block_id=block.id,
        kind=block.action,
        action=block.action,
        question=kind_name(block.key) if block.key in rates.KINDS else text,
        answer_html=_stored(block.after),
        answer_before=_stored(block.before),
        place=str(block.number) if block.action == "removed" else "",
    )


def _stored(value) -> str:
    return "" if value is None else json.dumps(value, cls=DjangoJSONEncoder)


def kind_name(kind: str) -> str:
    """The name of a kind of rates, in the active language."""
    return str(rate_block(kind).meta.label)
