"""Words that mean the same on a site, and the searches that found nothing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from .core.synonyms import split_words

# The longest search that is kept.
LONGEST = 60
# The longest line that a borrower leaves under an answer.
LONGEST_LINE = 300


class SearchSynonym(models.Model):
    """Words and phrases that stand for each other when borrowers search the questions."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("site"),
        help_text=_("Empty: all sites."),
    )
    words = models.CharField(
        _("words that mean the same"),
        max_length=255,
        help_text=_(
            "With commas between, in any language. For example: library card, borrower’s card"
        ),
    )

    panels = [FieldPanel("words"), FieldPanel("site")]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering = ["words", "pk"]

    def __str__(self):
        return self.words

    @property
    def group(self) -> tuple[str, ...]:
        """The words and phrases one by one."""
        return split_words(self.words)

    def clean(self):
        """One word alone means the same as nothing."""
        super().clean()
        if len(self.group) < 2:
            raise ValidationError(
                {"words": _("Write at least two words or phrases, with a comma between.")}
            )


class UnansweredSearch(models.Model):
    """What somebody searched for and no question answered, and how often; nothing of who."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    language = models.CharField(_("language"), max_length=12)
    words = models.CharField(_("searched for"), max_length=LONGEST)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_on = models.DateField(_("last searched for"))

    # A count is no use of the site.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        ordering = ["-times", "-last_on", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "language", "words"], name="libfees_unanswered_once"
            )
        ]

    def __str__(self):
        return self.words


class AnswerRating(models.Model):
    """How often borrowers said of the answer to a question that it helped, or did not.

    `question` is the lasting part of the question's id, `title` what it was called then. One row
    for a question and a language, however many answer.
    """

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    translation_key = models.UUIDField(_("translation key of the page"))
    question = models.CharField(_("id of the question"), max_length=255)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("question"), max_length=500)
    helped = models.PositiveIntegerField(_("helped"), default=0)
    did_not_help = models.PositiveIntegerField(_("did not help"), default=0)
    last_on = models.DateField(_("last answered"))

    # A count is no use of the site.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rating of an answer")
        verbose_name_plural = _("ratings of answers")
        ordering = ["-did_not_help", "helped", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "question", "language"], name="libfees_rated_once"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def words(self) -> str:
        """The lines that borrowers left."""
        return " / ".join(line.words for line in self.lines.all())


class RatingLine(models.Model):
    """What a borrower lacked in an answer, in a line to the editor; nothing of who."""

    rating = models.ForeignKey(
        AnswerRating, on_delete=models.CASCADE, related_name="lines", verbose_name=_("question")
    )
    words = models.CharField(_("words"), max_length=LONGEST_LINE)
    left_on = models.DateField(_("left on"))
    is_read = models.BooleanField(_("read"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("line about an answer")
        verbose_name_plural = _("lines about answers")
        ordering = ["is_read", "-pk"]

    def __str__(self):
        return self.words
