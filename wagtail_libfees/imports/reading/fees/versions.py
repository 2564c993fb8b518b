"""Which rates hold: former ones, those of today, and those that come later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .cues import speaks_of
from .dates import DATE, dated, year_of, years_of


class Time(StrEnum):
    """When a version of the rates holds."""

    FORMER = "former"
    CURRENT = "current"
    COMING = "coming"


@dataclass(frozen=True)
class Period:
    """The first and the last day of a version, as far as they are known."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class RatesVersion:
    """What a head or a sentence says of the time of its rates; `day` is their first or last."""

    time: Time
    day: date | None = None
    year: int | None = None

    def period(self, after: RatesVersion | None = None) -> Period:
        """The days of this version. `after` is the one that follows it, if that is known."""
        if self.year:
            return Period(date(self.year, 1, 1), date(self.year, 12, 31))
        last = after.day - timedelta(days=1) if after and after.day else None
        if self.time is Time.FORMER:
            # "Indtil den 31. december" names the last day itself.
            return Period(None, self.day or last)
        return Period(self.day, last)


_UNTIL = re.compile(
    rf"(?<![^\W\d_])(?:indtil|til og med|t\.?o\.?m\.?|frem til|until|through|up to|before|før)"
    rf" (?:og med |den |d\. |the )*(?:{DATE}|(?:19|20)\d\d(?!\d))",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"(?<![^\W\d_])(?:fra(?: og med)?|f\.?o\.?m\.?|pr\.?|per|gældende|from|as of|efter|after"
    rf"|effective)(?: den| d\.| the)? {DATE}",
    re.IGNORECASE,
)
_LEADS = re.compile(
    rf"\W*(?:fra(?: og med)?|pr\.?|efter|from|as of|after|med virkning fra)(?: den| d\.| the)?"
    rf" {DATE}",
    re.IGNORECASE,
)


def head_version(text: str) -> RatesVersion | None:
    """The time that the head of a column or section names, if it names one."""
    if year := year_of(text):
        return RatesVersion(Time.CURRENT, year=year)
    until, since = _UNTIL.search(text), _SINCE.search(text)
    if until and not since:
        return RatesVersion(Time.FORMER, dated(until))
    if since and (day := dated(since)):
        return RatesVersion(Time.CURRENT, day)
    if speaks_of("past", text):
        return RatesVersion(Time.FORMER)
    return None


def head_versions(text: str) -> list[RatesVersion]:
    """The years that head columns of plain text."""
    return [RatesVersion(Time.CURRENT, year=year) for year in years_of(text)]


def line_version(text: str) -> RatesVersion | None:
    """The time of the amounts in a line or sentence, where it is not that of its section."""
    if speaks_of("abolished", text) or speaks_of("not in force", text) or _is_past(text):
        return RatesVersion(Time.FORMER)
    if (lead := _LEADS.match(text)) or (speaks_of("coming", text) and _SINCE.search(text)):
        found = lead or _SINCE.search(text)
        return RatesVersion(Time.COMING, dated(found)) if found else None
    return None


def _is_past(text: str) -> bool:
    """Whether a line tells what it cost in the past, and not beside what it costs now."""
    if not speaks_of("past", text) or len(text.split()) < 4 or _NOW.search(text):
        return False
    return not re.search(r"\((?:før|tidligere|var|hidtil|previously|was)\b", text)


_NOW = re.compile(r"\b(?:nu|i dag|now|today|currently)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:tidligere|før|hidtil|previously|formerly|used to)\b", re.IGNORECASE)


def past_parts(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text that tells of now and of the past tells of the past."""
    now, past = _NOW.search(text), _PAST.search(text)
    if now is None or past is None:
        return ()
    end = now.start() if now.start() > past.start() else len(text)
    return ((past.start(), end),)


def without_dates(text: str) -> str:
    """The text with dates overwritten, so that "den 9. april" is no ninth day."""
    low = text.lower()
    if not _MAY_BE_DATE.search(text) and not any(month in low for month in _MONTHS):
        return text
    return _ANY_DATE.sub(lambda found: "#" * len(found[0]), text)


# The months as they begin, in both languages: found many times faster than dates.
_MONTHS = (
    "jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov",
    "dec",
)  # fmt: skip
_MAY_BE_DATE = re.compile(r"/|(?:19|20)\d\d|\d[.-]\d{1,2}[.-]\d\d")
_ANY_DATE = re.compile(DATE, re.IGNORECASE)


def holding_versions(
    versions: Iterable[RatesVersion | None], today: date
) -> tuple[Callable[[RatesVersion | None], str], RatesVersion | None]:
    """Which versions of a page hold: a function that gives "" for those, and else the reason why
    they are listed; and the version that holds, if the page names it.

    The newest year that has begun holds, of days the last that has come; what is told of the past
    never does. What comes later is coming, unless it is all that the page says.
    """
    known = set(versions)
    live = {v for v in known if v is None or v.time is not Time.FORMER}
    years = sorted({v.year for v in live if v and v.year})
    year = max((y for y in years if y <= today.year), default=min(years, default=0))
    # "Til og med 31. december" holds as long as that day has not come.
    held = {v for v in known if v and v.time is Time.FORMER and v.day and v.day >= today}
    undated = None in live or bool(held)
    days = sorted({v.day for v in live if v and v.day})
    come = [day for day in days if day <= today]
    holds = come[-1] if come else (days[0] if days else None)
    chosen = next((v for v in live if v and v.day and v.day == holds), None)
    if undated and chosen and (chosen.time is Time.COMING or holds not in come):
        chosen = None

    def reason(version: RatesVersion | None) -> str:
        if version is None or version in held:
            return ""
        if version.time is Time.FORMER:
            return "former"
        if version.year:
            if version.year > year:
                return "coming"
            return "" if version.year == year else "other_year"
        if undated:
            later = version.day is not None and version.day > today
            return "coming" if later or version.time is Time.COMING else ""
        if version.day == holds:
            return ""
        return "coming" if version.day and holds and version.day > holds else "former"

    return reason, chosen
