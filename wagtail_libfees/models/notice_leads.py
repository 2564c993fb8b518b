"""The leads of the banner that tell a fact, filled once and kept like the list of notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wagtail.models import Site

from wagtail_libfees.editorial.fact_text import has_facts
from wagtail_libfees.notices.listing import ListedNotice, NoticeList

from .clock import today
from .facts import facts_of_site
from .notice_cache import PREFIX, kept_or_made, notice_list
from .periods import next_rates


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
