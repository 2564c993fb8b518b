"""What the days and times of a notice mean, in sentences for who is writing it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..clock import COPENHAGEN
from ..text.dates import spelled_date
from . import Window


def shown_sentence(window: Window | None, review_day: date | None) -> str:
    """When borrowers see the banner; None as `window` is a first day that is missing."""
    if window is None:
        return _("Write the first day on which borrowers see the banner.")
    now = timezone.now().astimezone(COPENHAGEN)
    if window.end is not None and window.end <= window.start:
        return _("The notice ends before it begins.")
    if window.is_over(now):
        return _("No borrower sees the banner: it ended %(last)s.") % {"last": _last(window, now)}
    words = {"first": _moment(window.from_day, window.from_time, now)}
    if window.to_day is not None:
        words["last"] = _last(window, now)
        if window.to_time is not None:
            return _("Borrowers see the banner from %(first)s until %(last)s.") % words
        if window.from_day == window.to_day:
            return _("Borrowers see the banner on one day: %(last)s.") % words
        return _("Borrowers see the banner from %(first)s to and including %(last)s.") % words
    if review_day is None:
        return (
            _(
                "Borrowers see the banner from %(first)s until further notice. Write the last "
                "day, or the day on which you look at it again."
            )
            % words
        )
    words["day"] = _day(review_day, now)
    return (
        _(
            "Borrowers see the banner from %(first)s until further notice. You look at it again "
            "on %(day)s."
        )
        % words
    )


def period_sentence(period: Window | None, kind: str) -> str:
    """When it takes place; empty where nothing is stated."""
    if period is None:
        return ""
    now = timezone.now().astimezone(COPENHAGEN)
    if period.end is not None and period.end <= period.start:
        return _("It ends before it begins.")
    words = {"first": _moment(period.from_day, period.from_time, now)}
    closed = kind == "closure"
    if period.to_day is None:
        text = _("Closed from %(first)s.") if closed else _("It begins %(first)s.")
        return text % words
    words["last"] = _last(period, now)
    if period.to_time is not None:
        text = (
            _("Closed from %(first)s until %(last)s.")
            if closed
            else _("It takes place from %(first)s until %(last)s.")
        )
    elif period.from_day == period.to_day and period.from_time is None:
        text = _("Closed all day: %(last)s.") if closed else _("It takes place %(last)s.")
    else:
        text = (
            _("Closed from %(first)s to and including %(last)s.")
            if closed
            else _("It takes place from %(first)s to and including %(last)s.")
        )
    return text % words


def _last(window: Window, now: datetime) -> str:
    return _moment(window.to_day, window.to_time, now)


def _moment(day: date, clock: time | None, now: datetime) -> str:
    words = _day(day, now)
    if clock is None:
        return words
    return _("%(day)s at %(time)s") % {"day": words, "time": clock.strftime("%H.%M")}


def _day(day: date, now: datetime) -> str:
    """The day with its weekday; with the year where that is not this one."""
    if day == now.date():
        return _("today")
    return spelled_date(day, get_language() or "da", with_year=day.year != now.year)
