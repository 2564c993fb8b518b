"""Questions and answers, in groups."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import FactTermBlock, FieldsBlock, ProseBlock
from .dates import SpelledDateBlock


class QuestionBlock(FieldsBlock):
    question = FactTermBlock(required=True, max_length=500, label=_("Question"))
    short = FactTermBlock(
        max_length=300,
        label=_("Answer in a sentence"),
        help_text=_("Stands first in the answer. Empty: the answer is short itself."),
    )
    answer = ProseBlock(required=True, label=_("Answer"))
    related = ProseBlock(
        features=["ul", "link", "document-link"],
        label=_("See also"),
        help_text=_("Links to questions, pages and documents that help further."),
    )
    shown_open = blocks.BooleanBlock(required=False, default=False, label=_("Shown open"))
    reviewed_on = SpelledDateBlock(
        required=False,
        past=True,
        label=_("Last reviewed"),
        help_text=_("When somebody last found the answer true. Readers see it."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"
        form_layout = blocks.BlockGroup(
            children=["question", "short", "answer", "related"],
            settings=["shown_open", "reviewed_on"],
        )


class FAQGroupBlock(FieldsBlock):
    """A group of questions about one matter.

    The id of a list item is the question's anchor: it stays when the text is changed, moved
    or translated.
    """

    heading = FactTermBlock(label=_("Heading"))
    questions = blocks.ListBlock(QuestionBlock(), default=[], min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Group of questions")
        label_format = "{heading}"
        description = _("Questions and answers that can be folded out and linked to one by one.")
        template = "wagtail_libfees/blocks/faq_group.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading", "questions"]

    def get_preview_value(self):
        question = {
            "question": _("Can I pay at the library?"),
            "answer": _("Write the answer that holds in your municipality."),
        }
        return self.normalize({"heading": _("Payment"), "questions": [question]})


class StaffQuestionBlock(QuestionBlock):
    """A question of colleagues; beside its answer the words for the borrower."""

    short = None
    shown_open = None
    say = FactTermBlock(
        label=_("The words to say"),
        max_length=1000,
        help_text=_("As they can be said to the borrower on the telephone."),
    )

    class Meta:
        form_layout = blocks.BlockGroup(
            children=["question", "answer", "say", "related"], settings=["reviewed_on"]
        )


class StaffGroupBlock(FAQGroupBlock):
    """A group of the staff guide."""

    questions = blocks.ListBlock(StaffQuestionBlock(), default=[], min_num=1, label=_("Questions"))

    class Meta:
        template = "wagtail_libfees/blocks/staff_group.html"


def question_anchor(block_id: str | None) -> str:
    """The anchor of a question. It stands on the answer, inside `<details>`: a link opens it."""
    return f"q-{block_id}" if block_id else ""


def whole_answer(short: str, answer: str) -> str:
    """The stored answer with its sentence in short before it, as rich text."""
    return f'<p class="libfees-short">{escape(short)}</p>{answer}' if short else answer


def stored_items(body: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(heading of the group, id, value) of each question of a stored body, in their order.

    A question that was stored without an id, by a script, has none that lasts, and is left out.
    """
    for block in body:
        if block.get("type") != "questions":
            continue
        for item in block["value"].get("questions") or []:
            if item.get("id") and item.get("type") == "item":
                yield block["value"].get("heading") or "", item["id"], item["value"]


def stored_questions(body) -> Iterator[tuple[str, str]]:
    """The id and the words of each question of a stream, in order; facts are not filled in."""
    for _heading, block_id, value in stored_items(body.get_prep_value()):
        yield block_id, value.get("question") or ""
