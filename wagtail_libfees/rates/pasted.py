"""What one cell of a pasted table says: days overdue, an amount, yes or no.

A cell is read alone, in the spellings of spreadsheets and of Danish fee pages. What is not
understood is told by its reason and left to the editor; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..text.lazy_pattern import lazy_pattern
from .money import is_fee_free, parse_amount

# Longer cells are prose.
MAX_CELL: Final = 200
_MAX_DAY: Final = 9999

_UNIT = r"(?:\.?\s*(?:dage?s?|days?)(?:\s+(?:for\s+sent|overdue))?)?\.?"
_DAY = r"(?:(?:dag|day)\s*)?(?P<{}>[0-9]{{1,4}})\.?"
_RANGE = lazy_pattern(
    rf"(?:fra|from)?\s*{_DAY.format('first')}\s*(?:[-\u2010-\u2015]|til(?: og med)?|to)\s*"
    rf"{_DAY.format('last')}\s*{_UNIT}",
    re.IGNORECASE,
)
_FROM = lazy_pattern(
    rf"(?:(?:fra|from)\s+{_DAY.format('named')}\s*{_UNIT}"
    rf"|{_DAY.format('open')}\s*{_UNIT}\s*(?:\+|[-\u2010-\u2015]|og derover|og frem|eller mere"
    rf"|and more|or more)\s*{_UNIT})",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(
    rf"(?:efter|over|mere end|after|more than|>)\s*{_DAY.format('last')}\s*{_UNIT}", re.IGNORECASE
)
_ONE = lazy_pattern(rf"{_DAY.format('day')}\s*{_UNIT}", re.IGNORECASE)
_ADDED = lazy_pattern(
    r"(?P<amount>.*[0-9][^+]*?)\s*(?:\+|og|and|plus)\s*"
    r"(?:erstatning\w*|materialets\s+pris|prisen\s+for\s+\w+|replacement\w*)(?:\s+\w+)?",
    re.IGNORECASE,
)
_YES = frozenset({"x", "ja", "yes", "sand", "true", "1", "\u2713", "\u2714"})
_NO = frozenset({"nej", "no", "falsk", "false", "0"})


@dataclass(frozen=True, slots=True)
class PastedAmount:
    """An amount in DKK as a cell says it; None with `fee_free`. `added`: replacement too."""

    amount: Decimal | None
    fee_free: bool = False
    added: bool = False


def read_days(text: str) -> tuple[int, int | None] | None:
    """The days overdue of a cell, both inclusive, None is open; None if it names no days.

    A number alone is one day: whether it is the first or the last is for the column to say.
    """
    written = _one_line(text)
    if match := _RANGE.fullmatch(written):
        return int(match["first"]), int(match["last"])
    if match := _FROM.fullmatch(written):
        return int(match["named"] or match["open"]), None
    if match := _AFTER.fullmatch(written):
        return min(int(match["last"]) + 1, _MAX_DAY), None
    if match := _ONE.fullmatch(written):
        return int(match["day"]), int(match["day"])
    return None


def read_amount(text: str) -> PastedAmount:
    """The amount of a cell: `20,00 kr.`, `gratis`, `230 kr. + erstatning`.

    Raises `AmountError` with the reason for everything else, such as another currency.
    """
    written = _one_line(text)
    if is_fee_free(written):
        return PastedAmount(None, fee_free=True)
    if match := _ADDED.fullmatch(written):
        return PastedAmount(parse_amount(match["amount"]), added=True)
    return PastedAmount(parse_amount(written))


def read_yes_or_no(text: str) -> bool | None:
    """Whether a cell is ticked; None if it says neither."""
    word = _one_line(text).casefold()
    return True if word in _YES else False if word in _NO else None


def _one_line(text: str) -> str:
    """The text without breaks and doubled spaces, cut where it can only be prose."""
    return " ".join(text[:MAX_CELL].split())
