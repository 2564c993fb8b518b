"""Tells receivers of `signals` what has changed at a site since it was last compared.

What is compared is what readers see now, so it does not matter by which way it changed: by
publishing, moving, settings, deleting, or because a day has come. The first comparison tells
nothing. A part whose signal nobody listens to is not looked at.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Site

from . import rates, signals
from .clock import today
from .drafts.rates import fee_page_of
from .fee_page.settings.fee_page_link import is_public, resolve_fee_page
from .models import FeeSettings
from .models.signal_state import SignalState
from .notices.cache import notice_list
from .quality.check_runs import look_at, pages_of_sites
from .rates.changes import rate_changes

logger = logging.getLogger(__name__)

# What a comparison tells: the arguments of its signal.
Told = Iterator[dict[str, Any]]


def send_later(signal: Signal, sender: Any, **told: Any) -> None:
    """Send after the transaction; a receiver that fails is logged."""
    if signal.has_listeners(sender):
        transaction.on_commit(partial(_send_now, signal, sender, told))


def _send_now(signal: Signal, sender: Any, told: dict[str, Any]) -> None:
    for receiver, answer in signal.send_robust(sender, **told):
        if isinstance(answer, Exception):
            logger.error("The receiver %s failed.", receiver, exc_info=answer)


def tell_changes(site: Site, *, findings: bool = False) -> None:
    """Compare `site` with what was told of it, and send what is new.

    `findings`: ask the checks too, of every page; that takes time.
    """
    parts = {
        name: part
        for name, part in PARTS.items()
        if part[0].has_listeners(FeeSettings) and (findings or name != "findings")
    }
    if not parts:
        return
    with transaction.atomic():
        row, _made = SignalState.objects.select_for_update().get_or_create(site=site)
        for name, (signal, look, compare) in parts.items():
            now, known = look(site), row.parts.get(name)
            row.parts[name] = now
            if known is not None and known != now:
                for told in compare(site, known, now):
                    send_later(signal, FeeSettings, site=site, **told)
        row.save(update_fields=["parts"])


def is_heard() -> bool:
    """Whether anybody listens to what a comparison tells."""
    return any(signal.has_listeners(FeeSettings) for signal, _look, _compare in PARTS.values())


def _rates_now(site: Site) -> str:
    """The card in force today as JSON; empty if there is none, or it is not fit for it."""
    page = fee_page_of(site, FeeSettings.for_site(site))
    if page is None or not is_public(page):
        return ""
    try:
        return rates.export_json(page.rate_card.as_of(today()))
    except rates.ExchangeError:
        return ""


def _changed_rates(site: Site, known: str, now: str) -> Told:
    old, new = (rates.import_json(text) if text else rates.RateCard() for text in (known, now))
    if changes := rate_changes(old, new):
        yield {"day": today(), "old": old, "new": new, "changes": tuple(changes)}


def _address_now(site: Site) -> str:
    link = resolve_fee_page(site, site.root_page.locale.language_code)
    return link.url if link else ""


def _moved(site: Site, known: str, now: str) -> Told:
    yield {"old_url": known, "new_url": now}


def _notices_now(site: Site) -> list[int]:
    moment = timezone.now()
    listed = notice_list(site).notices
    return sorted(notice.pk for notice in listed if notice.is_shown(moment))


def _ended(site: Site, known: list[int], now: list[int]) -> Told:
    # The base page would do, but a receiver wants the notice.
    pages = type(site.root_page).objects.in_bulk(set(known) - set(now))
    for page_id in known:
        if page_id not in now:
            page = pages.get(page_id)
            yield {"page_id": page_id, "page": page.specific if page else None}


def _findings_now(site: Site) -> list[str]:
    return sorted(found for found, _each in _keyed_findings(site))


def _keyed_findings(site: Site) -> Iterator[tuple[str, Any]]:
    for each in look_at(pages_of_sites([site])):
        finding, place = each.finding, each.finding.place
        where = [each.page and each.page.pk, place.field, place.block_id, place.child]
        yield json.dumps([finding.code, *where, finding.excerpt]), each


def _new_findings(site: Site, known: list[str], now: list[str]) -> Told:
    for key, each in _keyed_findings(site):
        if key not in known:
            yield {"page": each.page, "finding": each.finding}


# By name: the signal, what is now (fit for JSON), and what a difference tells.
PARTS: dict[str, tuple[Signal, Callable[[Site], Any], Callable[[Site, Any, Any], Told]]] = {
    "rates": (signals.rates_in_force_changed, _rates_now, _changed_rates),
    "address": (signals.fee_page_moved, _address_now, _moved),
    "notices": (signals.notice_ended, _notices_now, _ended),
    "findings": (signals.finding_new, _findings_now, _new_findings),
}
