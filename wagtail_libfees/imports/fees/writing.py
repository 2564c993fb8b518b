"""Writing what was decided of a fee page into its draft, and what that did block by block."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from wagtail_libfees.blocks.stored_blocks import BLOCK_TYPES, Raw
from wagtail_libfees.drafts.rates import plan_rates

KIND_OF_TYPE = {name: kind for kind, name in BLOCK_TYPES.items()}


@dataclass(frozen=True)
class WrittenBlock:
    """A block that an import added, changed or removed, as it was stored before and after.

    `number` is where it stood in the stream.
    """

    id: str
    type: str
    number: int
    before: Raw | None
    after: Raw | None

    @property
    def action(self) -> str:
        """What happened to it."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def key(self) -> str:
        """The kind of rates that it holds, or "text"."""
        return KIND_OF_TYPE.get(self.type, self.type)


def write_fees(planned, user) -> tuple[WrittenBlock, ...]:
    """Save the draft revision with the rates and the texts; returns what it did."""
    draft = planned.page.get_latest_revision_as_object()
    before = list(draft.body.get_prep_value())
    after = list(plan_rates(planned.page, planned.card).stream)
    _set_headings(before, after, planned.sheet)
    after += [_text_block(section) for section in planned.sections]
    draft.body = draft.body.stream_block.to_python(after)
    draft.save_revision(user=user, log_action=True, clean=False)
    planned.page.refresh_from_db(fields=["latest_revision"])
    return tuple(_written(before, after))


def _set_headings(before, after, sheet) -> None:
    """Give new blocks the heading that the editor typed."""
    known = {raw["id"] for raw in before}
    for raw in after:
        typed = sheet.kinds.get(KIND_OF_TYPE.get(raw["type"], ""), {}).get("heading")
        if raw["id"] not in known and typed:
            raw["value"]["heading"] = typed


def _text_block(section) -> Raw:
    value = {"heading": section.heading[:255], "text": section.html}
    return {"type": "text", "value": value, "id": str(uuid.uuid4())}


def _written(before: list[Raw], after: list[Raw]):
    old = {raw["id"]: (number, raw) for number, raw in enumerate(before)}
    new = {raw["id"]: raw for raw in after}
    for number, raw in enumerate(after):
        was = old[raw["id"]][1]["value"] if raw["id"] in old else None
        if was != raw["value"]:
            yield WrittenBlock(raw["id"], raw["type"], number, was, raw["value"])
    for number, raw in old.values():
        if raw["id"] not in new:
            yield WrittenBlock(raw["id"], raw["type"], number, raw["value"], None)
