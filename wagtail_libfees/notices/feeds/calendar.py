"""iCalendar (RFC 5545): closures, opening hours and changed services as events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ...clock import COPENHAGEN
from ...text.plain_text import plain_text
from ..core.content import BranchFacts, NoticeContent
from ..core.window import Window
from .facts import FeedFacts, feed_id
from .xml_text import xml_safe

if TYPE_CHECKING:
    from icalendar import Event

# Kinds of which a borrower wants to know the day; others are in when they change a service.
KINDS = frozenset({"closure", "opening_hours", "outage", "system_change"})
Lines = Callable[[NoticeContent], list[str]]

_PRODUCT = "-//wagtail-libfees//Service notices//EN"


def in_calendar(notice: NoticeContent) -> bool:
    """Whether a notice is an event: it is about days that the library has stated.

    The days on which a notice is shown are not those: a closure is announced before it.
    """
    return notice.period is not None and (notice.kind in KINDS or bool(notice.services))


def calendar(facts: FeedFacts, notices: Iterable[NoticeContent], updates: Lines) -> bytes:
    """The events of `notices`, those that were withdrawn as cancelled.

    `updates` gives the updates of a notice as lines, the latest first, in its language.
    """
    # Eighty modules, which only who makes a calendar waits for.
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", _PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        found.add(name, xml_safe(facts.title))
    found.add("x-wr-timezone", COPENHAGEN.key)
    found.add("url", facts.page_url)
    found.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for notice in notices:
        if notice.period is not None and in_calendar(notice):
            found.add_component(_event(facts, notice, notice.period, updates))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(facts: FeedFacts, notice: NoticeContent, period: Window, updates: Lines) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", str(feed_id(notice)))
    event.add("dtstamp", _stamp(facts, notice))
    event.add("last-modified", _stamp(facts, notice))
    # Each publication counts two, so that a withdrawal has a number between two of them.
    event.add("sequence", 2 * notice.version + notice.cancelled)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if notice.cancelled else "CONFIRMED")
    _add_times(event, period)
    if notice.cancelled:
        # A notice that is no longer public says nothing any more, but that it is gone.
        event.add("summary", xml_safe(facts.withdrawn))
    else:
        _add_words(event, notice, updates(notice))
    return event


def _stamp(facts: FeedFacts, notice: NoticeContent) -> datetime:
    """When the event was last changed: not now, or each reading would be another file."""
    return (notice.changed_at or facts.changed_at).astimezone(UTC).replace(microsecond=0)


def _add_times(event: Event, window: Window) -> None:
    """Whole days as days, with an end that is not included; else clock times of Copenhagen.

    An open end has no `DTEND`: the event stands on its first day, and its words say the rest.
    """
    if window.from_time is None and window.to_time is None:
        event.add("dtstart", window.from_day)
        if window.to_day is not None:
            event.add("dtend", window.to_day + timedelta(days=1))
        return
    event.add("dtstart", window.start.astimezone(COPENHAGEN))
    if window.end is not None:
        event.add("dtend", window.end.astimezone(COPENHAGEN))


def _add_words(event: Event, notice: NoticeContent, updates: list[str]) -> None:
    event.add("summary", xml_safe(notice.title))
    services = ", ".join(notice.services)
    lines = [notice.lead, *updates, services, plain_text(notice.action_html), notice.lasting_url]
    event.add("description", xml_safe("\n\n".join(line for line in lines if line)))
    event.add("categories", [notice.kind, str(notice.severity)])
    if notice.lasting_url:
        event.add("url", notice.lasting_url)
    if notice.branches:
        event.add("location", xml_safe("; ".join(map(_place, notice.branches))))


def _place(branch: BranchFacts) -> str:
    return ", ".join(part for part in (branch.name, branch.address) if part)
