"""Keys that can be said on the telephone and typed from a poster: `bade7`, `musepa4`.

Syllables of a consonant and a vowel, and a digit at the end. Left out are letters that are read as
another or as a digit (i, l, o, v, n), and those that Danish and English sound differently.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .lazy_pattern import lazy_pattern

CONSONANTS: Final = "bdfgkmprst"
VOWELS: Final = "aeu"
DIGITS: Final = "23456789"
SHORTEST: Final = 2

# The longest that is looked up: no key ever gets near it.
_KEY: Final = lazy_pattern(rf"(?:[{CONSONANTS}][{VOWELS}]){{{SHORTEST},12}}[{DIGITS}]")
_SEPARATORS: Final = lazy_pattern(r"[\s.,:;()\"'_-]+")
# What no library wants to read on its door, in Danish or English.
_UNWANTED: Final = lazy_pattern("fak|fuk|kak|kuk|pede|pup|pus|puta|rape|sata|dume|dumu|gase|tabe")


def sayable_key(syllables: int, choose: Callable[[str], str]) -> str:
    """A key of so many syllables; `choose` picks one character of a string."""
    while True:
        word = "".join(choose(CONSONANTS) + choose(VOWELS) for _ in range(syllables))
        if not _UNWANTED.search(word):
            return word + choose(DIGITS)


def typed_key(typed: str) -> str | None:
    """The key that someone typed, in capitals or with marks in or around it; None if it is none."""
    key = _SEPARATORS.sub("", typed[:100]).lower()
    return key if _KEY.fullmatch(key) else None
