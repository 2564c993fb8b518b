"""The last published version of each fee page: Wagtail deletes revisions with their page."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage, Site

from .settings import FeeSettings
from .takster import TaksterPageMixin


class FeePageBackup(models.Model):
    """What is needed to make the fee page of a site again. One for each site."""

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, related_name="libfees_fee_page_backup"
    )
    # Not foreign keys: the page and its parent may be gone, and that is the point.
    page_pk = models.PositiveIntegerField()
    parent_pk = models.PositiveIntegerField(null=True)
    model_label = models.CharField(max_length=200)
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    language_code = models.CharField(max_length=100)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("last version of a fee page")
        verbose_name_plural = _("last versions of fee pages")

    def __str__(self):
        return f"{self.title} ({self.site})"


def back_up(page: AbstractPage) -> None:
    """Keep `page` as it is in the database, for each site that has it as its fee page."""
    if not isinstance(page, TaksterPageMixin):
        return
    for settings in FeeSettings.objects.filter(fee_page_id=page.pk).select_related("site"):
        FeePageBackup.objects.update_or_create(site=settings.site, defaults=_fields(page))


def _fields(page: AbstractPage) -> dict[str, Any]:
    parent = page.get_parent()
    return {
        "page_pk": page.pk,
        "parent_pk": parent.pk if parent else None,
        "model_label": page._meta.label,
        "title": page.title,
        "slug": page.slug,
        "language_code": page.locale.language_code,
        "content": page.serializable_data(),
    }
