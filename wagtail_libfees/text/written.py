"""Numbers and days as they are written in a language: two languages need no data of all others."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

MONTHS: Final = {
    "da": (
        *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september"),
        *("oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
}
WEEKDAYS: Final = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# What parts thousands, and decimals (CLDR 45), in the languages that libraries here write in.
_SEPARATORS: Final = {
    **dict.fromkeys(
        ("da", "de", "nl", "es", "it", "pt", "ro", "tr", "id", "is", "fo", "kl"), (".", ",")
    ),
    **dict.fromkeys(
        ("nb", "nn", "no", "sv", "fi", "fr", "pl", "uk", "ru", "cs", "hu"), ("\u00a0", ",")
    ),
    **dict.fromkeys(("en", "so", "th", "zh"), (",", ".")),
}


def known_language(tag: str) -> str:
    """The language of a tag such as "da-dk" or "en_GB"; Danish for one that is not known."""
    language = re.split("[-_]", tag)[0].lower()
    return language if language in _SEPARATORS else "da"


def written_number(number: Decimal, language: str = "da", *, least: int = 0, most: int = 2) -> str:
    """`1.234,5`: with as many decimals as it has, at least and at most so many."""
    thousands, comma = _SEPARATORS[known_language(language)]
    whole, _, decimals = f"{number:,.{most}f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return whole.replace(",", thousands) + (comma + decimals if decimals else "")


def written_day(
    day: date, language: str = "da", *, weekday: bool = False, with_year: bool = True
) -> str:
    """`6. december 2026`, `søndag den 6. december`; `Sunday 6 December 2026`.

    As Danish libraries write: in British English, and in Danish for all other languages.
    """
    known = "en" if known_language(language) == "en" else "da"
    words = [f"{day.day}" if known == "en" else f"{day.day}.", MONTHS[known][day.month - 1]]
    if weekday:
        words[:0] = [WEEKDAYS[known][day.weekday()], *([] if known == "en" else ["den"])]
    return " ".join([*words, *([f"{day.year}"] if with_year else [])])
