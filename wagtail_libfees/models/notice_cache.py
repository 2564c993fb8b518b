"""The list of notices of a site, kept in a cache, so that a page view asks the database nothing.

What is kept holds the windows of the notices, and which of them are shown is decided at request
time; so a boundary outdates nothing. A change does, by the mark in `NoticeStamp`, which each cache
asks for anew after a second. docs/notice-cache.md says what follows from that.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.db import transaction
from wagtail.models import Site

from wagtail_libfees import __version__
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices.listing import NoticeList

from .notice_list import read_notice_list
from .notice_stamp import NoticeStamp

logger = logging.getLogger(__name__)

# How long a process believes a mark that it has read, in seconds.
BELIEVED = 1
# Another release may keep something else under the name.
PREFIX = f"wagtail_libfees:{__version__}:notices"
STAMP_KEY = f"{PREFIX}:stamp"

# One thread of a process makes a list, and the others wait for it: no stampede.
_making: defaultdict[int, Lock] = defaultdict(Lock)


def notice_list(site: Site) -> NoticeList:
    """The notices of `site` that hold or are to come."""
    found = _kept_list(site)
    if found is not None:
        return found
    with _making[site.pk]:
        return _kept_list(site) or _make(site)


def current_stamp() -> str:
    """The mark of what the notices say now, at most a second old."""
    return _believed(kept([STAMP_KEY]))


def notices_changed() -> None:
    """Outdate every list of notices, in this process now and everywhere after the transaction."""
    NoticeStamp.renew()
    forget_stamp()
    transaction.on_commit(forget_stamp, robust=True)


def forget_stamp() -> None:
    """Have the mark read from the database the next time."""
    try:
        _cache().delete(STAMP_KEY)
    except Exception:
        logger.warning("The cache of notices does not answer.", exc_info=True)


def kept(keys: list[str]) -> dict[str, Any]:
    """What the cache holds under `keys`; nothing if it does not answer or cannot read it."""
    try:
        return _cache().get_many(keys)
    except Exception:
        # A cache that is down must not take the site down: the database answers.
        logger.warning("The cache of notices does not answer.", exc_info=True)
        return {}


def keep(key: str, value: Any, seconds: int) -> None:
    """Put `value` into the cache, if it answers."""
    try:
        _cache().set(key, value, seconds)
    except Exception:
        logger.warning("The cache of notices does not answer.", exc_info=True)


def _cache():
    return caches[libfees_settings.NOTICE_CACHE]


def _kept_list(site: Site) -> NoticeList | None:
    """The list in the cache, if it has the mark of now."""
    key = _list_key(site)
    found = kept([key, STAMP_KEY])
    notices = found.get(key)
    return notices if notices is not None and notices.stamp == _believed(found) else None


def _believed(found: dict[str, Any]) -> str:
    """The mark that the cache holds, or the database's."""
    stamp = found.get(STAMP_KEY)
    if stamp is None:
        stamp = NoticeStamp.current().value
        keep(STAMP_KEY, stamp, BELIEVED)
    return stamp


def _make(site: Site) -> NoticeList:
    notices = read_notice_list(site)
    keep(_list_key(site), notices, libfees_settings.NOTICE_CACHE_SECONDS)
    keep(STAMP_KEY, notices.stamp, BELIEVED)
    return notices


def _list_key(site: Site) -> str:
    return f"{PREFIX}:list:{site.pk}"
