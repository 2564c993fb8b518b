"""The shapes that a CPR number is written in, and the words that say that a number is another.

The importers mask by them (`cpr_masking`) and publishing asks by them (`cpr_numbers`);
each chooses which words it believes.
"""

from __future__ import annotations

import re

from .lazy_pattern import lazy_pattern

# A day may be 61-91 in a replacement number. Dashes: hyphen, soft, non-breaking, en, minus.
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
DATE = rf"{_DAY}{_MONTH}\d\d"
# In the name of a file also a line below or a point.
_DASH = "[-_.\u00ad\u2010\u2011\u2012\u2013\u2014\u2212]"
_GAP = "[ \t\u00a0\u2007\u2009\u202f]"
# The date itself may be parted too: 01.01.90-1234, 01-01-90-1234.
_PARTED = rf"{_DAY}[./ -]?{_MONTH}[./ -]?\d\d"
# So may the year be whole: 01.01.1990-1234, but 01.01.2019-2023 is a time.
_YEAR = r"(?:19|20)\d\d"
_WHOLE = rf"{_DAY}[./ -]{_MONTH}[./ -]{_YEAR}(?!{_GAP}?{_DASH}{_GAP}?{_YEAR}(?!\d))"
_ALONE = r"(?<![\d+])(?<!\d[ .,/\-])"
_ENDS = r"(?![ .,/\-]?\d)"

HYPHENED = lazy_pattern(
    rf"(?<![\d+])(?:{DATE}|{_PARTED}|{_WHOLE}){_GAP}?{_DASH}{_GAP}?\d{{4}}(?!\d)"
)
# The four digits make it hard to tell from a phone number or an invoice id, so a bare or spaced
# run must stand alone.
LOOSE = lazy_pattern(
    rf"{_ALONE}(?:{DATE}{_GAP}?|{_DAY}{_GAP}{_MONTH}{_GAP}\d\d{_GAP})\d{{4}}{_ENDS}"
)

# A digit that is no part of it is glued to its front, such as the mark of a note or of a line:
# "8010190 1234". Two more make it another number.
GLUED = lazy_pattern(
    rf"(?<=\d)(?<!\d\d)(?<!\+\d)(?<!\d[ .,/\-]\d){DATE}(?:{_GAP}|{_GAP}?{_DASH}{_GAP}?)\d{{4}}"
    rf"{_ENDS}"
)

# Nothing of these is seen (soft hyphens, zero-width and control characters, private glyphs), so a
# number can hide behind them.
INVISIBLE = lazy_pattern(
    "[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\ue000-\uf8ff\U000f0000-\U0010fffd]"
)

_COUNT = r"(?:nummer|numre|nr|no|number|id)"
# Whose number: that of the borrower often is the CPR number.
_BORROWER = r"(?<!låner)(?<!laaner)(?<!bruger)(?<!borrower)"


def naming(words: str, counted: str, joining: str) -> re.Pattern[str]:
    """Finds, at the end of what stands before a number, the word that says what number it is.

    `words` say it by themselves and with an ending ("fakturaen"); `counted` only with "nummer" or
    the like ("sagsnr."), because "sag 010190-1234" may well be a person. Both are alternatives of
    a regular expression; `joining` is what may stand between the word and the number. A word counts
    whole: "Ringsted", "Jean" and "Hotel" hold "ring", "ean" and "tel", and name nothing.
    """
    whole = rf"(?<!\w)(?:{words})(?:e?n|e?rs?|e?rne|s)?"
    compound = rf"{_BORROWER}(?:{words})s?-?{_COUNT}(?:et|e)?"
    case = rf"(?<!\w)(?:{counted})s?[\s-]?{_COUNT}(?:et|e)?"
    return lazy_pattern(
        rf"(?:{whole}|{compound}|{case})\.?(?:\s*{_COUNT}\b\.?)?{joining}$", re.IGNORECASE
    )


def before_number(found: re.Match[str], length: int) -> str:
    """What stands before a number, without the digit that may be glued to it."""
    before = found.string[max(0, found.start() - length) : found.start()]
    return before[:-1] if before[-1:].isdigit() else before
