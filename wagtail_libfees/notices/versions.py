"""Which version of a notice is published, and whether it shows again to who dismissed it."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class NoticeVersionsMixin(models.Model):
    """Two numbers that only publishing counts up; no draft and no form changes them."""

    version = models.PositiveIntegerField(default=0, editable=False)
    dismissal_version = models.PositiveIntegerField(default=0, editable=False)
    show_again = models.BooleanField(
        _("show it again to those who dismissed it"),
        default=False,
        help_text=_("For a correction that everyone should see. It counts once."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; when that publishes a revision, as the next version.

        Wagtail publishes in several ways, which have nothing but this in common: they save the
        page with another live revision. The row is locked, so that of two who publish at the same
        time none gets the other's number.
        """
        with transaction.atomic():
            publishes = "update_fields" not in kwargs and self._take_numbers()
            if publishes:
                self.before_going_live()
            result = super().save(*args, **kwargs)
            if publishes:
                self.after_going_live()
        return result

    def before_going_live(self) -> None:
        """Called when this page, as it is in memory, is about to be the published one."""

    def after_going_live(self) -> None:
        """Called when this page has been saved as the published one, in the same transaction."""

    def _take_numbers(self) -> bool:
        """Take the numbers from the row, counted up if a revision goes live; returns whether."""
        row = type(self)._default_manager.select_for_update().filter(pk=self.pk).first()
        if row is None:
            return False
        publishes = self.live and self.live_revision_id not in (None, row.live_revision_id)
        self.version = row.version + publishes
        self.dismissal_version = row.dismissal_version + (publishes and self.show_again)
        return publishes
