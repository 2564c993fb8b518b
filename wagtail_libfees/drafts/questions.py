"""Questions in the stored form of a page's stream: reading them, and writing a plan into them.

All functions work on raw stream data (a list of dicts with type, value and id), because ids must
stay what they are and rich text must not be touched.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from wagtail_libfees.importers.keys import source_key
from wagtail_libfees.importers.plan import ImportPlan, Kind, PageItem, PlannedItem

GROUP_BLOCK = "questions"


def page_items(raw: list, keys: Mapping[str, str]) -> list[PageItem]:
    """The questions of a stream. `keys` maps block ids to the source keys of earlier imports.

    A question that no import brought has the key that its words would have.
    """
    return [
        PageItem(
            key=keys.get(question["id"]) or source_key(question["value"].get("question") or ""),
            question=question["value"].get("question") or "",
            answer_html=question["value"].get("answer") or "",
            group=group["value"].get("heading") or "",
            block_id=question["id"],
        )
        for group in groups(raw)
        for question in group["value"]["questions"]
    ]


def groups(raw: list) -> Iterator[dict]:
    """The question groups of a stream."""
    return (child for child in raw if child["type"] == GROUP_BLOCK)


def block_id_for(page, key: str) -> str:
    """The id of a question: always the same for a page and a source key, so that links last."""
    return str(uuid.uuid5(page.translation_key, f"libfees-question:{key}"))


def write_plan(raw: list, plan: ImportPlan, page) -> dict[str, str]:
    """Write what `plan` adds and changes into `raw`; returns the block id of each source key."""
    ids = {p.key: p.page_item.block_id for p in plan.items if p.page_item is not None}
    before: PlannedItem | None = None
    for planned in plan.items:
        if planned.kind is Kind.NEW and planned.item is not None:
            ids[planned.key] = _add(raw, planned, page, ids.get(before.key) if before else None)
        elif planned.kind is Kind.CHANGED:
            _change(raw, planned)
        if planned.item is not None and planned.key in ids:
            before = planned
    return ids


def _add(raw, planned, page, after):
    """Add a question to its group: behind the one before it at the source, else at the end."""
    group = _group(raw, planned.item.section or "")
    questions = group["value"]["questions"]
    taken = {question["id"] for found in groups(raw) for question in found["value"]["questions"]}
    block_id = block_id_for(page, planned.key)
    if block_id in taken:
        block_id = str(uuid.uuid4())
    position = next((i + 1 for i, q in enumerate(questions) if q["id"] == after), len(questions))
    questions.insert(position, {"type": "item", "value": _words(planned.item), "id": block_id})
    return block_id


def _change(raw, planned):
    """Put the source's words into the question."""
    for group in groups(raw):
        for question in group["value"]["questions"]:
            if question["id"] == planned.page_item.block_id:
                question["value"] = {**question["value"], **_words(planned.item)}


def _words(item):
    return {"question": item.question, "answer": item.answer_html}


def _group(raw, heading):
    """The last group with `heading`; a new one behind the other groups if there is none."""
    found = [group for group in groups(raw) if (group["value"].get("heading") or "") == heading]
    if found:
        return found[-1]
    group = {
        "type": GROUP_BLOCK,
        "value": {"heading": heading, "questions": []},
        "id": str(uuid.uuid4()),
    }
    last = max((i for i, child in enumerate(raw) if child["type"] == GROUP_BLOCK), default=None)
    raw.insert(len(raw) if last is None else last + 1, group)
    return group
