"""No copy of a page outlives the moment at which the page says something else.

Caches that a page reaches are Django's own, one in front of the site, and the reader's browser.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe

from .conf import libfees_settings

logger = logging.getLogger(__name__)

_AGE = re.compile(r"\b(max-age|s-maxage)=\"?(\d+)\"?", re.IGNORECASE)


def ask_cache(name: str, ask: Callable[[BaseCache], Any]) -> Any:
    """What `ask` gets from the cache of that name in `CACHES`; None if it does not answer.

    A cache that is down, or holds what another release left, must not take the site down: it is
    logged, and whoever asks goes to the database.
    """
    try:
        return ask(caches[name])
    except Exception:
        logger.warning("The cache %s does not answer.", name, exc_info=True)
        return None


def note_boundary(request: HttpRequest | None, moment: datetime | None) -> None:
    """Remember that what `request` is answered holds until `moment`; the earliest one counts."""
    if request is None or moment is None:
        return
    known = noted_boundary(request)
    request.libfees_boundary = min(moment, known) if known else moment  # type: ignore[attr-defined]


def noted_boundary(request: HttpRequest) -> datetime | None:
    """The earliest moment that was noted while `request` was answered."""
    return getattr(request, "libfees_boundary", None)


def seconds_until(moment: datetime) -> int:
    """Whole seconds from now to `moment`, at least 0."""
    return max(0, int((moment - timezone.now()).total_seconds()))


def keep_until(response: HttpResponse, moment: datetime | None) -> None:
    """Let no cache keep `response` past `moment`. It never makes a lifetime longer.

    A lifetime that the response states is cut at `moment`. A response that states none can stay
    in a cache for `LONGEST_CACHE` seconds, by that cache's own rules; with less than that left,
    it asks not to be kept.
    """
    if moment is None:
        return
    left = seconds_until(moment)
    stated = _cut_ages(response, left) + _cut_expiry(response, left)
    if not stated and left < libfees_settings.LONGEST_CACHE:
        add_never_cache_headers(response)


def _cut_ages(response: HttpResponse, left: int) -> int:
    """Cut `max-age` and `s-maxage`; returns how many of them there were."""
    ages = {
        name.lower(): int(value)
        for name, value in _AGE.findall(response.headers.get("Cache-Control", ""))
    }
    cut = {name.replace("-", "_"): left for name, age in ages.items() if age > left}
    if cut:
        patch_cache_control(response, **cut)
    return len(ages)


def _cut_expiry(response: HttpResponse, left: int) -> int:
    """Cut `Expires`; returns whether it was there."""
    if "Expires" not in response.headers:
        return 0
    latest = int(timezone.now().timestamp()) + left
    if (parse_http_date_safe(response.headers["Expires"]) or 0) > latest:
        response.headers["Expires"] = http_date(latest)
    return 1
