"""Dates without a year: a page is read for years."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...text.lazy_pattern import lazy_pattern
from ...text.prose import squeezed
from ...text.reading import read
from ..registry import Finding, Severity, Subject, register_check

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# The case tells "May" from "may", and "15. jan" from Jan.
_MONTHS = (
    r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|january|february|(?-i:March|May)|june|july|october"
    r"|(?-i:jan|feb|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
_MONTHS_FIRST = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
)
# A number with one of these is no year: "15. juni 14 dage", "15. juni, 20 kr.".
_COUNTED = (
    r"\s*(?:,-|%|(?:kr|kroner|DKK|dage?s?|days?|uger?|weeks?|timers?|hours?|måned\w*|months?|år"
    r"|years?|stk|bøger|books?)\b)"
)
_FULL_YEAR = rf"(?<!\bkl\.\s)\b(?:19|20)\d\d\b(?!{_COUNTED})"
# 2026, '26 and 26; in "15. juni 10-14" are hours.
_YEAR = rf"(?:\s*,?\s*(?:{_FULL_YEAR}|[’']\d\d\b)|\s+\d\d\b(?!\s*[-–:.]\s?\d)(?!{_COUNTED}))"
_DATE = lazy_pattern(
    # 15. juni, 15.juni, 15 juni, 15th of June; "4. maj-kollegiet" is a name.
    rf"\b{_DAY}(?:\.\s*|\s+|(?:st|nd|rd|th)\s+(?:of\s+)?)(?:{_MONTHS})\b(?!-[^\W\d])(?!\.?{_YEAR})"
    rf"|\b{_MONTHS_FIRST}\s+{_DAY}(?:st|nd|rd|th)?\b(?!{_COUNTED})(?!{_YEAR})"
    # 1/9 is a date only where the words around it say so; else it is a fraction.
    rf"|(?:(?<=\bden )|(?<=\bd\. )){_DAY}/(?:0?[1-9]|1[0-2])\b(?![/\-.]\d)",
    re.IGNORECASE,
)
# A year in the sentence holds for its other dates; what returns every year has none.
_YEAR_KNOWN = lazy_pattern(
    rf"{_FULL_YEAR}|\bhvert\s+år\b|\bhver\s|\bårlig\w*|\bevery\s+year\b|\bannual\w*|\beach\s+year\b"
    r"|\bi\s+år\b|\b(?:lille)?juleaften\w*|\b(?:1\.|2\.|første|anden)\s+juledag\w*|\bnytårs(?:dag|aften)\w*"
    r"|\bgrundlovsdag\w*|\bsankthans\w*|\bchristmas\s+(?:eve|day)\b|\bboxing\s+day\b"
    r"|\bnew\s+year[’']s\s+(?:eve|day)\b|\bconstitution\s+day\b",
    re.IGNORECASE,
)


@register_check("dates")
def check_dates(subject: Subject) -> Iterator[Finding]:
    """Each date without a year."""
    for placed, words in subject.prose:
        for found in _DATE.finditer(words):
            first, last = read(placed.text).sentence(found.start(), found.end())
            if not _YEAR_KNOWN.search(words, first, last):
                date = squeezed(found.group())
                yield Finding(
                    "date_without_year",
                    Severity.WARNING,
                    _("The date “%(date)s” has no year.") % {"date": date},
                    placed.place,
                    mend=_("Write the year too: the page may be read in another."),
                    excerpt=date,
                )
