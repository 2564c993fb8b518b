"""Numbers as pages write them: digits, Danish and English words, ordinals of both."""

from __future__ import annotations

import re
from typing import Final

_DANISH_UNITS: Final = ["en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"]
_DANISH_TENS: Final = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}
_ENGLISH_UNITS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_FROM_TEN: Final = {
    10: "ti ten",
    11: "elleve eleven",
    12: "tolv twelve",
    13: "tretten thirteen",
    14: "fjorten fourteen",
    15: "femten fifteen",
    16: "seksten sixteen",
    17: "sytten seventeen",
    18: "atten eighteen",
    19: "nitten nineteen",
}
_ORDINALS: Final = {
    1: "første first",
    2: "anden andet second",
    3: "tredje third",
    4: "fjerde fourth",
    5: "femte fifth",
    6: "sjette sixth",
    7: "syvende seventh",
    8: "ottende eighth",
    9: "niende ninth",
    10: "tiende tenth",
    11: "ellevte eleventh",
    12: "tolvte twelfth",
    13: "trettende thirteenth",
    14: "fjortende fourteenth",
    15: "femtende fifteenth",
    20: "tyvende twentieth",
    21: "enogtyvende twenty-first",
    28: "otteogtyvende twenty-eighth",
    30: "tredivte thirtieth",
    31: "enogtredivte thirty-first",
}


def _cardinals() -> dict[str, int]:
    words = {"et": 1, "én": 1, "ét": 1, "a": 1, "an": 1}
    words |= {word: n for n, both in _FROM_TEN.items() for word in both.split()}
    for units, tens, joint in (
        (_DANISH_UNITS, _DANISH_TENS, "{unit}og{ten}"),
        (_ENGLISH_UNITS, _ENGLISH_TENS, "{ten}-{unit}"),
    ):
        words |= {unit: n for n, unit in enumerate(units, 1)} | tens
        for ten, value in tens.items():
            for n, unit in enumerate(units, 1):
                words[joint.format(unit=unit, ten=ten)] = value + n
    return words


ORDINAL_WORDS: Final = {w: n for n, both in _ORDINALS.items() for w in both.split()}
WORDS: Final = _cardinals() | ORDINAL_WORDS

# Longest first: "en" must not win over "enogtyve".
_WORD: Final = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))

# A number of at most three digits, or a word. Not part of a longer number or word.
DIGITS: Final = r"(?:(?<![\d.,])\d{1,3}(?!\d))"
_UNITS: Final = "|".join(_ENGLISH_UNITS)
NUMBER: Final = (
    rf"(?:{DIGITS}|(?<![^\W\d_])(?:{_WORD})(?![^\W\d_])"
    # "forty" of "forty-four" is no number, and "forty-four days" no range.
    rf"(?!(?<=ty)-(?:{_UNITS})(?![^\W\d_])))"
)
_WORD_CHARACTERS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
ORDINAL_END: Final = r"(?:\.|st|nd|rd|th|te|de)?"


def has_number_word(text: str) -> bool:
    """Whether `NUMBER` could match a word in `text`."""
    return not WORDS.keys().isdisjoint(_WORD_CHARACTERS.findall(text.lower()))


def to_int(written: str) -> int:
    """The value of what `NUMBER` matched."""
    return WORDS[written.lower()] if not written.isdecimal() else int(written)
