"""From when the rates of a page are valid, and the years above columns."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from wagtail_libfees.text.dates import MONTH, MONTHS

from .spellings import THROUGH

# A date; that without a year is not known, and is no band of days either.
DATE: Final = (
    rf"(?:(?<![\d.,])\d{{1,2}}(?:\.|st|nd|rd|th)? ?(?:of )?(?:{MONTH})\b\.?(?:,? ?(?:19|20)\d\d)?"
    rf"|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?"
    r"|\d{1,2}[./] ?\d{1,2}[./ -] ?(?:19|20)\d\d(?![\d,])|20\d\d-\d\d-\d\d"
    r"|\d{1,2}-\d{1,2}-(?:19|20)\d\d(?!\d)"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)"
    # "20/10 kr." are two amounts.
    rf"|(?:{MONTH}) (?:19|20)\d\d|(?<![\d/])[0-3]?\d/[01]?\d(?![\d/]| ?kr| ?dkk| ?,-))"
)
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd"
    rf"|th)? ?(?:of )?(?P<month>{MONTH})\.?,? ?(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)"
    r"|(?P<day3>\d{1,2})[./-] ?(?P<month3>\d{1,2})[./ -] ?(?P<year3>(?:19|20)?\d\d)(?!\d)"
    r"|(?P<year4>20\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)"
    rf"|(?P<month5>{MONTH}) (?P<year5>(?:19|20)\d\d))"
)
_FROM = r"(?:fra og med|fra|pr\.|pr|per|den|d\.|as of|from|since|on|effective|siden)"
_CUE = (
    r"(?:gæld(?:er|ende|t)|i kraft|gyldig\w*|takst\w*|satser?\w*|priser\w*|gebyr\w*|valid|effective"
    r"|in force|apply|applies|applicable|rates|fees|prices|charges|vedtaget med virkning|virkning"
    r"|betaler (?:du|I|man):)"
)
_VALID = re.compile(
    rf"{_CUE}(?P<between>[^.\n]{{0,60}}?)(?<![^\W\d_]){_FROM}(?: (?:den|d\.|the"
    rf"|og med))? {{0,2}}{_DATE}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?<![^\W\d_])(?:fra(?: og med)?|pr\.?|as of|from)(?: den"
    rf"| d\.)? {_DATE}[^.\n]{{0,40}}?{_CUE}",
    re.IGNORECASE,
)
# "Gyldige 1/1 2025 - 31/12 2025"
_DIRECT = re.compile(
    rf"(?:gyldig\w*|gældende|gælder|i kraft|in force|valid)(?: i perioden| for"
    rf"| den| d\.| on)?:? {_DATE}",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"{THROUGH}|indtil|until|opdateret|updated|redigeret|vedtaget(?! med)|lukket|closed",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"\s*(?:(?:takst(?:er)?|gebyr(?:er)?|sats(?:er)?|beløb|fees?|rates?|pris(?:er)?|år|i) )?"
    r"(20\d\d)\s*:?\s*",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(?:19|20)\d\d|\d[./-] ?\d{2}(?!\d)")


def find_valid_from(text: str) -> date | None:
    """The day from which a sentence says that rates are valid, or None."""
    if not _YEAR.search(text):
        return None
    for pattern in (_VALID, _FIRST, _DIRECT):
        found = pattern.search(text)
        while found:
            if not _ENDS.search(found[0]):
                return _date(found)
            # "Taksterne er vedtaget i maj og gælder fra ...": a later cue may be nearer.
            found = pattern.search(text, found.start() + 1)
    return None


_NAMED_DATE = re.compile(_DATE, re.IGNORECASE)


def dated(found: re.Match[str]) -> date | None:
    """The day in a text that was found; None where it has no year, or is none."""
    named = _NAMED_DATE.search(found[0])
    return _date(named) if named else None


def _date(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    for suffix in ("", "2", "3", "4"):
        if parts.get(f"year{suffix}"):
            return _checked(parts[f"year{suffix}"], parts[f"month{suffix}"], parts[f"day{suffix}"])
    return _checked(parts["year5"], parts["month5"], "1")


def _checked(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else MONTHS[month.lower()]
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None


def years_of(label: str) -> list[int]:
    """The years that head columns of plain text ("Overskridelse  2024  2025"), else none."""
    found = re.findall(r"(?<![\d./-])20\d\d(?![\d./-])", label)
    rest = re.findall(r"[^\W\d_]{2,}", label)
    return [int(year) for year in found] if len(set(found)) > 1 and len(rest) < 5 else []


def year_of(label: str) -> int | None:
    """The year that a column's label names and nothing else, or None."""
    found = _YEAR_ALONE.fullmatch(label)
    return int(found[1]) if found else None
