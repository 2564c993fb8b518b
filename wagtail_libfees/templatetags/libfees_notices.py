"""The banner of service notices. `{% load libfees_tags %}` loads these tags too."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from wagtail.models import Site

from ..caching import note_boundary, seconds_until
from ..conf import libfees_settings
from ..notices import NoticeSeverity
from ..notices.banner import active_language, banner_notices, next_boundary, told_leads
from ..notices.cache import current_stamp
from ..notices.models import severity_choices

register = template.Library()

# What a screen reader is told of, and how: an urgent notice at once, a warning when it pauses.
ROLES = {NoticeSeverity.URGENT: "alert", NoticeSeverity.WARNING: "status"}


@register.inclusion_tag("wagtail_libfees/notices.html", takes_context=True)
def libfees_notices(context, branch: str = "") -> dict:
    """The banner: the notices that hold now, at most `NOTICE_LIMIT`, and a link to the rest.

    `branch` is an ISIL or a name as in an address; without it `libfees_branch` in the context
    counts, then `?branch=`.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    language = active_language()
    now = timezone.now()
    notices, archive_url = banner_notices(
        site, language, now, branch=branch or _asked_branch(context), place=_place(context)
    )
    note_boundary(request, next_boundary(site, now))
    told = told_leads(site, notices)
    note_boundary(request, told.until)
    return {
        "notices": [_row(notice, told.leads) for notice in notices],
        "archive_url": archive_url,
        "dismissible": any(_is_dismissible(notice) for notice in notices),
        "language": language,
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


def _place(context) -> str:
    """Where in the tree the page stands that is being rendered; empty for any other page."""
    page = context.get("page") or context.get("self")
    return getattr(page, "path", None) or ""


def _is_dismissible(notice) -> bool:
    return notice.severity != NoticeSeverity.URGENT


def _row(notice, leads) -> dict:
    return {
        "notice": notice,
        "lead": leads.get(notice.pk, notice.lead),
        "severity": dict(severity_choices())[notice.severity],
        "role": ROLES.get(NoticeSeverity(notice.severity), ""),
        "dismissible": _is_dismissible(notice),
    }
