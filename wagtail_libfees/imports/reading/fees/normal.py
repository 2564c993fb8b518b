"""The one form in which all texts are read, with a way back to the source.

Every kind and number of spaces is one space. What a scanner took for letters among digits is read
as digits where tokens are looked for; that changes no offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(rf"{_SPACE.pattern}+")
_AS_DIGITS = str.maketrans("lIOo", "1100")
# "2O kr.", "l-7 dage", "8l0,-": letters that look like digits, in the place of a number.
_LOOKALIKE = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(?:(?=[lIOo]{0,3}\d)[\dlIOo]{1,4}|l?[lIO]|O)"
    # "8lDKK 0" is a number with its currency in the middle: neither half is one.
    r"(?! ?(?i:DKK) ?\d+(?!\d| ?(?i:kr|dkk)))"
    r"(?=(?:[.,]\d\d)? ?(?:(?i:kr\b|kr\.|dage?\b|days?\b|dkk\b)|,-)|-\d|- ?\d+ dage)"
    r"|(?<=DKK )(?=[lIOo]{0,2}\d)[\dlIOo]{1,4}(?!\w)"
)

# What those have in common; most texts have none of it.
_MAY_LOOK_ALIKE = re.compile(r"\d[lIOo]|[lIOo]\d|(?<![^\W_])l?[lIO](?![^\W_])")


@dataclass(frozen=True)
class Normal:
    """A text in its normal form; `offsets` are the places of its characters in the source."""

    text: str
    offsets: tuple[int, ...] | None = None

    def source(self, position: int) -> int:
        """Where a place of the text is in the source."""
        if self.offsets is None:
            return position
        return self.offsets[position] if position < len(self.offsets) else self.offsets[-1] + 1


def normal(text: str) -> Normal:
    """The normal form of a text."""
    plain = _SPACE.sub(" ", text)
    if "  " not in plain:
        return Normal(plain)
    kept = [i for i, char in enumerate(plain) if char != " " or i == 0 or plain[i - 1] != " "]
    return Normal("".join(plain[i] for i in kept), tuple(kept))


def plain_spaces(text: str) -> str:
    """A text with single spaces."""
    return _SPACES.sub(" ", text)


def as_digits(text: str) -> str:
    """A text with the letters that were digits before it was scanned; no offset changes."""
    if not _MAY_LOOK_ALIKE.search(text):
        return text
    return _LOOKALIKE.sub(lambda found: found[0].translate(_AS_DIGITS), text)
