"""Which version of a notice is published, and whether it shows again to who dismissed it."""

from django.db import models
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

    def take_numbers(self) -> bool:
        """Take the numbers from the row, counted up if a revision goes live; returns whether.

        What was taken back with the source is the row's as well.

        The row is locked, so that of two who publish at the same time none gets the other's
        number.
        """
        row = type(self)._default_manager.select_for_update().filter(pk=self.pk).first()
        if row is None:
            return False
        publishes = self.live and self.live_revision_id not in (None, row.live_revision_id)
        self.withdrawn_revision_id = row.withdrawn_revision_id
        self.version = row.version + publishes
        self.dismissal_version = row.dismissal_version + (publishes and self.show_again)
        return publishes
