"""Which version of a notice is published, and whether it shows again to who dismissed it."""

from django.db import models, transaction
from django.utils import timezone
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

    def publish(self, revision, *args, **kwargs):
        """Publish `revision` as the next version.

        The row is locked, so that of two who publish at the same time none gets the other's
        number. A revision that is only scheduled counts when its time has come.
        """
        with transaction.atomic():
            row = type(self)._default_manager.select_for_update().get(pk=self.pk)
            draft = revision.as_object()
            goes_live = draft.go_live_at is None or draft.go_live_at <= timezone.now()
            self.version = row.version + goes_live
            self.dismissal_version = row.dismissal_version + (goes_live and draft.show_again)
            return super().publish(revision, *args, **kwargs)

    def with_content_json(self, content):
        """The page of a revision; the numbers are not the revision's."""
        page = super().with_content_json(content)
        page.version = self.version
        page.dismissal_version = self.dismissal_version
        return page
