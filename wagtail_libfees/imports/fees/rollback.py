"""Taking back what a run did to the blocks of a fee page.

A block is taken back only if it still says what the run gave it.
"""

from __future__ import annotations

import json

from wagtail_libfees.blocks.stored_blocks import BLOCK_TYPES, says

from ..models import ImportedItem
from ..outcomes import UNDONE, Outcome, ReportLine

WRITING = ("added", "changed", "removed")


def undo_fees(run, imported, page, user) -> list[ReportLine]:
    """Take the blocks of one page back, and save the draft if that changes it."""
    items = run.items.filter(page_id=page.pk).order_by("pk")
    draft = page.get_latest_revision_as_object()
    stream = _Stream(draft.body)
    outcomes = [(item, stream.undo(item)) for item in _in_order(items)]
    lines = [ReportLine(outcome, page.pk, page.title, item.question) for item, outcome in outcomes]
    undone = [item.pk for item, outcome in outcomes if outcome in UNDONE]
    if undone:
        draft.body = draft.body.stream_block.to_python(stream.raw)
        draft.save_revision(user=user, log_action=True, clean=False)
    ImportedItem.objects.filter(pk__in=undone).update(undone=True)
    return lines


def _in_order(items):
    """What was removed comes back last, when it is known whether its kind could be taken back."""
    written = [item for item in items if item.action in WRITING]
    return sorted(written, key=lambda item: item.action == "removed")


class _Stream:
    """The stored stream of a draft, taken back block by block."""

    def __init__(self, body):
        self.block = body.stream_block
        self.raw = list(body.get_prep_value())
        self.kept: set[str] = set()

    def undo(self, item) -> Outcome:
        if item.action == "removed":
            return self._bring_back(item)
        index = next((i for i, raw in enumerate(self.raw) if raw["id"] == item.block_id), None)
        if index is None:
            self.kept.add(item.key)
            return Outcome.MISSING
        raw = self.raw[index]
        if says(self.block, raw) != says(
            self.block, {**raw, "value": json.loads(item.answer_html)}
        ):
            self.kept.add(item.key)
            return Outcome.EDITED
        if item.action == "added":
            del self.raw[index]
            return Outcome.REMOVED
        self.raw[index] = {**raw, "value": json.loads(item.answer_before)}
        return Outcome.RESTORED

    def _bring_back(self, item) -> Outcome:
        """Put a block where it stood, unless an editor has rates of its kind here since."""
        there = any(raw["id"] == item.block_id for raw in self.raw)
        if there or item.key in self.kept:
            return Outcome.EDITED
        value = json.loads(item.answer_before)
        block = {"type": BLOCK_TYPES[item.key], "value": value, "id": item.block_id}
        self.raw.insert(min(int(item.place or 0), len(self.raw)), block)
        return Outcome.RESTORED
