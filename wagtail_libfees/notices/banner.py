"""Which notices a page of a site shows now, and their leads with the facts that they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Site

from ..clock import today
from ..conf import libfees_settings
from ..editorial.fact_text import has_facts
from ..models.facts import facts_of_site
from ..models.periods import next_rates
from .cache import PREFIX, kept_or_made, notice_list
from .core.listing import ListedNotice, NoticeList, shown_notices
from .core.severity import NoticeSeverity


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
    return shown_notices(found, moment or timezone.now(), branch=key, place=place)


@dataclass(frozen=True)
class Banner:
    """The notices that a banner shows, and how many `more` the archive has; 0 without one.

    `archive_language` is that of the archive: the site's own where there is no translation of it.
    """

    shown: list[ListedNotice]
    more: int = 0
    archive_url: str = ""
    archive_language: str = ""


def banner_notices(
    site: Site | None,
    language: str,
    moment: datetime,
    *,
    branch: str = "",
    place: str = "",
    own_key: str = "",
) -> Banner:
    """The notices that there is room for, and where the others are; see `notices_for`.

    At most `NOTICE_LIMIT` lines. If they are too many the last line leads to the archive, but no
    urgent notice goes for it. `own_key` is of the notice that is being read, which is left out.
    """
    notices = [
        notice
        for notice in notices_for(site, language, moment, branch=branch, place=place)
        if notice.key != own_key
    ]
    limit = libfees_settings.NOTICE_LIMIT
    archive_url, archive_language = archive_of(notices[limit:], language)
    if not archive_url:
        return Banner(notices[:limit])
    urgent = sum(notice.severity == NoticeSeverity.URGENT for notice in notices)
    room = min(limit, max(limit - 1, urgent, 1))
    return Banner(notices[:room], len(notices) - room, archive_url, archive_language)


def archive_of(notices: Iterable[ListedNotice], language: str) -> tuple[str, str]:
    """The address of the archive of `notices` and its language: `language`, if it has that."""
    found = [archive for notice in notices if (archive := notice.archive(language))[0]]
    return next((archive for archive in found if archive[1] == language), (found or [("", "")])[0])


def next_boundary(site: Site | None, moment: datetime | None = None) -> datetime | None:
    """When a notice of `site` next begins or ends; None if nothing is known to come."""
    return notice_list(site).boundary(moment or timezone.now()) if site else None


def active_language() -> str:
    """The code of the content language that is active; asks no database."""
    try:
        return get_supported_content_language_variant(translation.get_language())
    except LookupError:
        return get_supported_content_language_variant(settings.LANGUAGE_CODE)


@dataclass(frozen=True)
class ToldLeads:
    """Leads with their facts filled in, by the id of the notice, and until when they are right."""

    stamp: str = ""
    leads: Mapping[int, str] = field(default_factory=dict)
    until: datetime | None = None


def told_leads(site: Site | None, notices: Iterable[ListedNotice]) -> ToldLeads:
    """The leads of those of `notices` that tell a fact; asks nothing at all if none does.

    What is kept is of one day, since rates change at midnight, and of one mark of the notices,
    which what facts are read from (rates, fee settings, own facts) outdates too.
    """
    if site is None or not any(has_facts(notice.lead) for notice in notices):
        return ToldLeads()
    listed = notice_list(site)
    key = f"{PREFIX}:leads:{site.pk}:{today().isoformat()}"
    return kept_or_made(
        key, lambda found: found.stamp == listed.stamp, lambda: _filled(site, listed)
    )


def _filled(site: Site, listed: NoticeList) -> ToldLeads:
    """All leads of the list that tell a fact, so that any page finds its own among them."""
    telling = [notice for notice in listed.notices if has_facts(notice.lead)]
    facts = {code: facts_of_site(site, code) for code in {n.language for n in telling}}
    changes = [next_rates(found.sources.whole_card) for found in facts.values()]
    return ToldLeads(
        stamp=listed.stamp,
        leads={notice.pk: facts[notice.language].text(notice.lead) for notice in telling},
        until=min((change for change in changes if change), default=None),
    )
