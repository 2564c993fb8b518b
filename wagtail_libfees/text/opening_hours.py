"""Opening hours as people write them: `Mandag-fredag kl. 10-17`, `Mon to Fri, 10 am to 5 pm`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

from .lazy_pattern import lazy_pattern
from .public_holidays import public_holidays

DAYS: Final = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# Each day by what it begins with in both languages; no two of a language begin alike.
_BEGINNINGS = (
    *(("man", "mon"), ("tirs", "tir", "tue"), ("ons", "wed"), ("tors", "tor", "thu")),
    *(("fre", "fri"), ("lør", "sat"), ("søn", "sun")),
)
_ALL = {
    **dict.fromkeys(("hverdage", "alle hverdage", "weekdays", "every weekday"), range(5)),
    **dict.fromkeys(("alle dage", "dagligt", "hver dag", "every day", "daily"), range(7)),
    **dict.fromkeys(("weekend", "weekender", "weekends"), range(5, 7)),
}
_DAY = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dage?)?s?|tir|tor"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?"
)
_TO = r"\s*(?:-|–|—|\btil og med\b|\btil\b|\bto\b)\s*"
_AND = r"\s*(?:,|&|\bog\b|\band\b)\s*"
_SOME_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_TIME = r"\d{1,2}(?:[.:]\d\d)?\s*(?:am\b|pm\b|a\.m\.|p\.m\.)?"
_SPAN = rf"{_TIME}{_TO}(?:kl\.?\s*)?{_TIME}"
_OPENS_CLOSES = lazy_pattern(
    rf"(?P<opens>{_TIME}){_TO}(?:kl\.?\s*)?(?P<closes>{_TIME})", re.IGNORECASE
)
_PART = lazy_pattern(
    rf"\s*(?:på\s+|on\s+)?(?P<days>{_SOME_DAYS}(?:{_AND}{_SOME_DAYS})*|{'|'.join(_ALL)})\s*[:,]?\s*"
    # “10-12 og 13-16” has a break for lunch.
    rf"(?:kl\.?\s*|fra\s+|from\s+)*(?P<spans>{_SPAN}(?:{_AND}(?:kl\.?\s*)?{_SPAN})*)\s*"
    r"(?:$|[.;,\n]\s*$|[;,\n]|\bog\b|\band\b)",
    re.IGNORECASE,
)
_IS_DANISH = lazy_pattern(
    r"dage?\b|\b(?:man|tirs?|ons|tors?|fre|lør|søn)\b|\bdagligt\b|\bhverdage\b|\bkl\b",
    re.IGNORECASE,
)


# Of what closes at 24: the last moment of the day, since a clock has no later one.
MIDNIGHT: Final = time.max


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """From when to when on which days (Monday is 0) something is open; at most to `MIDNIGHT`."""

    days: tuple[int, ...]
    opens: time
    closes: time


def opening_hours(text: str) -> tuple[OpeningHours, ...]:
    """The hours that `text` says; none if a single word of it is not understood."""
    text, at, found = text.strip(), 0, []
    while at < len(text):
        part = _PART.match(text, at)
        hours = _hours(part) if part else []
        if not part or not hours:
            return ()
        found += hours
        at = part.end()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether something is open at a moment; `at` is when it closes, or opens later that day.

    `until` is the moment at which another state may hold.
    """

    is_open: bool
    at: time | None
    until: datetime


def open_state(hours: Iterable[OpeningHours], moment: datetime) -> OpenState | None:
    """The state at `moment`, by the clock of its own time zone; None on a public holiday.

    It is open from the first minute and closed from the last: `10-14` is closed at 14:00.
    """
    day, now = moment.date(), moment.time()
    if day in public_holidays(day.year):
        return None
    today = [each for each in hours if day.weekday() in each.days]
    times = {t for each in today for t in (each.opens, each.closes)}
    changes = sorted(t for t in times if now < t < MIDNIGHT)
    end = datetime.combine(day + timedelta(days=1), time(0), moment.tzinfo)
    until = datetime.combine(day, changes[0], moment.tzinfo) if changes else end
    closes = [each.closes for each in today if each.opens <= now < each.closes]
    if closes:
        return OpenState(True, max(closes), until)
    return OpenState(False, min((e.opens for e in today if e.opens > now), default=None), until)


def clock_in_words(clock: time, language: str) -> str:
    """A time of the day as it is written in `language`: `14`, `9.30`; `2 pm`, `9:30 am`."""
    return _written(clock, language == "da")


def hours_in(text: str, language: str) -> str:
    """`text` in `language` (`da` or `en`), if it is understood and written in the other one."""
    found = opening_hours(text)
    written = "da" if _IS_DANISH.search(text) else "en"
    if not found or language not in DAYS or language == written:
        return text
    of_days = groupby(found, key=attrgetter("days"))
    sentence = "; ".join(_in_words(days, list(hours), language) for days, hours in of_days)
    return sentence[:1].upper() + sentence[1:]


def _hours(part: re.Match[str]) -> list[OpeningHours]:
    """The hours of some days, the first before the next; none if one is not understood."""
    days = tuple(_days(re.sub(r"\btil og med\b", "til", part["days"].lower())))
    found: list[OpeningHours] = []
    for span in _OPENS_CLOSES.finditer(part["spans"]):
        opens, closes = _from_to(span)
        follows = not found or (opens is not None and found[-1].closes < opens)
        if not days or opens is None or closes is None or opens >= closes or not follows:
            return []
        found.append(OpeningHours(days, opens, closes))
    # What never closes does not close at midnight either.
    return [] if found[0].opens == time(0) and found[-1].closes == MIDNIGHT else found


def _from_to(span: re.Match[str]) -> tuple[time | None, time | None]:
    closes = _clock(span["closes"], "")
    if closes == time(0) or span["closes"].strip() in ("24", "24.00", "24:00"):
        closes = MIDNIGHT
    half = re.search(r"([ap])\.?m", span["closes"], re.IGNORECASE)
    # "2 to 4 pm": what stands behind the second holds for both, unless the first is later so.
    opens = _clock(span["opens"], half[1] if half else "")
    if opens and closes and half and (opens >= closes or closes == MIDNIGHT):
        opens = _clock(span["opens"], "")
    return opens, closes


def _clock(text: str, half: str) -> time | None:
    """A time of the day; `half` is the `a` or `p` of one that does not say so itself."""
    own = re.search(r"([ap])\.?m", text, re.IGNORECASE)
    half = (own[1] if own else half).lower()
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    hour, minute = (*numbers, 0)[:2]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days(words: str) -> Iterator[int]:
    """The days of `mandag-onsdag og fredag`, in that order."""
    if words in _ALL:
        yield from _ALL[words]
        return
    for some in re.split(_AND, words):
        first, *last = (_number(day) for day in re.split(_TO, some))
        yield from range(first, last[0] + 1) if last else [first]


def _number(day: str) -> int:
    return next(n for n, names in enumerate(_BEGINNINGS) if day.strip().startswith(names))


def _in_words(days: tuple[int, ...], hours: list[OpeningHours], language: str) -> str:
    danish, names = language == "da", DAYS[language]
    last_word = " og " if danish else " and "
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        words = f"{names[days[0]]}{'–' if danish else ' to '}{names[days[-1]]}"
    else:
        words = _joined([names[day] for day in days], last_word)
    spans = [tuple(_written(t, danish) for t in (each.opens, each.closes)) for each in hours]
    times = _joined([("–" if danish else " to ").join(span) for span in spans], last_word)
    return f"{words} kl. {times}" if danish else f"{words}, {times}"


def _joined(words: list[str], last_word: str) -> str:
    *first, last = words
    return f"{', '.join(first)}{last_word}{last}" if first else last


def _written(clock: time, danish: bool) -> str:
    if clock == MIDNIGHT:
        return "24" if danish else "midnight"
    if danish:
        return f"{clock.hour}.{clock.minute:02}" if clock.minute else f"{clock.hour}"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes} {'pm' if clock.hour >= 12 else 'am'}"
