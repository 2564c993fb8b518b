"""The last published version of each fee page: Wagtail deletes revisions with their page."""

from __future__ import annotations

import swapper
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site


class BackupQuerySet(models.QuerySet):
    def missed(self) -> BackupQuerySet:
        """Whose page exists no more, and is missed: a site without it has no fee page."""
        return self._gone().filter(matters=True)

    def missed_translations(self) -> BackupQuerySet:
        """Of translations that exist no more, and whose language no other page has taken."""
        pages = swapper.load_model("wagtailcore", "Page").objects
        taken = pages.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=OuterRef("language_code"),
        )
        languages = Locale.objects.values("language_code")
        gone = self._gone().filter(matters=False, language_code__in=languages)
        return gone.exclude(Exists(taken)).order_by("language_code")

    def _gone(self) -> BackupQuerySet:
        pages = swapper.load_model("wagtailcore", "Page").objects.values("pk")
        return self.exclude(page_pk=None).exclude(page_pk__in=pages)

    def missed_by(self, page) -> BackupQuerySet:
        """What is kept of a deleted page of which `page` is a translation."""
        site = page.get_site()
        if site is None or site.root_page.locale_id == page.locale_id:
            return self.none()
        source = site.root_page.locale.language_code
        key = page.translation_key
        return self.missed().filter(site=site, language_code=source, translation_key=key)


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
    translation_key = models.UUIDField()
    # False: a translation beside the page that is chosen and the home of its amounts.
    matters = models.BooleanField(default=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    # What went away with the page (`deleted_rows`); empty while the page is there.
    deleted = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
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

    @property
    def language(self) -> str:
        """The name of its language."""
        return str(get_content_languages().get(self.language_code, self.language_code))

    @property
    def pages_below(self) -> list[str]:
        """The titles of the pages that were deleted with it and do not come back."""
        return self.deleted.get("below", [])

    @property
    def waits_for_its_day(self) -> bool:
        """Whether a version was scheduled; it comes back as a draft without its day."""
        rows = self.deleted.get("rows", [])
        return any(row["fields"].get("approved_go_live_at") for row in rows)
