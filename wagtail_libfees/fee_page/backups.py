"""What is kept of the fee page of a site, so that it can be made again."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import AbstractPage, Locale, Site

from .fee_page_backup import FeePageBackup
from .fee_page_state import pages_that_matter
from .settings import FeeSettings
from .takster import TaksterPageMixin


def keep_page(page: AbstractPage) -> None:
    """Keep `page` as it is in the database, for each site that it matters to."""
    if not isinstance(page, TaksterPageMixin):
        return
    is_home = Q(
        fee_page__translation_key=page.translation_key, site__root_page__locale=page.locale_id
    )
    stored = FeeSettings.objects.select_related("site__root_page", "fee_page")
    for settings in stored.filter(Q(fee_page=page.pk) | is_home):
        keep_pages_of(settings)


def keep_pages_of(settings: FeeSettings) -> None:
    """Keep the pages that matter to a site, and forget those that mattered before."""
    pages = pages_that_matter(settings)
    if not pages:
        return
    for page in pages:
        _keep(page.specific, settings.site)
    kept = FeePageBackup.objects.filter(site=settings.site)
    forgotten = kept.exclude(page_pk__in=[page.pk for page in pages])
    if (home := missing_home(settings)) is not None:
        forgotten = forgotten.exclude(pk=home.pk)
    forgotten.delete()


def refresh_kept(page: AbstractPage) -> None:
    """Bring up to date what is kept of a page that is about to be deleted.

    Nothing is added: the site may be deleted in the same step, and the rows that go with it are
    collected already.
    """
    for kept in FeePageBackup.objects.filter(page_pk=page.pk):
        if page.live or not kept.was_published:
            FeePageBackup.objects.filter(pk=kept.pk).update(**_fields(page))


def accept_address(site: Site) -> None:
    """Somebody said that the rates of `site` lie at an address: no page is missed any more.

    The version of a deleted page stays, since the address may go one day.
    """
    kept = FeePageBackup.objects.filter(site=site)
    kept.missed().update(page_pk=None)
    kept.exclude(page_pk=None).delete()


def kept_pages(site: Site) -> list[FeePageBackup]:
    """What is kept for `site`: of the chosen page, and then of the home of its amounts.

    Without those whose language the installation has no more, unless that is all.
    """
    source = site.root_page.locale.language_code
    kept = sorted(
        site.libfees_fee_page_backups.all(), key=lambda each: each.language_code == source
    )
    languages = set(Locale.objects.values_list("language_code", flat=True))
    return [each for each in kept if each.language_code in languages] or kept


def missing_home(settings: FeeSettings) -> FeePageBackup | None:
    """What is kept of the home of the amounts, if that is deleted; the chosen page exists."""
    chosen, source = settings.fee_page, settings.site.root_page.locale
    if chosen is None or any(page.locale_id == source.pk for page in pages_that_matter(settings)):
        return None
    return (
        FeePageBackup.objects.missed()
        .filter(site=settings.site, language_code=source.language_code)
        .filter(content__translation_key=str(chosen.translation_key))
        .first()
    )


def _keep(page: AbstractPage, site: Site) -> None:
    """Keep what is published; a draft only while nothing else is known of the page."""
    if not isinstance(page, TaksterPageMixin):
        return
    known = FeePageBackup.objects.filter(site=site, page_pk=page.pk).first()
    if known is None or page.live or not known.was_published:
        FeePageBackup.objects.update_or_create(site=site, page_pk=page.pk, defaults=_fields(page))


def _fields(page: AbstractPage) -> dict[str, Any]:
    parent = page.get_parent()
    return {
        "parent_pk": parent.pk if parent else None,
        "model_label": page._meta.label,
        "title": page.title,
        "slug": page.slug,
        "language_code": page.locale.language_code,
        "content": page.serializable_data(),
    }
