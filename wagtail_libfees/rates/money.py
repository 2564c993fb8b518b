"""Amounts and dates as people write and read them. Money is `Decimal`, in DKK, never float."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from ..text.lazy_pattern import lazy_pattern
from ..text.messages import gettext_noop
from ..text.written import known_language, written_day, written_number
from .errors import AmountError

NBSP: Final = "\N{NO-BREAK SPACE}"

# Seven digits are far above any library fee, and keep hostile input from growing.
MAX_WHOLE_DIGITS: Final = 7
MAX_CHARACTERS: Final = 100

_CURRENCY = r"(?:kroner|krone|dkr\.?|kr\.?|dkk|ddk)"  # "DDK" is a typo met on real pages
_NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?:[0-9]{1,2}|[-\u2013\u2014]))?"
_AMOUNT = lazy_pattern(
    rf"\+?\s*(?:{_CURRENCY}\s*(?P<after>{_NUMBER})|(?P<before>{_NUMBER})\s*{_CURRENCY}?)\s*\**",
    re.IGNORECASE,
)
_FEE_FREE = lazy_pattern(r"(?:helt\s+)?(?:gratis|gebyrfri(?:t|e)?|free|fee[- ]free)", re.IGNORECASE)
_ADDED = lazy_pattern(r".*[0-9].*\+\s*[^\W\d]", re.DOTALL)
_POINT_DECIMALS = lazy_pattern(r"[0-9]\.[0-9]{1,2}(?![0-9])")
_COMMA_THOUSANDS = lazy_pattern(r"[0-9],[0-9]{3}(?![0-9])")
_SPACES = lazy_pattern(r"[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")

EMPTY: Final = gettext_noop("There is no amount; write one such as 20 or 1.234,50.")
FEE_FREE: Final = gettext_noop('"%(written)s" is not an amount; mark it as fee-free instead.')
NEGATIVE: Final = gettext_noop('"%(written)s" is negative; write an amount of 0 or more.')
MORE_THAN_AMOUNT: Final = gettext_noop(
    '"%(written)s" is an amount and something else; write the amount alone and mark that '
    "replacement is added."
)
TWO_READINGS: Final = gettext_noop(
    '"%(written)s" can be read in two ways; write the decimals after a comma, such as 1.234,50.'
)
TOO_LARGE: Final = gettext_noop('"%(written)s" is too large; check the number of digits.')
NOT_AN_AMOUNT: Final = gettext_noop(
    '"%(written)s" is not an amount; write one such as 20, 20 kr. or 1.234,50.'
)


def parse_amount(text: str) -> Decimal:
    """Return the amount in DKK that `text` spells in one of the Danish ways.

    A dot separates thousands and a comma decimals, also on the English pages of Danish
    libraries. A leading plus (a surcharge) and footnote stars are allowed and say nothing about
    the amount. Raises `AmountError` for everything else; the words for "fee-free" are refused
    because fee-free is a state of its own and not the amount 0.
    """
    written = _SPACES.sub(" ", text).strip()
    if len(written) > MAX_CHARACTERS:
        raise AmountError(NOT_AN_AMOUNT, written=_cut(written))
    match = _AMOUNT.fullmatch(written)
    if match is None:
        raise AmountError(_why_refused(written), written=_cut(written))
    whole, _, decimals = (match["after"] or match["before"]).replace(".", "").partition(",")
    if len(whole) > MAX_WHOLE_DIGITS:
        raise AmountError(TOO_LARGE, written=_cut(written))
    return Decimal(f"{whole}.{decimals}") if decimals.isdigit() else Decimal(whole)


def is_fee_free(text: str) -> bool:
    """Whether `text` is a word for "fee-free", such as `gratis`."""
    return _FEE_FREE.fullmatch(text.strip()) is not None


def _why_refused(written: str) -> str:
    """The message for a text that is not an amount: the likely slip, and how to mend it."""
    if not written:
        return EMPTY
    if is_fee_free(written):
        return FEE_FREE
    if written.startswith(("-", "\N{MINUS SIGN}", "\N{EN DASH}")):
        return NEGATIVE
    if _ADDED.match(written):
        return MORE_THAN_AMOUNT
    if _POINT_DECIMALS.search(written) or _COMMA_THOUSANDS.search(written):
        return TWO_READINGS
    return NOT_AN_AMOUNT


def _cut(written: str) -> str:
    """The text, cut so that a message stays a sentence."""
    return written if len(written) <= 40 else written[:39] + "\N{HORIZONTAL ELLIPSIS}"


def format_amount(amount: Decimal, language: str = "da") -> str:
    """Return `amount` (DKK) as a person reads it in `language`.

    Danish `20 kr.` and `1.234,50 kr.`; English `DKK 20` and `DKK 1,234.50`, because "kr." alone
    says too little to a reader from abroad. Whole amounts have no decimals. Other languages
    use their own digits with "DKK" after the number; an unknown language tag reads as Danish.
    Number and currency are joined by a no-break space.
    """
    return _with_currency(_number(amount, language), language)


def format_span(low: Decimal, high: Decimal, language: str = "da") -> str:
    """Return the amounts from `low` to `high` (DKK): `20–230 kr.`; of two equal ones, the one."""
    numbers = dict.fromkeys((_number(low, language), _number(high, language)))
    return _with_currency("\N{EN DASH}".join(numbers), language)


def _number(amount: Decimal, language: str) -> str:
    is_whole = amount == amount.to_integral_value()
    return written_number(amount, language, least=0 if is_whole else 2)


def _with_currency(number: str, language: str) -> str:
    known = known_language(language)
    if known == "da":
        return f"{number}{NBSP}kr."
    if known == "en":
        return f"DKK{NBSP}{number}"
    return f"{number}{NBSP}DKK"


def format_date(day: date, language: str = "da") -> str:
    """Return `day` in words: `1. januar 2027` in Danish, `1 January 2027` in English.

    Other languages than English read as Danish.
    """
    return written_day(day, language)
