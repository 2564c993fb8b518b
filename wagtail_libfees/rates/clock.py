"""What day it is at the library. Pure: the moment is handed in, never read from the clock."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from ..clock import COPENHAGEN
from ..text.messages import gettext_noop
from .errors import DaysError

NAIVE: Final = gettext_noop("The time %(moment)s has no time zone; give one that has.")


def copenhagen_day(moment: datetime) -> date:
    """Return the date in Copenhagen at `moment`; raises `DaysError` if it has no time zone."""
    if moment.utcoffset() is None:
        raise DaysError(NAIVE, moment=moment)
    return moment.astimezone(COPENHAGEN).date()


def copenhagen_midnight(day: date) -> datetime:
    """Return the moment at which `day` begins in Copenhagen, where rates of that day start.

    The clocks change at two or three o'clock there, so midnight exists once on every day.
    """
    return datetime.combine(day, time(0), tzinfo=COPENHAGEN)
