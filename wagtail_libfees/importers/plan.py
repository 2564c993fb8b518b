"""What an import would do to a page: three sides are compared for each question.

The three are what was imported last time (the baseline), the source now, and the page now. An
editor's change wins by default; nothing is ever taken off a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .records import FaqItem


class Kind(StrEnum):
    """How the three sides differ."""

    NEW = "new"
    CHANGED = "changed"  # at the source only
    CHANGED_HERE = "changed_here"  # on the page only, or taken off it by an editor
    CONFLICT = "conflict"  # at the source and on the page
    SAME = "same"
    GONE = "gone"  # from the source


@dataclass(frozen=True, slots=True)
class Wording:
    """A question with its answer, as imported or as it stands on a page."""

    key: str
    question: str
    answer_html: str


@dataclass(frozen=True, slots=True)
class PageItem(Wording):
    """A question on the page. `block_id` is its id in the stream, `group` the group's heading."""

    group: str = ""
    block_id: str = ""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One question of a plan: its kind, and the sides that exist."""

    kind: Kind
    key: str
    item: FaqItem | None = None
    page_item: PageItem | None = None

    @property
    def writes(self) -> bool:
        """Whether the import changes the page for it: new ones, and changes only the source has."""
        return self.kind in (Kind.NEW, Kind.CHANGED)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do to one page, in the order of the source; gone ones are last."""

    items: tuple[PlannedItem, ...]

    @property
    def writes(self) -> tuple[PlannedItem, ...]:
        """The items that change the page."""
        return tuple(item for item in self.items if item.writes)

    def count(self, kind: Kind) -> int:
        """How many items are of `kind`."""
        return sum(item.kind is kind for item in self.items)


def plan_import(
    items: Iterable[FaqItem], page_items: Iterable[PageItem], baselines: Iterable[Wording]
) -> ImportPlan:
    """Compare the source's `items` with the page and with what was imported last time."""
    on_page = {page_item.key: page_item for page_item in page_items}
    imported = {baseline.key: baseline for baseline in baselines}
    planned = [
        PlannedItem(
            _kind(item, on_page.get(item.key), imported.get(item.key)),
            item.key,
            item,
            on_page.get(item.key),
        )
        for item in items
    ]
    in_source = {found.key for found in planned}
    gone = [
        PlannedItem(Kind.GONE, key, None, on_page[key])
        for key in imported
        if key in on_page and key not in in_source
    ]
    return ImportPlan((*planned, *gone))


def _kind(item: FaqItem, page_item: PageItem | None, baseline: Wording | None) -> Kind:
    source = Wording(item.key, item.question, item.answer_html)
    if page_item is None:
        # Imported once and not there any more: an editor took it off.
        return Kind.NEW if baseline is None else Kind.CHANGED_HERE
    if same_wording(source, page_item):
        return Kind.SAME
    if baseline is None:
        return Kind.CONFLICT
    if same_wording(page_item, baseline):
        return Kind.CHANGED
    return Kind.CHANGED_HERE if same_wording(source, baseline) else Kind.CONFLICT


def same_wording(one: Wording, other: Wording) -> bool:
    """Whether two wordings say the same, whatever the rich text editor did to the markup."""
    return _plain(one.question) == _plain(other.question) and normalise_html(
        one.answer_html
    ) == normalise_html(other.answer_html)


_EDITOR_KEYS = re.compile(r'\s+data-block-key="[^"]*"')
_BETWEEN_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li|h[1-6]|br)\b[^>]*>)\s*", re.IGNORECASE)


def normalise_html(html: str) -> str:
    """The markup without what only the editor adds: block keys and white space."""
    html = _EDITOR_KEYS.sub("", html).replace("<br>", "<br/>").replace("&nbsp;", " ")
    return _plain(_BETWEEN_BLOCKS.sub(r"\1", html))


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
