"""What the notices of a list say in full, read from the database for the feeds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Site

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices.content import NoticeContent
from wagtail_libfees.notices.listing import ListedNotice

from .clock import today
from .notice_list import below_site

# More than anyone reads; it only keeps a mistake from making a feed of thousands.
MOST = 100


def notice_contents(site: Site, notices: Iterable[ListedNotice]) -> list[NoticeContent]:
    """What each of `notices` says, in their order; one that is not public any more is left out."""
    order = [notice.pk for notice in notices][:MOST]
    if not order:
        return []
    pages = {page.pk: page for page in _public().filter(pk__in=order)}
    return [pages[pk].to_content(site) for pk in order if pk in pages]


def withdrawn_contents(site: Site, language: str, branch: str = "") -> list[NoticeContent]:
    """The notices of `site` that were published, would still hold, and were taken back.

    For calendars, which must be told. Private ones are not among them.
    """
    if (model := libfees_settings.page_model("NOTICE_PAGE_MODEL")) is None:
        return []
    not_over = Q(to_day__isnull=True) | Q(to_day__gte=today())
    pages = model.objects.public().filter(below_site(site), not_over, live=False)
    pages = pages.filter(first_published_at__isnull=False, locale__language_code=language)
    if branch:
        pages = pages.filter(Q(branches=None) | Q(branches__translation_key=branch)).distinct()
    return [page.to_content(site) for page in _with_parts(pages).order_by("-pk")[:MOST]]


def _public():
    return _with_parts(libfees_settings.page_model("NOTICE_PAGE_MODEL").objects.live().public())


def _with_parts(pages):
    return pages.select_related("locale", "image", "responsible").prefetch_related("branches")
