"""The channel ledger: what was sent of a notice, where, when, by whom, in which words.

Only what happened is a row. What is planned is a chosen channel without one, so reading never
writes. A row outlives its notice.
"""

import swapper
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class LedgerQuerySet(models.QuerySet):
    def latest(self, page_ids) -> dict[tuple[int, str], "LedgerEntry"]:
        """(page id, channel) -> what was sent there last."""
        found = self.filter(page__in=page_ids).select_related("sent_by", "taken_down_by")
        return {(entry.page_id, entry.channel): entry for entry in found.order_by("sent_at", "pk")}

    def up(self):
        """What has not been taken down."""
        return self.filter(taken_down_at=None)

    def take_down(self, user) -> int:
        """Mark what is still up as taken down now by `user`; returns how many entries it was."""
        return self.up().update(
            taken_down_at=timezone.now(), taken_down_by=user, taken_down_by_name=name_of(user)
        )


class LedgerEntry(models.Model):
    """One sending of one notice through one channel. Names are kept beside the keys: an account
    or a notice that is deleted takes nothing away from the record.
    """

    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("notice"),
    )
    title = models.CharField(_("title"), max_length=255)
    channel = models.CharField(_("channel"), max_length=50)
    text = models.TextField(_("text as it was sent"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sent_by = _person(_("sent by"))
    sent_by_name = models.CharField(_("sent by"), max_length=255, blank=True)
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    taken_down_by = _person(_("taken down by"))
    taken_down_by_name = models.CharField(_("taken down by"), max_length=255, blank=True)

    objects = LedgerQuerySet.as_manager()
    # A record is no use of the notice: it must not stand in the way of deleting it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["page", "channel"], name="libfees_ledger_page_channel")]

    def __str__(self):
        return f"{self.title} ({self.channel})"

    def save(self, *args, **kwargs):
        """Keep the name of who sent it."""
        self.sent_by_name = self.sent_by_name or name_of(self.sent_by)
        super().save(*args, **kwargs)


def name_of(user) -> str:
    """A person's name as it is kept in the record."""
    return (user.get_full_name() or user.get_username())[:255] if user else ""
