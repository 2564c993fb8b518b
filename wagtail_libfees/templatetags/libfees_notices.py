"""The banner of service notices. `{% load libfees_tags %}` loads these tags too."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from wagtail.models import Site

from ..caching import note_boundary, seconds_until
from ..conf import libfees_settings
from ..notices import NoticeSeverity
from ..notices.archive import ServiceNoticeIndexPageMixin
from ..notices.banner import active_language, banner_notices, next_boundary, told_leads
from ..notices.cache import current_stamp
from ..notices.models import severity_choices

register = template.Library()

# The outlines of the signs before a notice: a ring, a triangle, an octagon.
ICONS = {
    NoticeSeverity.INFORMATION: "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm1 14H9V9h2zm0-8H9V5h2z",
    NoticeSeverity.WARNING: "M10 1 0 19h20zm1 15H9v-2h2zm0-4H9V7h2z",
    NoticeSeverity.URGENT: "M6 1h8l5 5v8l-5 5H6l-5-5V6zm5 14H9v-2h2zm0-4H9V5h2z",
}


@register.inclusion_tag("wagtail_libfees/notices.html", takes_context=True)
def libfees_notices(context, branch: str = "") -> dict:
    """The banner: the notices that hold now in at most `NOTICE_LIMIT` lines; the last may be a link
    to the rest. Only an urgent notice tells its lead, too.

    A notice is not shown on its own page, and none is on the archive. `branch` is an ISIL or a name
    as in an address; without it `libfees_branch` in the context counts, then `?branch=`.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    language = active_language()
    now = timezone.now()
    page = context.get("page") or context.get("self")
    note_boundary(request, next_boundary(site, now))
    if isinstance(page, ServiceNoticeIndexPageMixin):
        return {"notices": []}
    found = banner_notices(
        site,
        language,
        now,
        branch=branch or _asked_branch(context),
        place=getattr(page, "path", None) or "",
        own_key=str(getattr(page, "translation_key", "")),
    )
    told = told_leads(site, [notice for notice in found.shown if not _is_dismissible(notice)])
    note_boundary(request, told.until)
    return {
        "notices": [_row(notice, told.leads) for notice in found.shown],
        "archive_url": found.archive_url,
        "archive_language": found.archive_language,
        "more": found.more,
        "dismissible": any(_is_dismissible(notice) for notice in found.shown),
        "language": language,
        "request": request,
    }


@register.simple_tag(takes_context=True)
def libfees_notices_boundary(context) -> int:
    """How many seconds a copy of the banner may live: till the next notice begins or ends.

    At most `LONGEST_CACHE`. For `{% cache %}` around a banner, together with
    `{% libfees_notices_stamp %}`.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    boundary: datetime | None = next_boundary(site)
    longest = libfees_settings.LONGEST_CACHE
    return longest if boundary is None else min(longest, seconds_until(boundary))


@register.simple_tag
def libfees_notices_stamp() -> str:
    """A word that is another one after each change of a notice: part of the key of a copy."""
    return current_stamp()


def _asked_branch(context) -> str:
    request = context.get("request")
    return context.get("libfees_branch") or (request.GET.get("branch", "") if request else "")


def _is_dismissible(notice) -> bool:
    return notice.severity != NoticeSeverity.URGENT


def _row(notice, leads) -> dict:
    return {
        "notice": notice,
        "lead": "" if _is_dismissible(notice) else leads.get(notice.pk, notice.lead),
        "severity": dict(severity_choices())[notice.severity],
        "icon": ICONS[NoticeSeverity(notice.severity)],
        "dismissible": _is_dismissible(notice),
    }
