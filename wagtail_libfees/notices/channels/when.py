"""When what a notice is about takes place, in words."""

from __future__ import annotations

from datetime import date, time

from ..core.content import NoticeContent
from ..core.window import Window
from .words import ChannelLanguage


def takes_place(content: NoticeContent, _: ChannelLanguage) -> str:
    """When it takes place, or empty: how long the notice is shown is another matter, and would
    make a library that closes for a day look closed for weeks.
    """
    return period(content.period, _) if content.period else ""


def period(window: Window, _: ChannelLanguage) -> str:
    """`Fra den 1. juni 2026 til og med den 3. juni 2026`; times where the window has them."""
    last = window.to_day
    if last is None:
        return _(
            "From %(first)s until further notice",
            first=_moment(window.from_day, window.from_time, _),
        )
    if last == window.from_day:
        return _one_day(window, _)
    first = _moment(window.from_day, window.from_time, _)
    if window.to_time is None:
        return _("From %(first)s to and including %(last)s", first=first, last=_.day(last))
    return _("From %(first)s until %(last)s", first=first, last=_moment(last, window.to_time, _))


def _one_day(window: Window, _: ChannelLanguage) -> str:
    day, first, last = _.day(window.from_day), window.from_time, window.to_time
    if first and last:
        return _(
            "On %(day)s from %(first)s to %(last)s",
            day=day,
            first=_.clock(first),
            last=_.clock(last),
        )
    if first:
        return _("On %(day)s from %(first)s", day=day, first=_.clock(first))
    if last:
        return _("On %(day)s until %(last)s", day=day, last=_.clock(last))
    return _("On %(day)s", day=day)


def _moment(day: date, clock: time | None, _: ChannelLanguage) -> str:
    if clock is None:
        return _.day(day)
    return _("%(day)s at %(time)s", day=_.day(day), time=_.clock(clock))
