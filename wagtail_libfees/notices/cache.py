"""The list of notices of a site, kept in a cache, so that a page view asks the database nothing.

What is kept holds the windows of the notices, and which of them are shown is decided at request
time; so a boundary outdates nothing. A change does, by the mark in `NoticeStamp`, which each cache
asks for anew after a second. docs/notice-cache.md says what follows from that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from threading import Lock
from typing import Any

from django.db import transaction
from wagtail.models import Site

from .. import __version__
from ..caching import ask_cache
from ..conf import libfees_settings
from ..stamps import NoticeStamp
from .core.listing import NoticeList
from .queries import read_notice_list

# How long a process believes a mark that it has read, in seconds.
BELIEVED = 1
# Another release may keep something else under the name.
PREFIX = f"wagtail_libfees:{__version__}:notices"
STAMP_KEY = f"{PREFIX}:stamp"

# One thread of a process makes what is kept under a key, and the others wait: no stampede.
_making: defaultdict[str, Lock] = defaultdict(Lock)


def notice_list(site: Site) -> NoticeList:
    """The notices of `site` that hold or are to come."""
    stamp = current_stamp()

    def make() -> NoticeList:
        notices = read_notice_list(site)
        keep_value(STAMP_KEY, notices.stamp, BELIEVED)
        return notices

    return kept_or_made(f"{PREFIX}:list:{site.pk}", lambda found: found.stamp == stamp, make)


def kept_or_made(key: str, holds: Callable[[Any], bool], make: Callable[[], Any]) -> Any:
    """What is kept under `key` if it `holds`; else what `make` makes, which is then kept."""
    found = kept(key)
    if found is not None and holds(found):
        return found
    with _making[key]:
        found = kept(key)
        if found is None or not holds(found):
            found = make()
            keep_value(key, found, libfees_settings.NOTICE_CACHE_SECONDS)
    return found


def current_stamp() -> str:
    """The mark of what the notices say now, at most a second old."""
    stamp = kept(STAMP_KEY)
    if stamp is None:
        stamp = NoticeStamp.current().value
        keep_value(STAMP_KEY, stamp, BELIEVED)
    return stamp


def notices_changed() -> None:
    """Outdate every list of notices, in this process now and everywhere after the transaction."""
    NoticeStamp.renew()
    forget_stamp()
    transaction.on_commit(forget_stamp, robust=True)


def forget_stamp() -> None:
    """Have the mark read from the database the next time."""
    ask_cache(libfees_settings.NOTICE_CACHE, lambda cache: cache.delete(STAMP_KEY))


def kept(key: str) -> Any:
    """What the cache holds under `key`; None if it does not answer or cannot read it."""
    return ask_cache(libfees_settings.NOTICE_CACHE, lambda cache: cache.get(key))


def keep_value(key: str, value: Any, seconds: int) -> None:
    """Put `value` into the cache, if it answers."""
    ask_cache(libfees_settings.NOTICE_CACHE, lambda cache: cache.set(key, value, seconds))
