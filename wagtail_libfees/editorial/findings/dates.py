"""Dates without a year: a page is read for years."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..prose import sentence_around, squeezed
from ..registry import Finding, Severity, Subject, register_check

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|january|february|march|may|june|july|october"
)
_DATE = re.compile(
    rf"\b(?:0?[1-9]|[12]\d|3[01])\.?\s+(?:{_MONTHS})\b(?!\s*,?\s*\d{{2,4}})"
    # 1/9 is a date only where the words around it say so; else it is a fraction.
    r"|(?<=\bden )(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])\b(?![/\-.]\d)"
    r"|(?<=\bd\. )(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])\b(?![/\-.]\d)",
    re.IGNORECASE,
)
# A year in the sentence holds for its other dates; what returns every year has none.
_YEAR_KNOWN = re.compile(
    r"\b(?:19|20)\d\d\b|\bhvert\s+år\b|\bhver\s|\bårlig\w*|\bevery\s+year\b|\bannual\w*|\beach\s+year\b"
    r"|\bi\s+år\b",
    re.IGNORECASE,
)


@register_check("dates")
def check_dates(subject: Subject) -> Iterator[Finding]:
    """Each date without a year."""
    for placed, words in subject.prose:
        for found in _DATE.finditer(words):
            if not _YEAR_KNOWN.search(sentence_around(words, found.start(), found.end())):
                date = squeezed(found.group())
                yield Finding(
                    "date_without_year",
                    Severity.WARNING,
                    _("The date “%(date)s” has no year.") % {"date": date},
                    placed.place,
                    mend=_("Write the year too: the page may be read in another."),
                    excerpt=date,
                )
