"""The import log of fee pages: one item for each block that a run wrote or left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import override

from wagtail_libfees import rates
from wagtail_libfees.models import ImportedItem, ImportedPage, ImportRun
from wagtail_libfees.models.imports import FEES

from .fees_reading import Reading
from .fees_sheet import rate_block
from .fees_writing import WrittenBlock
from .origins import Origin


def new_fees_run(reading: Reading, origin: Origin, *, user, parent=None, page=None) -> ImportRun:
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
    """Keep the corrected card beside the reading, and what was done to the page."""
    card = rates.card_document(planned.sheet.to_card())
    run.records = {**run.records, "card": card}
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
    words = strip_tags(value.get("text", "").replace("<", " <"))
    text = value.get("heading") or Truncator(" ".join(words.split())).chars(60)
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
