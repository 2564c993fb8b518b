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
