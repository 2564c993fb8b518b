"""The import log: what came from where, and what it was when it came."""

import swapper
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One import of one source."""

    source = models.CharField(_("source"), max_length=500)
    profile = models.CharField(_("profile"), max_length=50)
    started_at = models.DateTimeField(_("time"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    rejected = models.JSONField(
        _("left aside"),
        default=list,
        help_text=_("What the import did not take over, with the reason and the place."),
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.source} ({self.started_at:%Y-%m-%d %H:%M})"


class ImportedItem(models.Model):
    """A question as a run found it at the source: the baseline of the next run.

    `block_id` is where the question stands on `page`.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    key = models.CharField(_("source key"), max_length=100)
    block_id = models.CharField(_("block"), max_length=36)
    kind = models.CharField(_("what happened"), max_length=20)
    question = models.TextField(_("question"))
    answer_html = models.TextField(_("answer"))
    place = models.CharField(_("place in the source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("imported question")
        verbose_name_plural = _("imported questions")
        indexes = [models.Index(fields=["page", "key"], name="libfees_item_page_key")]

    def __str__(self):
        return self.question[:80]
