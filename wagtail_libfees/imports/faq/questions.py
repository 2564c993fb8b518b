"""Questions in the stored form of a page's stream: reading them, writing and taking them back.

All functions work on raw stream data (a list of dicts with type, value and id), because ids must
stay what they are and rich text must not be touched.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from ..reading.keys import source_key
from ..reading.plan import PageItem, normalise_html
from ..reading.records import FoundLink
from .choices import Decision, QuestionAction

GROUP_BLOCK = "questions"
# What of a question an import writes.
IMPORTED = ("question", "answer", "related")


@dataclass
class Written:
    """Where questions stand after writing; and what the writing made that was not there.

    `block_ids` by source key; `groups_made` has the headings of the new groups by block id.
    """

    block_ids: dict[str, str]
    groups_made: dict[str, str] = field(default_factory=dict)


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
    return (child for child in raw if child["type"] == GROUP_BLOCK)


def questions_by_id(raw: list) -> dict[str, dict]:
    """The stored questions of a stream by block id."""
    return {question["id"]: question for g in groups(raw) for question in g["value"]["questions"]}


def block_id_for(page, key: str) -> str:
    """The id of a question: always the same for a page and a source key, so that links last."""
    return str(uuid.uuid5(page.translation_key, f"libfees-question:{key}"))


def write_decisions(raw: list, decisions: Iterable[Decision], page) -> Written:
    """Write into `raw` what was decided to be added or changed."""
    decisions = list(decisions)
    known = questions_by_id(raw)
    written = Written(
        {
            decision.planned.key: decision.planned.page_item.block_id
            for decision in decisions
            if decision.planned.page_item is not None
        }
    )
    before = None
    for decision in decisions:
        key = decision.planned.key
        if decision.action is QuestionAction.ADDED:
            question = _add(raw, decision, block_id_for(page, key), known, before, written)
            known[question["id"]] = question
            written.block_ids[key] = question["id"]
        elif decision.action is QuestionAction.CHANGED:
            question = known[decision.planned.page_item.block_id]
            question["value"] = {**question["value"], **decision.words}
        if decision.new_links:
            question = known[decision.planned.page_item.block_id]
            related = with_added_links(question["value"].get("related") or "", decision.new_links)
            question["value"] = {**question["value"], "related": related}
        before = written.block_ids.get(key, before)
    return written


def _add(raw, decision, block_id, known, after, written) -> dict:
    """Add a question to its group: behind the one before it at the source, else at the end."""
    group = _group(raw, decision.item.section or "", written)
    questions = group["value"]["questions"]
    if block_id in known:
        block_id = str(uuid.uuid4())
    value = {**decision.words, "related": related_html(decision.item.related)}
    question = {"type": "item", "value": value, "id": block_id}
    # From the end: mostly the one before has just been added there.
    behind = next(
        (i for i in range(len(questions), 0, -1) if questions[i - 1]["id"] == after), None
    )
    questions.insert(len(questions) if behind is None else behind, question)
    return question


def related_html(links: Iterable[FoundLink]) -> str:
    """The links of a new question as a block stores them."""
    items = "".join(_item_html(link) for link in links)
    return f"<ul>{items}</ul>" if items else ""


def with_added_links(related: str, links: Iterable[FoundLink]) -> str:
    """The stored links of a question and `links` behind them; what is there stays as it is."""
    if not related.rstrip().endswith("</ul>"):
        return related + related_html(links)
    at = related.rindex("</ul>")
    return related[:at] + "".join(map(_item_html, links)) + related[at:]


def without_links(related: str, links: Iterable[FoundLink]) -> str:
    """The stored links of a question without those of `links` that nobody has changed since."""
    plain = normalise_html(related)
    for link in links:
        plain = plain.replace(normalise_html(_item_html(link)), "", 1)
    if plain == normalise_html(related):
        return related
    return "" if plain == "<ul></ul>" else plain.replace("<ul></ul>", "")


def has_link(related: str, link: FoundLink) -> bool:
    """Whether a link is among the stored ones: its address, or the words of one without."""
    words = f'href="{escape(link.url)}"' if link.url else escape(link.title, quote=False)
    return words in related


def _item_html(link: FoundLink) -> str:
    return f"<li>{_link_html(link)}</li>"


def _link_html(link: FoundLink) -> str:
    title = escape(link.title, quote=False)
    return f'<a href="{escape(link.url)}">{title}</a>' if link.url else title


def has_more(question: dict, links: Iterable[FoundLink]) -> bool:
    """Whether somebody has added to a question what no import writes, or changed its links."""
    value = question["value"]
    if normalise_html(value.get("related") or "") != normalise_html(related_html(links)):
        return True
    return any(said for name, said in value.items() if name not in IMPORTED)


def _group(raw, heading, written):
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
    written.groups_made[group["id"]] = heading
    return group


def take_out(raw: list, block_id: str) -> None:
    """Take a question out of the stream; its group stays."""
    for group in groups(raw):
        questions = group["value"]["questions"]
        questions[:] = [question for question in questions if question["id"] != block_id]


def drop_empty_groups(raw: list, made: Mapping[str, str]) -> None:
    """Take out the groups of `made` that are empty and still headed as they were made."""
    raw[:] = [
        child
        for child in raw
        if child["id"] not in made
        or child["value"]["questions"]
        or (child["value"].get("heading") or "") != made[child["id"]]
    ]
