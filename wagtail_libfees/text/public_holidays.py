"""The days on which Danish offices keep other hours than they write: public holidays, and eves."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

# New Year, Constitution Day, Christmas with its eve, New Year's Eve.
_FIXED: Final = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
# From Easter Sunday: Maundy Thursday, Good Friday, Easter, Ascension, Whitsun.
_BY_EASTER: Final = (-3, -2, 0, 1, 39, 49, 50)


@lru_cache(maxsize=8)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, and the days on which most offices are closed too."""
    easter = _easter(year)
    return frozenset(
        [
            *(date(year, month, day) for month, day in _FIXED),
            *(easter + timedelta(days) for days in _BY_EASTER),
        ]
    )


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning, as Butcher put it."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return date(year, n // 31, n % 31 + 1)
