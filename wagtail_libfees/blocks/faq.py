"""Questions and answers, in groups."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import FactTermBlock, ProseBlock


class QuestionBlock(blocks.StructBlock):
    question = FactTermBlock(required=True, max_length=500, label=_("Question"))
    answer = ProseBlock(required=True, label=_("Answer"))
    related = ProseBlock(
        features=["ul", "link", "document-link"],
        label=_("See also"),
        help_text=_("Links to questions, pages and documents that help further."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"
        form_layout = ["question", "answer", "related"]


class FAQGroupBlock(blocks.StructBlock):
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

    say = FactTermBlock(
        label=_("The words to say"),
        max_length=1000,
        help_text=_("As they can be said to the borrower on the telephone."),
    )

    class Meta:
        form_layout = ["question", "answer", "say", "related"]


class StaffGroupBlock(FAQGroupBlock):
    """A group of the staff guide."""

    questions = blocks.ListBlock(StaffQuestionBlock(), default=[], min_num=1, label=_("Questions"))

    class Meta:
        template = "wagtail_libfees/blocks/staff_group.html"


def question_anchor(block_id: str | None) -> str:
    """The anchor of a question. It stands on the answer, inside `<details>`: a link opens it."""
    return f"q-{block_id}" if block_id else ""


def stored_questions(body) -> Iterator[tuple[str, str]]:
    """The id and the words of each question of a stream, in their order; facts are not filled in.

    A question that was stored without an id, by a script, has none that lasts, and is left out.
    """
    for block in body.get_prep_value():
        if block["type"] != "questions":
            continue
        for item in block["value"].get("questions") or []:
            if item.get("id") and item.get("type") == "item":
                yield item["id"], item["value"].get("question") or ""
