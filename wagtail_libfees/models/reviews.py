"""When somebody last read a page through and found it true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import swapper
from django.conf import settings
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ..clock import today


class PageReview(models.Model):
    """One reading. It is no part of the page, so that saying it publishes nothing."""

    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
    )
    reviewed_on = models.DateField(_("reviewed on"), default=today)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )

    class Meta:
        verbose_name = _("review of a page")
        verbose_name_plural = _("reviews of pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "reviewed_on"], name="libfees_reviewed_once")
        ]

    def __str__(self):
        return f"{self.page} {self.reviewed_on}"


def review_dates(page_ids: Iterable[int]) -> dict[int, date]:
    """The day of the latest review of each page that has one."""
    found = PageReview.objects.filter(page_id__in=list(page_ids)).values_list("page_id")
    return dict(found.annotate(Max("reviewed_on")))


def mark_as_reviewed(page, user) -> PageReview:
    """Note that `user` has reviewed `page` today; twice on a day is once."""
    return PageReview.objects.update_or_create(
        page_id=page.pk, reviewed_on=today(), defaults={"user": user}
    )[0]
