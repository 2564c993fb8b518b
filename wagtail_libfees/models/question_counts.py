"""How often a question was asked again, and helped, beside it in the page editor."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from ..blocks.faq import stored_items
from ..blocks.keys import key_of
from ..search.models import AnswerRating
from .asked_again import asked_counts


def question_counts(page) -> dict[str, str]:
    """What is said of each question of the page of which there are counts, by its id."""
    key = page.translation_key
    if key is None:
        return {}
    asked = {name: count.times for (_page, name), count in asked_counts([key]).items()}
    rated = AnswerRating.objects.filter(translation_key=key).values_list("question")
    votes = {name: counts for name, *counts in rated.annotate(Sum("helped"), Sum("did_not_help"))}
    said = {}
    for _heading, block_id, _value in stored_items(page.body.get_prep_value()):
        name = key_of(block_id)
        words = ", ".join(_words(asked.get(name, 0), *votes.get(name, (0, 0))))
        if words:
            said[block_id] = words
    return said


def _words(asked: int, helped: int, did_not_help: int) -> Iterator[str]:
    if asked:
        yield _("asked again: %(times)s") % {"times": asked}
    if helped or did_not_help:
        votes = {"yes": helped, "no": did_not_help}
        yield _("helped: %(yes)s yes, %(no)s no") % votes


class QuestionsPanel(FieldPanel):
    """The stream of questions; its script finds the counts before it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def render_html(self, parent_context=None) -> SafeString:
            """The counts as JSON, then the field."""
            counts = json_script(question_counts(self.instance), "libfees-question-counts")
            return counts + super().render_html(parent_context)
