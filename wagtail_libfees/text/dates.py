"""Dates and times as people in Denmark write them, read with care: a guess is never a value.

What is not understood raises `DateError`, whose message says how to mend it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from .lazy_pattern import lazy_pattern
from .messages import MessageError, gettext_noop
from .written import written_day

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "marts march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "mandag man monday mon",
            "tirsdag tirs tir tuesday tues tue",
            "onsdag ons wednesday wed",
            "torsdag tors tor thursday thurs thur thu",
            "fredag fre friday fri",
            "lørdag lør saturday sat",
            "søndag søn sunday sun",
        )
    )
    for name in names.split()
}
_WEEKDAY: Final = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_NEAR: Final = {
    **dict.fromkeys(("i dag", "idag", "today"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "overmorgen"), 2),
    **dict.fromkeys(("i går", "igår", "yesterday"), -1),
}
_WHOLE_WEEKDAY: Final = "|".join(name for name in _WEEKDAYS if name.endswith(("dag", "day")))
_ORDINAL = r"(?:\.|st|nd|rd|th)?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{1,4})"
_SPELLINGS = (
    # 2026-12-06
    rf"(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.]{_DAY}",
    # 06.12.2026, 6/12-2026, 6. 12. 26, 6.12
    rf"{_DAY} ?[./ -] ?(?P<month>[0-9]{{1,2}})\.?(?: ?[./ -]? ?(?<![0-9]){_YEAR})?",
    # 6. december 2026, 6th of December
    rf"{_DAY}{_ORDINAL} ?(?:of )?(?P<name>{MONTH})\.?,?(?: ?{_YEAR})?",
    # December 6, 2026
    rf"(?P<name>{MONTH})\.? {_DAY}{_ORDINAL}(?:,? {_YEAR})?",
)
_LEAD = rf"(?:(?:på |on )?(?P<weekday>{_WEEKDAY})\.?,? ?)?(?:(?:den|d\.|the) ?)?"
_DATES = [lazy_pattern(f"{_LEAD}{spelling}") for spelling in _SPELLINGS]
_ONLY_WEEKDAY = lazy_pattern(rf"(?:på |på kommende |kommende |on )?(?P<weekday>{_WEEKDAY})\.?")
_AHEAD = lazy_pattern(r"(?:om|in) (?P<count>[0-9]{1,3}) (?P<unit>dage?|days?|uger?|weeks?)")
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2})(?:[.:][0-9]{2})?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_TIME = lazy_pattern(
    rf"(?:(?:kl\.?|klokken|at) ?)?(?:{_CLOCK}|(?P<hour4>[0-9]{{2}})(?P<minute4>[0-9]{{2}}))"
)
_MOMENT = lazy_pattern(rf"(?P<date>.+?)(?:,? (?:kl\.?|klokken|at) ?|,? |t(?=[0-9])){_CLOCK}")

_WITH_WEEKDAY = rf"(?:\b(?P<{{0}}>{_WHOLE_WEEKDAY}),? (?:den |d\. ?|the )?)?"
_IN_PROSE = [
    lazy_pattern(spelling, re.IGNORECASE)
    for spelling in (
        # "fra lørdag den 8. til søndag den 22. december 2026", "8.-22. december"
        _WITH_WEEKDAY.format("weekday1")
        + r"(?:(?<![\w.,:/-])(?P<day1>[0-9]{1,2})(?:\.|st|nd|rd|th)?"
        r"(?: ?[-\u2013] ?| (?:til(?: og med)?|to|og|and) )"
        rf"(?:(?P<weekday>{_WHOLE_WEEKDAY}),? )?(?:den |d\. ?|the )?)?"
        rf"(?<![\w,:/]){_DAY}{_ORDINAL} ?(?:of )?(?P<name>{MONTH})\b(?!-[^\W\d])"
        r"\.?(?:,? (?P<year>[0-9]{4})\b)?",
        # "Sunday, December 6, 2026"
        _WITH_WEEKDAY.format("weekday")
        + rf"\b(?P<name>{MONTH}) {_DAY}(?:st|nd|rd|th)?\b(?![.:][0-9])"
        r"(?:,? (?P<year>[0-9]{4})\b)?",
        # "06.12.2026", "6/12-2026": with the year, or it may be another kind of number.
        _WITH_WEEKDAY.format("weekday")
        + rf"(?<![\w.,:/-]){_DAY}[./-] ?(?P<month>[0-9]{{1,2}})[./ -] ?"
        r"(?P<year>20[0-9]{2})\b",
    )
]

# Far enough for the day a rate was adopted, and for any notice.
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
# The longest spelling is half of it; what is longer is no date.
MOST_CHARACTERS: Final = 60

NOT_A_DATE: Final = gettext_noop(
    '"%(written)s" is not understood as a date. Write it like 06.12.2026 or 6 December 2026.'
)
NO_SUCH_DAY: Final = gettext_noop('The calendar has no day "%(written)s".')
YEAR: Final = gettext_noop('Check the year in "%(written)s". Write it with four digits.')
WRONG_WEEKDAY: Final = gettext_noop(
    'In "%(written)s" the weekday and the date do not fit together. Check both.'
)
NOT_A_TIME: Final = gettext_noop(
    '"%(written)s" is not understood as a time. Write it like 22 or 22.30.'
)
MIDNIGHT: Final = gettext_noop(
    '"%(written)s" is midnight. Write 00.00, with the next day as the date.'
)
NOT_A_MOMENT: Final = gettext_noop(
    '"%(written)s" is not understood as a date with a time. Write it like 06.12.2026 22.30.'
)


class DateError(MessageError, ValueError):
    """A text that is no date or no time; `message` and `params` say it in any language."""


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """The date that `text` spells: `06.12.2026`, `6. december`, `6/12-26`, `2026-12-06`, `lørdag`.

    Danish and English words are understood alike; numbers are day, month, year, unless the year
    comes first. A date without a year, and a weekday, is the next one that comes, or with `past`
    the last one that was; today is neither for a weekday. Raises `DateError`.
    """
    words = _plain(text)
    if len(words) > MOST_CHARACTERS:
        raise DateError(NOT_A_DATE, written=_cut_short(text))
    found = _near_date(words, today, past=past)
    if found is not None:
        return found
    for pattern in _DATES:
        if match := pattern.fullmatch(words):
            return _date_of(match, text, today, past=past)
    raise DateError(NOT_A_DATE, written=_cut_short(text))


def read_time(text: str) -> time:
    """The time of day that `text` spells: `22`, `22.00`, `kl. 22`, `22:30`, `2230`, `10 pm`.

    Raises `DateError`.
    """
    words = _plain(text)
    match = _TIME.fullmatch(words) if len(words) <= MOST_CHARACTERS else None
    if match is None:
        raise DateError(NOT_A_TIME, written=_cut_short(text))
    return _time_of(match.groupdict(), text)


def read_moment(text: str, today: date, *, past: bool = False) -> datetime:
    """The date and time that `text` spells, without a time zone: `6. december kl. 22`.

    Raises `DateError`, also where there is a date only.
    """
    words = _plain(text)
    match = _MOMENT.fullmatch(words) if len(words) <= MOST_CHARACTERS else None
    if match is None or _is_date(words, today):
        raise DateError(NOT_A_MOMENT, written=_cut_short(text))
    return datetime.combine(
        read_date(match["date"], today, past=past), _time_of(match.groupdict(), text)
    )


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text: its words, its day (None: there is none), and its weekday."""

    words: str
    day: date | None
    weekday: int | None = None

    @property
    def has_right_weekday(self) -> bool:
        """Whether the weekday that is written, if one is, is that of the day."""
        return self.day is None or self.weekday in (None, self.day.weekday())


def dates_in(words: str, near: date) -> list[WrittenDate]:
    """The dates in the prose `words`, in their order; one without a year is the nearest to `near`.

    Of “from the 8th to the 22nd of December” both days are found.
    """
    found: dict[int, list[WrittenDate]] = {}
    for pattern in _IN_PROSE:
        for match in pattern.finditer(words):
            found.setdefault(match.start("day"), list(_written(match, near)))
    return [each for _place, dates in sorted(found.items()) for each in dates]


def _written(match: re.Match[str], near: date) -> Iterator[WrittenDate]:
    parts = match.groupdict()
    month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    # The weekday before the first of two days is the first's.
    first, second = parts.get("weekday1"), parts.get("weekday")
    if not parts.get("day1"):
        first, second = None, second or first
    last = _day_near(parts["year"], month, int(parts["day"]), near)
    if parts.get("day1"):
        year = str(last.year) if last else parts["year"]
        day = _day_near(year, month, int(parts["day1"]), near)
        yield WrittenDate(match.group().strip(), day, _weekday_number(first))
    yield WrittenDate(match.group().strip(), last, _weekday_number(second))


def _weekday_number(name: str | None) -> int | None:
    return None if name is None else _WEEKDAYS[name.lower()]


def _day_near(year: str | None, month: int, day: int, near: date) -> date | None:
    """The day of the calendar in `year`, or in the year that brings it nearest to `near`."""
    years = [int(year)] if year else [near.year, near.year + 1, near.year - 1]
    days = [found for each in years if (found := _day_of_calendar(each, month, day))]
    return min(days, key=lambda each: abs(each - near), default=None)


def spelled_date(day: date, language: str = "da", *, with_year: bool = True) -> str:
    """`day` with its weekday: `søndag den 6. december 2026`, in English `Sunday 6 December 2026`.

    Another language reads as Danish.
    """
    return written_day(day, language, weekday=True, with_year=with_year)


def _plain(text: str) -> str:
    """The text as the patterns want it: composed, in lower case, with single spaces."""
    # What is far too long is not looked at whole.
    words = unicodedata.normalize("NFC", text[: 20 * MOST_CHARACTERS]).lower()
    return " ".join(re.sub("[\u2010-\u2014\u2212]", "-", words).split())


def _cut_short(text: str) -> str:
    """What was written, short enough for a sentence."""
    written = " ".join(text[: 20 * MOST_CHARACTERS].split())
    return written if len(written) <= 40 else written[:39] + "\N{HORIZONTAL ELLIPSIS}"


def _is_date(words: str, today: date) -> bool:
    try:
        read_date(words, today)
    except DateError as error:
        return error.message != NOT_A_DATE
    return True


def _near_date(words: str, today: date, *, past: bool) -> date | None:
    """The day of a text that counts from today; None if it does not."""
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if match := _AHEAD.fullmatch(words):
        days = int(match["count"]) * (7 if match["unit"][0] in "uw" else 1)
        return today + timedelta(days=days)
    match = _ONLY_WEEKDAY.fullmatch(words)
    if match is None:
        return None
    number = _WEEKDAYS[match["weekday"]]
    if past:
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _date_of(match: re.Match[str], text: str, today: date, *, past: bool) -> date:
    """The date of a spelling, checked against the calendar and its own weekday."""
    parts, written = match.groupdict(), _cut_short(text)
    month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
    day = int(parts["day"])
    years: Iterator[int]
    if parts["year"]:
        years = iter([_year(parts["year"], written)])
    else:
        # 29 February is eight years away at most.
        years = iter(range(today.year, today.year + (-9 if past else 9), -1 if past else 1))
    for year in years:
        found = _day_of_calendar(year, month, day)
        if found and (parts["year"] or (found <= today if past else found >= today)):
            break
    else:
        raise DateError(NO_SUCH_DAY, written=written)
    if parts["weekday"] and _WEEKDAYS[parts["weekday"]] != found.weekday():
        raise DateError(WRONG_WEEKDAY, written=written)
    return found


def _year(digits: str, written: str) -> int:
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if len(digits) not in (2, 4) or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateError(YEAR, written=written)
    return year


def _day_of_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(parts: dict[str, str | None], text: str) -> time:
    written = _cut_short(text)
    hour = int(parts["hour"] or parts.get("hour4") or 0)
    minute = int(parts["minute"] or parts.get("minute4") or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise DateError(NOT_A_TIME, written=written)
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    if (hour, minute) == (24, 0):
        raise DateError(MIDNIGHT, written=written)
    try:
        return time(hour, minute)
    except ValueError:
        raise DateError(NOT_A_TIME, written=written) from None
