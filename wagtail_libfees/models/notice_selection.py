"""Which notices a page of a site shows now."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices.listing import ListedNotice, shown

from .notice_cache import notice_list


def notices_for(
    site: Site | None,
    language: str,
    moment: datetime | None = None,
    *,
    branch: str = "",
    place: str = "",
) -> list[ListedNotice]:
    """The notices that a page of `site` shows in `language`, in the banner's order.

    A notice that has no public translation into `language` is shown in the site's own language,
    unless `NOTICE_UNTRANSLATED` is off. `moment` is a time with zone; default: now. `branch` is
    the ISIL of a branch or its name as in an address; one that is not known counts as none, since
    hiding a notice is worse than showing one too many. `place` is the `path` of the page.
    """
    if site is None:
        return []
    notices = notice_list(site)
    found = notices.in_language(language, fallback=libfees_settings.NOTICE_UNTRANSLATED)
    known = notices.branch(branch)
    key = known.key if known else ""
    return shown(found, moment or timezone.now(), branch=key, place=place)


def next_boundary(site: Site | None, moment: datetime | None = None) -> datetime | None:
    """When a notice of `site` next begins or ends; None if nothing is known to come."""
    return notice_list(site).boundary(moment or timezone.now()) if site else None


def active_language() -> str:
    """The code of the content language that is active; asks no database."""
    try:
        return get_supported_content_language_variant(translation.get_language())
    except LookupError:
        return get_supported_content_language_variant(settings.LANGUAGE_CODE)
