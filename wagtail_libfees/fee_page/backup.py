"""The last published version of each fee page: Wagtail deletes revisions with their page."""

from __future__ import annotations

import swapper
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class BackupQuerySet(models.QuerySet):
    """What is kept."""

    def missed(self) -> BackupQuerySet:
        """Whose page exists no more, and is missed."""
        pages = swapper.load_model("wagtailcore", "Page").objects.values("pk")
        return self.exclude(page_pk=None).exclude(page_pk__in=pages)


class FeePageBackup(models.Model):
    """What is needed to make a page again. One for each page that matters to a site.

    `fee_page_keeping` says what is kept and when.
    """

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="libfees_fee_page_backups"
    )
    # Not foreign keys: the page and its parent may be gone, and that is the point. No page: it is
    # deleted, and nobody misses it, since the settings say that the rates lie at an address.
    page_pk = models.PositiveIntegerField(null=True)
    parent_pk = models.PositiveIntegerField(null=True)
    model_label = models.CharField(max_length=200)
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    language_code = models.CharField(max_length=100)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    saved_at = models.DateTimeField(auto_now=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        verbose_name = _("last version of a fee page")
        verbose_name_plural = _("last versions of fee pages")
        constraints = [
            models.UniqueConstraint(fields=["site", "page_pk"], name="libfees_one_backup_of_a_page")
        ]

    def __str__(self):
        return f"{self.title} ({self.site})"

    @property
    def was_published(self) -> bool:
        """Whether it is a version that borrowers could read, and no draft."""
        return bool(self.content.get("live"))
