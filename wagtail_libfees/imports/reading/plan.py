"""What an import would do to a page: three sides are compared for each question.

The three are what was imported last time (the baseline), the source now, and the page now. An
editor's change wins by default; nothing is ever taken off a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .records import FaqItem
from .renamed_questions import ComparedQuestion, find_renames


class Difference(StrEnum):
    """How the three sides differ."""

    NEW = "new"
    CHANGED = "changed"  # at the source only
    CHANGED_HERE = "changed_here"  # on the page only, or taken off it by an editor
    CONFLICT = "conflict"  # at the source and on the page
    SAME = "same"
    GONE = "gone"  # from the source
    RENAMED = "renamed"  # at the source: a question there is gone, and a new one is much like it


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
    """One question of a plan: its kind, and the sides that exist.

    `key` is that of the source. That of the page item differs only if the kind is RENAMED: it is
    then the key that the question had. `as_imported`: the page has the words of the last import.
    """

    kind: Difference
    key: str
    item: FaqItem | None = None
    page_item: PageItem | None = None
    as_imported: bool = False

    @property
    def writes(self) -> bool:
        """Whether the import changes the page for it: new ones, and changes only the source has."""
        if self.kind is Difference.RENAMED:
            return self.as_imported
        return self.kind in (Difference.NEW, Difference.CHANGED)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do to one page, in the order of the source; gone ones are last."""

    items: tuple[PlannedItem, ...]

    @property
    def writes(self) -> tuple[PlannedItem, ...]:
        """The items that change the page."""
        return tuple(item for item in self.items if item.writes)

    def count(self, kind: Difference) -> int:
        """How many items are of `kind`."""
        return sum(item.kind is kind for item in self.items)


def plan_import(
    items: Iterable[FaqItem], page_items: Iterable[PageItem], baselines: Iterable[Wording]
) -> ImportPlan:
    """Compare the source's `items` with the page and with what was imported last time.

    Where a key stands twice, the first on the page is the one that counts; the second of the
    source is a conflict without a page item, for an editor to decide about.
    """
    on_page: dict[str, PageItem] = {}
    for page_item in page_items:
        on_page.setdefault(page_item.key, page_item)
    imported = {baseline.key: baseline for baseline in baselines}
    planned: list[PlannedItem] = []
    in_source: set[str] = set()
    for item in items:
        if item.key in in_source:
            planned.append(PlannedItem(Difference.CONFLICT, item.key, item))
        else:
            planned.append(_planned(item, on_page.get(item.key), imported.get(item.key)))
        in_source.add(item.key)
    left = [baseline for key, baseline in imported.items() if key not in in_source]
    renamed = _rename(planned, left, on_page)
    gone = [
        PlannedItem(
            Difference.GONE, old.key, None, on_page[old.key], _as_imported(on_page[old.key], old)
        )
        for old in left
        if old.key in on_page and old.key not in renamed
    ]
    return ImportPlan((*planned, *gone))


def _rename(
    planned: list[PlannedItem], left: Sequence[Wording], on_page: Mapping[str, PageItem]
) -> set[str]:
    """Put new questions that are reworded old ones in their place; returns the keys of the old."""
    new = [index for index, found in enumerate(planned) if found.kind is Difference.NEW]
    wordings = [found.item for index in new if (found := planned[index]).item is not None]
    renames = find_renames(
        [ComparedQuestion(item.question, item.answer_html) for item in wordings],
        [ComparedQuestion(old.question, old.answer_html) for old in left],
    )
    for position, at in renames.items():
        item, old = wordings[position], left[at]
        page_item = on_page.get(old.key)
        # Not on the page: an editor took it off, and it does not come back under another name.
        planned[new[position]] = PlannedItem(
            Difference.RENAMED if page_item is not None else Difference.CHANGED_HERE,
            item.key,
            item,
            page_item,
            _as_imported(page_item, old),
        )
    return {left[at].key for at in renames.values()}


def _planned(item: FaqItem, page_item: PageItem | None, baseline: Wording | None) -> PlannedItem:
    return PlannedItem(
        _kind(item, page_item, baseline),
        item.key,
        item,
        page_item,
        _as_imported(page_item, baseline),
    )


def _as_imported(page_item: PageItem | None, baseline: Wording | None) -> bool:
    return page_item is not None and baseline is not None and same_wording(page_item, baseline)


def _kind(item: FaqItem, page_item: PageItem | None, baseline: Wording | None) -> Difference:
    source = Wording(item.key, item.question, item.answer_html)
    if page_item is None:
        # Imported once and not there any more: an editor took it off.
        return Difference.NEW if baseline is None else Difference.CHANGED_HERE
    if same_wording(source, page_item):
        return Difference.SAME
    if baseline is None:
        return Difference.CONFLICT
    if same_wording(page_item, baseline):
        return Difference.CHANGED
    return Difference.CHANGED_HERE if same_wording(source, baseline) else Difference.CONFLICT


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
