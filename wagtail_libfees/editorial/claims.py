"""What a sentence claims of an amount, of days or of hours: precise rather than complete.

A sentence is read only if it has one number of the kind in question; with two it is not certain
which of them is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..text.lazy_pattern import lazy_pattern
from ..text.reading import KEPT_TEXTS
from .claim_patterns import MATTERS, OTHER_BUSINESS, Unit


@dataclass(frozen=True, slots=True)
class Claim:
    """`matter` (a name of `MATTERS`, or "band") is `number` units; `written` is how it stands.

    Of a band, `first` and `last` are its days.
    """

    matter: str
    number: Decimal
    unit: Unit
    written: str
    first: int = 0
    last: int | None = None


# More is no sentence, and would take long to read.
_LONGEST = 1000


def _words(pattern: str) -> re.Pattern[str]:
    return lazy_pattern(pattern, re.IGNORECASE)


_AMOUNT = _words(
    r"(?<![\w.,])(?:(?:kr\.?|DKK)\s*(?P<after>\d{1,3}(?:\.\d{3})+|\d+)(?P<after_øre>,\d\d|,-)?(?![\d.,]*\d)"
    r"|(?P<before>\d{1,3}(?:\.\d{3})+|\d+)(?P<before_øre>,\d\d|,-)?\s*(?:kr\b|kroner\b|DKK\b))"
)
_HOURS = _words(r"(?<![\w.,])(?P<n>\d{1,4})\s*(?P<unit>timers?|hours?|døgn)\b")
_DAYS = _words(r"(?<![\w.,\-–])(?P<n>\d{1,4})\.?\s*(?:dages?|days?)\b(?!\s*[-–])")
_RANGE = _words(
    r"(?<![\w.,])(?P<first>\d{1,3})\.?\s*(?:-|–|til|to)\s*(?P<last>\d{1,3})\.?\s*(?:dages?|days?)\b"
)
_OVERDUE = _words(
    r"\b(?:for sen\w*|forsen\w*|overskrid\w*|over tiden|overskredet|afleveringsfrist\w*|gebyr\w*"
    r"|overdue|late)\b"
)
# What a sentence says of another time, or of an example, is no claim about now.
_ELSEWHEN = _words(
    r"\b(?:tidligere|før(?:hen)?\s+i\b|indtil|fra (?:den )?\d{1,2}\.|for eksempel|fx|f\.eks"
    r"|eksempel\w*|formerly|until|for example|(?:19|20)\d\d)\b"
)


@lru_cache(maxsize=KEPT_TEXTS)
def claims(sentence: str) -> tuple[Claim, ...]:
    """What `sentence` claims; nothing if it speaks of another time or of other business, or gives
    an example."""
    return tuple(_claims(sentence))


def _claims(sentence: str) -> Iterator[Claim]:
    sentence = " ".join(sentence.split())
    if len(sentence) > _LONGEST:
        return
    if _ELSEWHEN.search(sentence) or OTHER_BUSINESS.search(sentence):
        return
    numbers = {
        Unit.DKK: _amounts(sentence),
        Unit.HOURS: _hours(sentence),
        Unit.DAYS: _days(sentence),
    }
    yield from _band(sentence, numbers[Unit.DKK])
    for matter in MATTERS:
        found = numbers[matter.unit]
        if len(found) != 1 or not matter.says.search(sentence):
            continue
        if matter.unless is None or not matter.unless.search(sentence):
            yield Claim(matter.name, found[0][0], matter.unit, found[0][1])


def _band(sentence: str, amounts) -> Iterator[Claim]:
    """One range of days, one amount, and a word that says that it is about being late."""
    ranges = list(_RANGE.finditer(sentence))
    if len(ranges) == 1 and len(amounts) == 1 and _OVERDUE.search(sentence):
        amount, written = amounts[0]
        first, last = int(ranges[0]["first"]), int(ranges[0]["last"])
        yield Claim("band", amount, Unit.DKK, written, first, last)


def _amounts(sentence: str) -> list[tuple[Decimal, str]]:
    found = []
    for match in _AMOUNT.finditer(sentence):
        whole = (match["after"] or match["before"]).replace(".", "")
        øre = (match["after_øre"] or match["before_øre"] or "").strip(",-")
        found.append((Decimal(f"{whole}.{øre or '0'}"), " ".join(match.group().split())))
    return found


def _hours(sentence: str) -> list[tuple[Decimal, str]]:
    return [
        (Decimal(m["n"]) * (24 if m["unit"].lower() == "døgn" else 1), " ".join(m.group().split()))
        for m in _HOURS.finditer(sentence)
    ]


def _days(sentence: str) -> list[tuple[Decimal, str]]:
    return [(Decimal(m["n"]), " ".join(m.group().split())) for m in _DAYS.finditer(sentence)]
