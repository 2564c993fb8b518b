"""The time at the library: Copenhagen's, whatever time zone the site runs in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")


def today() -> date:
    """Today's date in Copenhagen."""
    return datetime.now(COPENHAGEN).date()
