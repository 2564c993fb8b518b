"""An urgent notice goes live only as someone with the permission has confirmed it."""

from __future__ import annotations

import hashlib
import json

import swapper
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..editorial.publishing import PublishRefusedError
from ..editorial.registry import Finding, Severity
from . import NoticeSeverity

PERMISSION = "wagtail_libfees.publish_urgent_notice"

# What Wagtail keeps about a page: it changes without anyone writing anything.
_HOUSEKEEPING = {
    "pk",
    "id",
    "page_ptr",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "first_published_at",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "alias_of",
    "content_type",
    "wagtail_admin_comments",
    "version",
    "dismissal_version",
    "withdrawn_revision",
}


class UrgentConfirmation(models.Model):
    """The version of an urgent notice that was confirmed last. The log has who confirmed others."""

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"), on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        permissions = [("publish_urgent_notice", gettext_lazy("Can publish urgent notices"))]

    def __str__(self):
        return f"{self.page_id}: {self.digest[:8]}"


class UrgentMixin(models.Model):
    """Keeps an urgent notice from going live without its confirmation, however it is published."""

    class Meta:
        abstract = True

    @property
    def is_urgent(self) -> bool:
        """Whether the notice, as it is in memory, is urgent."""
        return self.severity == NoticeSeverity.URGENT

    @property
    def digest(self) -> str:
        """What stands for all that an editor has written in this version."""
        written = {
            name: value
            for name, value in self.serializable_data().items()
            if name not in _HOUSEKEEPING
        }
        data = json.dumps(written, sort_keys=True, cls=DjangoJSONEncoder, default=str)
        return hashlib.sha256(data.encode()).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        """Whether this very version was confirmed."""
        return UrgentConfirmation.objects.filter(page_id=self.pk, digest=self.digest).exists()

    def confirm(self, user) -> None:
        """Let this version, as it is in memory, go live. The caller has checked the permission."""
        UrgentConfirmation.objects.update_or_create(
            page_id=self.pk, defaults={"digest": self.digest, "confirmed_by": user}
        )

    def get_refusals(self, user=None) -> list[Finding]:
        """What keeps this draft from going live through `user`."""
        return [*super().get_refusals(user), *self.urgent_refusals(user)]

    def urgent_refusals(self, user=None) -> list[Finding]:
        """What keeps an urgent draft from going live through `user`."""
        if not self.is_urgent:
            return []
        if user is not None and not user.has_perm(PERMISSION):
            message = _("You may not publish urgent notices.")
            return [Finding("urgent_not_allowed", Severity.ERROR, message)]
        if not self.is_confirmed:
            message = _("An urgent notice is confirmed before it goes live: open it and publish.")
            return [Finding("urgent_unconfirmed", Severity.ERROR, message)]
        return []

    def refuse_unconfirmed(self) -> None:
        """Raise `PublishRefusedError` for an urgent version that was not confirmed."""
        refusals = self.urgent_refusals()
        if refusals:
            raise PublishRefusedError([refusal.message for refusal in refusals], self.pk)
