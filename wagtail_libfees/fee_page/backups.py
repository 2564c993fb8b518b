"""What is kept of the fee page of a site, so that it can be made again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import AbstractPage, Locale, Site

from ..models.takster import TaksterPageMixin
from ..sites import is_in_site
from .backup import FeePageBackup
from .deleted_rows import rows_deleted_with
from .faults import pages_that_matter
from .settings.models import FeeSettings


def keep_page(page: AbstractPage) -> None:
    """Keep `page` as it is in the database, for each site that it matters to."""
    if not isinstance(page, TaksterPageMixin):
        return
    stored = FeeSettings.objects.select_related("site__root_page", "fee_page")
    for settings in stored.filter(fee_page__translation_key=page.translation_key):
        keep_pages_of(settings)


def keep_pages_of(settings: FeeSettings) -> None:
    """Keep the pages that matter to a site and their translations; forget those of before."""
    pages = pages_that_matter(settings)
    if not pages:
        return
    site = settings.site
    translations = _translations(pages, site)
    known = list(FeePageBackup.objects.filter(site=site))
    by_page = {each.page_pk: each for each in known}
    for page in pages:
        _keep(page.specific, site, by_page.get(page.pk), matters=True)
    for page in translations:
        _keep(page.specific, site, by_page.get(page.pk), matters=False)
    now = {page.pk for page in [*pages, *translations]}
    if others := [each for each in known if each.page_pk not in now]:
        _forget(others, settings, pages[0])


def _forget(known: list[FeePageBackup], settings: FeeSettings, chosen: AbstractPage) -> None:
    """Forget what is kept of other pages, unless it is missed."""
    kept = FeePageBackup.objects.filter(site=settings.site)
    missed = kept.missed_translations().filter(translation_key=chosen.translation_key)
    forgotten = kept.filter(pk__in=[each.pk for each in known])
    forgotten = forgotten.exclude(pk__in=list(missed.values_list("pk", flat=True)))
    if (home := missing_home(settings)) is not None:
        forgotten = forgotten.exclude(pk=home.pk)
    forgotten.delete()


def refresh_kept(page: AbstractPage) -> None:
    """Bring up to date what is kept of a page that is about to be deleted, and what goes with it.

    Nothing is added: the site may be deleted in the same step, and the rows that go with it are
    collected already. A translation that nobody could read any more is not missed.
    """
    if not page.live:
        FeePageBackup.objects.filter(page_pk=page.pk, matters=False).delete()
    for kept in FeePageBackup.objects.filter(page_pk=page.pk):
        fields = _fields(page) if page.live or not kept.was_published else {}
        fields["deleted"] = rows_deleted_with(page)
        FeePageBackup.objects.filter(pk=kept.pk).update(**fields)


def accept_address(site: Site) -> None:
    """Somebody said that the rates of `site` lie at an address: no page is missed any more.

    The version of a deleted page stays, since the address may go one day.
    """
    kept = FeePageBackup.objects.filter(site=site)
    kept.missed().update(page_pk=None)
    kept.exclude(page_pk=None).delete()


def forget_translations(site: Site) -> bool:
    """Somebody said that the deleted translations of the fee page of `site` are not needed.

    Returns whether there were any.
    """
    found = FeePageBackup.objects.filter(site=site).missed_translations()
    deleted, _by_model = found.order_by().delete()
    return deleted > 0


def kept_pages(site: Site) -> list[FeePageBackup]:
    """What is kept for `site`: of the chosen page, and then of the home of its amounts.

    Without those whose language the installation has no more, unless that is all.
    """
    source = site.root_page.locale.language_code
    kept = sorted(
        site.libfees_fee_page_backups.filter(matters=True),
        key=lambda each: each.language_code == source,
    )
    languages = set(Locale.objects.values_list("language_code", flat=True))
    return [each for each in kept if each.language_code in languages] or kept


def missing_home(settings: FeeSettings) -> FeePageBackup | None:
    """What is kept of the home of the amounts, if that is deleted; the chosen page exists."""
    chosen, source = settings.fee_page, settings.site.root_page.locale
    if chosen is None or any(page.locale_id == source.pk for page in pages_that_matter(settings)):
        return None
    return FeePageBackup.objects.missed_by(chosen).first()


def _translations(pages: list[AbstractPage], site: Site) -> list[AbstractPage]:
    """The translations that borrowers of `site` can read, beside the `pages` that matter."""
    found = pages[0].get_translations().exclude(pk__in=[page.pk for page in pages])
    return [page for page in found.live().filter(alias_of=None) if is_in_site(page, site)]


def _keep(page: AbstractPage, site: Site, known: FeePageBackup | None, *, matters: bool) -> None:
    """Keep what is published; a draft only while nothing else is `known` of the page."""
    if not isinstance(page, TaksterPageMixin):
        return
    fields: dict[str, Any] = {"matters": matters}
    if known is None or page.live or not known.was_published:
        fields |= _fields(page)
    if known is not None and all(getattr(known, name) == fields[name] for name in fields):
        return
    stored = FeePageBackup.objects.filter(site=site, page_pk=page.pk)
    if known is None or not stored.update(**fields, saved_at=timezone.now()):
        FeePageBackup.objects.update_or_create(site=site, page_pk=page.pk, defaults=fields)


def _fields(page: AbstractPage) -> dict[str, Any]:
    parent = page.get_parent()
    return {
        "parent_pk": parent.pk if parent else None,
        "model_label": page._meta.label,
        "title": page.title,
        "slug": page.slug,
        "language_code": page.locale.language_code,
        "translation_key": page.translation_key,
        "content": page.serializable_data(),
        "deleted": {},
    }
