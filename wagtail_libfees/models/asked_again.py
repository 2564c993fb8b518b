"""“Asked again”: how often staff were asked a question, by month, and nothing of who asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Max, Sum
from django.utils.translation import gettext_lazy as _

from ..blocks.faq import stored_questions
from ..blocks.keys import key_of
from ..clock import today
from ..search.models import AnswerRating

# How many days back a question counts as asked, and after how many a month is forgotten.
COUNTED_DAYS, KEPT_DAYS = 365, 2 * 365

# What counts belong to: the translation key of a page, and the lasting part of a question's id.
QuestionKey = tuple[UUID, str]


class AskedAgain(models.Model):
    """How often a question was asked in a month; one count for all languages of its page."""

    translation_key = models.UUIDField(_("translation key of the page"))
    question = models.CharField(_("id of the question"), max_length=255)
    month = models.DateField(_("month"), help_text=_("Its first day."))
    times = models.PositiveIntegerField(_("times"), default=0)
    last_on = models.DateField(_("last asked"))

    # A count is no use of the site.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question asked again")
        verbose_name_plural = _("questions asked again")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "question", "month"], name="libfees_asked_once_a_month"
            )
        ]

    def __str__(self):
        return f"{self.question} {self.month:%Y-%m}"


@dataclass(frozen=True)
class AskedCount:
    """How often a question was asked in a year, and the last day."""

    times: int
    last_on: date


def count_asked(page, block_id: str) -> None:
    """Count that the question with this id on `page` was asked once more.

    The database counts, so that of two at once none is lost.
    """
    day = today()
    own = AskedAgain.objects.filter(translation_key=page.translation_key, question=key_of(block_id))
    row, more = own.filter(month=day.replace(day=1)), {"times": F("times") + 1, "last_on": day}
    with transaction.atomic():
        if row.update(**more):
            return
        own.filter(last_on__lt=day - timedelta(days=KEPT_DAYS)).delete()
        new = AskedAgain(
            translation_key=page.translation_key,
            question=key_of(block_id),
            month=day.replace(day=1),
            last_on=day,
        )
        # A colleague may make the same row at the same time.
        AskedAgain.objects.bulk_create([new], ignore_conflicts=True)
        row.update(**more)


def asked_counts(translation_keys: Collection[UUID]) -> dict[QuestionKey, AskedCount]:
    """How often the questions of these pages were asked in the last year, and when last."""
    since = today() - timedelta(days=COUNTED_DAYS)
    rows = AskedAgain.objects.filter(translation_key__in=translation_keys, last_on__gte=since)
    found = rows.values("translation_key", "question").annotate(Sum("times"), Max("last_on"))
    return {
        (row["translation_key"], row["question"]): AskedCount(
            row["times__sum"], row["last_on__max"]
        )
        for row in found
    }


def helped_counts(page) -> dict[str, int]:
    """How often borrowers said in any language that the answers of `page` helped, by key."""
    rows = AnswerRating.objects.filter(translation_key=page.translation_key)
    counted = rows.values_list("question").annotate(Sum("helped"))
    return dict(counted.order_by())


def drop_counts(page) -> None:
    """Forget the counts of questions that `page` has no more, in no language and in no draft."""
    own = AskedAgain.objects.filter(translation_key=page.translation_key)
    if not own.exists():
        return
    versions = page.get_translations(inclusive=True).specific()
    kept = {key for version in versions for key in _keys(version)}
    own.exclude(question__in=kept).delete()


def _keys(page: Any) -> Iterable[str]:
    """The lasting parts of the ids of a page's questions, live and in its latest draft."""
    for version in (page, page.get_latest_revision_as_object()):
        yield from (key_of(block_id) for block_id, _words in stored_questions(version.body))
