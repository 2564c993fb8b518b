"""Permanent addresses: a key for each notice and each question, for print and messages.

A row outlives what it leads to, so that no key is ever used again, and an address that was printed
can say that its target is gone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class PermanentAddress(models.Model):
    """The key of a notice or a question, the same in all its languages.

    `question` is the lasting part of the question's id (`blocks.keys`). `titles` holds what the
    public read last, by language. `site` is where the page stood last, for when it is deleted.
    """

    class Kind(models.TextChoices):
        NOTICE = "n", _("Notice")
        QUESTION = "q", _("Question")

    key = models.CharField(_("key"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    translation_key = models.UUIDField(_("translation key of the page"))
    question = models.CharField(_("id of the question"), max_length=255, blank=True)
    titles = models.JSONField(_("last public titles"), default=dict)
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("site")
    )

    # A record is no use of the site.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("permanent address")
        verbose_name_plural = _("permanent addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "kind", "question"], name="libfees_one_address"
            )
        ]

    def __str__(self):
        return f"{self.kind}/{self.key}"


NOTICE, QUESTION = PermanentAddress.Kind.NOTICE, PermanentAddress.Kind.QUESTION
_NAMES = {NOTICE: "notice_address", QUESTION: "question_address"}


def address_path(kind: str, key: str | None) -> str:
    """The address of a key without the site; empty without a key, or if it is mounted nowhere."""
    try:
        return reverse(f"wagtail_libfees:{_NAMES[kind]}", args=[key]) if key else ""
    except NoReverseMatch:
        return ""


def question_keys(page) -> dict[str, str]:
    """The key of each question of `page`, by the lasting part of its id."""
    found = PermanentAddress.objects.filter(
        kind=QUESTION, translation_key=page.translation_key
    ).values_list("question", "key")
    return dict(found)


def notice_key(notice) -> str | None:
    """The key of a notice; None before it was published."""
    found = PermanentAddress.objects.filter(kind=NOTICE, translation_key=notice.translation_key)
    return found.values_list("key", flat=True).first()


def with_notice_keys(notices: QuerySet) -> QuerySet:
    """The notices, each with its key as `permanent_key`, which otherwise costs each a query."""
    own = PermanentAddress.objects.filter(
        kind=NOTICE, translation_key=OuterRef("translation_key")
    ).values("key")
    return notices.annotate(permanent_key=Subquery(own[:1]))
