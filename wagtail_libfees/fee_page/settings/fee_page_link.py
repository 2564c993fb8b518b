"""Where the fee page is: the one place that answers.

The order: the chosen page in the active language, the chosen page as it is, the address field.
A page that is not public does not count, and nothing is ever silently the front page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import AbstractPage, Site

from .models import FeeSettings


@dataclass(frozen=True)
class FeePageLink:
    """The address of the fee page, and the page itself if it lies in this site."""

    url: str
    page: AbstractPage | None = None


def resolve_fee_page(
    request_or_site: HttpRequest | Site | None,
    language: str | None = None,
    *,
    settings: FeeSettings | None = None,
) -> FeePageLink | None:
    """Where the fee page of a site is, in `language` (a code; default: the active language).

    `settings` spares the query where the caller has those of the site. Returns None if nothing is
    configured or what is configured is not public.
    """
    request = request_or_site if isinstance(request_or_site, HttpRequest) else None
    site = Site.find_for_request(request) if request else request_or_site
    if site is None:
        return None
    if settings is None:
        settings = FeeSettings.for_request(request) if request else FeeSettings.for_site(site)
    page = _public_in_language(settings.fee_page, language or translation.get_language())
    url = page.get_url(request, current_site=site) if page else None
    if url:
        return FeePageLink(url, page)
    # Empty for an address that a script stored around the form's rules.
    return FeePageLink(settings.fee_page_link) if settings.fee_page_link else None


def _public_in_language(page, language):
    """The translation of `page` into `language` if it is public, else `page` if that is."""
    if page is None:
        return None
    if language and page.locale.language_code != _content_language(language):
        translated = (
            page.get_translations()
            .filter(locale__language_code=_content_language(language))
            .first()
        )
        if translated and is_public(translated):
            return translated
    return page if is_public(page) else None


def _content_language(language):
    """The content language that serves `language` ("da-dk" is served by "da")."""
    try:
        return get_supported_content_language_variant(language)
    except LookupError:
        return language


def is_public(page) -> bool:
    """Whether anyone may read `page` now: live, not past its expiry, and not restricted.

    Expiry is compared here because `live` changes only when a scheduled command runs.
    """
    expired = page.expire_at is not None and page.expire_at <= timezone.now()
    return page.live and not expired and not page.get_view_restrictions().exists()
