"""The shapes that a CPR number is written in, and the words that say that a number is another.

The importers mask by them (`cpr_masking`) and publishing asks by them (`cpr_numbers`);
each chooses which words it believes.
"""

from __future__ import annotations

import re
import unicodedata

from .lazy_pattern import lazy_pattern

# A day may be 61-91 in a replacement number. Dashes: hyphen, soft, non-breaking, en, minus.
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
DATE = rf"{_DAY}{_MONTH}\d\d"
# In the name of a file also a line below or a point.
_DASH = "[-_.\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]"
_GAP = "[ \t\u00a0\u2007\u2009\u202f\u3000]"
# A dash may end a line that the number goes over.
_DASHED = rf"{_GAP}?{_DASH}(?:{_GAP}?|{_GAP}{{0,9}}\r?\n{_GAP}{{0,9}})"
# The date itself may be parted too: 01.01.90-1234, 01-01-90-1234.
_PARTED = rf"{_DAY}[./ -]?{_MONTH}[./ -]?\d\d"
# So may the year be whole: 01.01.1990-1234 and 1/1-1990-1234, but 01.01.2019-2023 is a time.
_YEAR = r"(?:19|20)\d\d"
_NO_TIME = rf"(?!{_DASHED}{_YEAR}(?!\d))"
_WHOLE = rf"{_DAY}[./ -]{_MONTH}[./ -]{_YEAR}{_NO_TIME}|{_DAY}{_MONTH}{_YEAR}{_NO_TIME}"
# With a day and a month of one digit only what nothing else is written like: 1.1.1990-1234, but
# 1.1.90-1234 without a space, since 1.1.26 - 1200 may be a moment.
_SHORT_DAY, _SHORT_MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_SHORT = (
    rf"{_SHORT_DAY}[./-] ?{_SHORT_MONTH}[./-] ?{_YEAR}{_NO_TIME}"
    rf"|{_SHORT_DAY}(?P<mark>[./]){_SHORT_MONTH}(?P=mark)\d\d(?={_DASH}\d)"
)
_ALONE = r"(?<![\d+])(?<!\d[ .,/\-])"
_ENDS = r"(?![ .,/\-]?\d)"

HYPHENED = lazy_pattern(
    rf"(?<![\d+])(?:{DATE}|{_PARTED}|{_WHOLE}){_DASHED}\d{{4}}(?!\d)"
    rf"|(?<![\d+])(?<!\d[.,/:])(?:{_SHORT}){_DASHED}\d{{4}}(?![.,/:]?\d)"
)
# The four digits make it hard to tell from a phone number or an invoice id, so a bare or spaced
# run must stand alone, and so must one with a mark that is no dash: 010190/1234, 010190:1234.
LOOSE = lazy_pattern(
    rf"{_ALONE}(?:{DATE}(?:{_GAP}?[/\uff0f]{_GAP}?|[:\uff1a]|{_GAP}?)"
    rf"|{_DAY}{_GAP}{_MONTH}{_GAP}\d\d{_GAP})\d{{4}}{_ENDS}"
)

# A digit that is no part of it is glued to its front, such as the mark of a note or of a line:
# "8010190 1234". Two more make it another number.
GLUED = lazy_pattern(
    rf"(?<=\d)(?<!\d\d)(?<!\+\d)(?<!\d[ .,/\-]\d){DATE}(?:{_GAP}|{_DASHED})\d{{4}}{_ENDS}"
)

# Nothing of these is seen (soft hyphens, zero-width and control characters, private glyphs), so a
# number can hide behind them.
INVISIBLE = lazy_pattern(
    "[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\ue000-\uf8ff\U000f0000-\U0010fffd]"
)

_OTHER_DIGIT = lazy_pattern(r"[^\D0-9]")


class _Digits(dict[int, int]):
    """The digits of each script, by those that a number is known by."""

    def __missing__(self, character: int) -> int:
        digit = unicodedata.decimal(chr(character), -1)
        self[character] = character if digit < 0 else ord("0") + digit
        return self[character]


_DIGITS = _Digits()


def as_seen(text: str) -> str:
    """The text without what nobody sees, and with the digits 0-9 for full-width and other ones."""
    seen = INVISIBLE.sub("", text)
    return seen.translate(_DIGITS) if _OTHER_DIGIT.search(seen) else seen


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
