"""Sources that are looked at again from time to time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .imports import PAGE_MODEL


class WatchedSource(models.Model):
    """A source that a scheduled check reads again. The check imports nothing by itself.

    The address of a page, or the path of a file on the server; paths come from the command line
    only, since whoever may name one may read that file.
    """

    source = models.CharField(_("source"), max_length=500)
    profile = models.CharField(_("profile"), max_length=50, default="auto")
    page = models.ForeignKey(
        PAGE_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("The payment FAQ or staff guide that has its questions from there."),
    )
    added_at = models.DateTimeField(_("watched since"), auto_now_add=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True, editable=False)
    # Of the source as it was when somebody last dealt with it.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Source key -> fingerprint of the words.
    items = models.JSONField(default=dict, editable=False)
    changed_at = models.DateTimeField(
        _("changed at the source"), null=True, blank=True, editable=False
    )
    changes = models.JSONField(default=dict, editable=False)
    error = models.CharField(_("error"), max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("watched source")
        verbose_name_plural = _("watched sources")
        ordering = ["source", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "page"],
                name="libfees_watched_once",
                violation_error_message=_("This source is watched for this page already."),
            )
        ]

    def __str__(self):
        return self.source
