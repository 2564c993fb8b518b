"""What the editor chose for each question of a preview, and what follows from it.

Without a choice the plan's default holds: an editor's words win.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.text.cpr_masking import mask_cpr

from ..reading.plan import Difference, ImportPlan, PlannedItem
from ..reading.records import Audience, FaqItem, FoundLink, ParsedFaq
from .audiences import Settled


class WhoseWords(StrEnum):
    """Whose words the page has after the import."""

    SOURCE = "source"
    PAGE = "page"
    # The page's, and the difference is settled: the next import does not ask again.
    PAGE_FOR_GOOD = "page_for_good"


class QuestionAction(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    # The page keeps its words although the source has others, and that is settled.
    KEPT = "kept"
    # Nothing is done and nothing is settled: a conflict, or a new question that is not wanted.
    LEFT = "left"


WRITING = (QuestionAction.ADDED, QuestionAction.CHANGED)


@dataclass(frozen=True)
class Choice:
    """The choices for one question; None leaves the default.

    `confirmed` says that text for staff may go to a page for the public. `question` and `answer`
    are the words of the source as the editor mended them; they are written where the source's
    would be.
    """

    words: WhoseWords | None = None
    group: str | None = None
    audience: Audience | None = None
    confirmed: bool = False
    question: str | None = None
    answer: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping) -> Choice:
        words, audience = data.get("words"), data.get("audience")
        return cls(
            words=WhoseWords(words) if words else None,
            group=data.get("group"),
            audience=Audience(audience) if audience else None,
            confirmed=bool(data.get("confirmed")),
            question=data.get("question"),
            answer=data.get("answer"),
        )


Choices = Mapping[str, Choice]


@dataclass(frozen=True)
class Decision:
    """A planned question and what is done with it. `guarded` as in `Settled`.

    `question` and `answer` are mended words, None where those of the source hold. `new_links` are
    related links that are added to a question of the page, whatever is done with its words.
    """

    planned: PlannedItem
    action: QuestionAction
    guarded: bool = False
    question: str | None = None
    answer: str | None = None
    new_links: tuple[FoundLink, ...] = ()

    @property
    def item(self) -> FaqItem | None:
        """The question as the source has it."""
        return self.planned.item

    @property
    def words(self) -> dict[str, str]:
        """The question and the answer that are written, as a block stores them."""
        item = self.planned.item
        return {
            "question": item.question if self.question is None else self.question,
            "answer": item.answer_html if self.answer is None else self.answer,
        }

    @property
    def leaves_trace(self) -> bool:
        """Whether an import has a reason to exist because of this question."""
        return bool(self.new_links) or self.action in (*WRITING, QuestionAction.KEPT)

    @property
    def writes(self) -> bool:
        """Whether the page changes because of this question."""
        return bool(self.new_links) or self.action in WRITING


def with_choices(parsed: ParsedFaq, choices: Choices, settled: Mapping[str, Settled]) -> ParsedFaq:
    """The records with the groups and audiences that hold: settled, or chosen by the editor.

    Raises `DraftError` if text for staff would become public without a confirmation.
    """
    items = tuple(_chosen(item, choices.get(item.key), settled[item.key]) for item in parsed.items)
    return replace(parsed, items=items)


def _chosen(item: FaqItem, choice: Choice | None, settled: Settled) -> FaqItem:
    if choice is None:
        return replace(item, audience=settled.audience)
    if choice.audience is Audience.BORROWER and settled.guarded and not choice.confirmed:
        raise _unconfirmed(item)
    section = item.section if choice.group is None else mask_cpr(choice.group)[0]
    return replace(item, audience=choice.audience or settled.audience, section=section)


def unconfirmed(choices: Choices, settled: Mapping[str, Settled]) -> frozenset[str]:
    """The keys of choices that would make text for staff public without a confirmation.

    They were made before another import settled that the text is for staff.
    """
    return frozenset(
        key
        for key, choice in choices.items()
        if key in settled and settled[key].guarded and _lacks(choice, settled[key])
    )


def _lacks(choice: Choice, settled: Settled) -> bool:
    to_public = (choice.audience or settled.audience) is Audience.BORROWER
    chosen = choice.audience is Audience.BORROWER or choice.words is WhoseWords.SOURCE
    return to_public and chosen and not choice.confirmed


def _unconfirmed(item: FaqItem) -> DraftError:
    return DraftError(
        _("“%(question)s” is for staff. Confirm that borrowers may read it.")
        % {"question": item.question[:80]}
    )


def decide(
    plan: ImportPlan, choices: Choices, settled: Mapping[str, Settled]
) -> tuple[Decision, ...]:
    """What is done with each question that the source has. Raises `DraftError`."""
    return tuple(
        _decision(planned, choices.get(planned.key), settled[planned.key])
        for planned in plan.items
        if planned.item is not None
    )


def _decision(planned: PlannedItem, choice: Choice | None, settled: Settled) -> Decision:
    action = _action(planned, choice, settled)
    mended = choice if choice and action in WRITING else Choice()
    return Decision(planned, action, settled.guarded, mended.question, mended.answer)


def default_words(planned: PlannedItem, settled: Settled, *, confirmed: bool = False) -> WhoseWords:
    """Whose words win if nobody chooses. Nothing for staff becomes public by default."""
    held = _is_held(planned, settled, confirmed)
    return WhoseWords.SOURCE if planned.writes and not held else WhoseWords.PAGE


def _is_held(planned, settled, confirmed) -> bool:
    """Whether the words of the source may be written only if an editor confirms it."""
    return settled.guarded and planned.item.audience is Audience.BORROWER and not confirmed


def _action(planned: PlannedItem, choice: Choice | None, settled: Settled) -> QuestionAction:
    choice = choice or Choice()
    words = choice.words or default_words(planned, settled, confirmed=choice.confirmed)
    if planned.kind is Difference.SAME:
        return QuestionAction.SAME
    if is_second(planned):
        return QuestionAction.LEFT
    held = _is_held(planned, settled, choice.confirmed)
    if words is WhoseWords.SOURCE:
        if held:
            raise _unconfirmed(planned.item)
        return QuestionAction.ADDED if planned.page_item is None else QuestionAction.CHANGED
    if planned.page_item is None:
        return QuestionAction.LEFT
    if choice.words is WhoseWords.PAGE_FOR_GOOD or (planned.writes and (choice.words or not held)):
        # A change of the source that an editor turned down is not offered again.
        return QuestionAction.KEPT
    return QuestionAction.LEFT if held or is_open(planned) else QuestionAction.SAME


def is_open(planned: PlannedItem) -> bool:
    """Whether both sides changed, so that it is asked again until an editor settles it."""
    return planned.kind in (Difference.CONFLICT, Difference.RENAMED) and not planned.writes


def is_second(planned: PlannedItem) -> bool:
    """Whether the source has two questions of one key, and this is the second.

    Nothing can be chosen for it: a choice, and a place on the page, are found by the key.
    """
    return planned.kind is Difference.CONFLICT and planned.page_item is None
