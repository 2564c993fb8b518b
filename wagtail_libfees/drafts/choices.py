"""What the editor chose for each question of a preview, and what follows from it.

Without a choice the plan's default holds: an editor's words win.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from wagtail_libfees.importers.plan import ImportPlan, Kind, PlannedItem
from wagtail_libfees.importers.records import Audience, FaqItem, ParsedFaq

from .errors import DraftError


class Words(StrEnum):
    """Whose words the page has after the import."""

    SOURCE = "source"
    PAGE = "page"
    # The page's, and the difference is settled: the next import does not ask again.
    PAGE_FOR_GOOD = "page_for_good"


class Action(StrEnum):
    """What an import does with one question."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    # The page keeps its words although the source has others, and that is settled.
    KEPT = "kept"
    # Nothing is done and nothing is settled: a conflict, or a new question that is not wanted.
    LEFT = "left"


WRITING = (Action.ADDED, Action.CHANGED)


@dataclass(frozen=True)
class Choice:
    """The choices for one question; None leaves the default.

    `confirmed` says that text for staff may go to a page for the public.
    """

    words: Words | None = None
    group: str | None = None
    audience: Audience | None = None
    confirmed: bool = False

    @classmethod
    def from_dict(cls, data: Mapping) -> Choice:
        """A choice as it was stored."""
        words, audience = data.get("words"), data.get("audience")
        return cls(
            words=Words(words) if words else None,
            group=data.get("group"),
            audience=Audience(audience) if audience else None,
            confirmed=bool(data.get("confirmed")),
        )


Choices = Mapping[str, Choice]


@dataclass(frozen=True)
class Decision:
    """A planned question and what is done with it."""

    planned: PlannedItem
    action: Action

    @property
    def item(self) -> FaqItem | None:
        """The question as the source has it."""
        return self.planned.item

    @property
    def leaves_trace(self) -> bool:
        """Whether an import has a reason to exist because of this question."""
        return self.action in (*WRITING, Action.KEPT)


def with_choices(parsed: ParsedFaq, choices: Choices) -> ParsedFaq:
    """The records with the groups and audiences that the editor chose. Raises `DraftError`."""
    if not choices:
        return parsed
    return replace(
        parsed, items=tuple(_chosen(item, choices.get(item.key)) for item in parsed.items)
    )


def _chosen(item: FaqItem, choice: Choice | None) -> FaqItem:
    if choice is None:
        return item
    audience = choice.audience or item.audience
    to_public = audience is Audience.BORROWER and item.audience is not Audience.BORROWER
    if to_public and not choice.confirmed:
        raise DraftError(
            _("“%(question)s” is for staff. Confirm that borrowers may read it.")
            % {"question": item.question[:80]}
        )
    section = item.section if choice.group is None else choice.group
    return replace(item, audience=audience, section=section)


def decide(plan: ImportPlan, choices: Choices) -> tuple[Decision, ...]:
    """What is done with each question that the source has."""
    return tuple(
        Decision(planned, _action(planned, choices.get(planned.key)))
        for planned in plan.items
        if planned.item is not None
    )


def default_words(planned: PlannedItem) -> Words:
    """Whose words win if nobody chooses."""
    return Words.SOURCE if planned.writes else Words.PAGE


def _action(planned: PlannedItem, choice: Choice | None) -> Action:
    words = (choice and choice.words) or default_words(planned)
    if planned.kind is Kind.SAME:
        return Action.SAME
    if is_second(planned):
        return Action.LEFT
    if words is Words.SOURCE:
        return Action.ADDED if planned.page_item is None else Action.CHANGED
    if planned.page_item is None:
        return Action.LEFT
    if words is Words.PAGE_FOR_GOOD or planned.writes:
        # A change of the source that an editor turned down is not offered again.
        return Action.KEPT
    return Action.LEFT if is_open(planned) else Action.SAME


def is_open(planned: PlannedItem) -> bool:
    """Whether both sides changed, so that it is asked again until an editor settles it."""
    return planned.kind in (Kind.CONFLICT, Kind.RENAMED) and not planned.writes


def is_second(planned: PlannedItem) -> bool:
    """Whether the source has two questions of one key, and this is the second.

    Nothing can be chosen for it: a choice, and a place on the page, are found by the key.
    """
    return planned.kind is Kind.CONFLICT and planned.page_item is None
