"""Amounts in running text, in every spelling of Danish pages, also glued to other words.

The number itself is read by `rates.parse_amount`; here is only where it begins and ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from wagtail_libfees.rates import AmountError, parse_amount

# "DDK" is a typo met on real pages. "kr" without a dot must not begin a word ("20 kreditter").
CURRENCY: Final = (
    r"(?:(?:danske |danish )?kroner|d\.kr\.|dkr\.?(?![^\W\d_])|kr\.|kr(?!(?-i:[a-zæøå]))|dkk|ddk"
    r"|krone(?!(?-i:[a-zæøå])))"
)
_WHOLE = (
    r"(?:\d{1,3}(?:\.\d{3})+(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|(?<![\d.,–-])(?<![–-] )\d \d{3}(?!\d)"
    r"|(?<!\d)(?<!\d[.,])\d{1,7}(?!\d))"
)
_DECIMALS = r"(?:,\d{2}|\.\d{2}(?!\d)|,\d(?!\d)|[,.] ?[-–—]+|,(?=[,\s]|$))"
# "2.00,00" is no number, and a part of it is none either.
_NUMBER = rf"{_WHOLE}{_DECIMALS}?(?![.,]\d)"
# "1. - 7. dag" counts days, "20.-" is an amount.
_NO_ORDINAL = r"(?! ?[-–—]+ ?\d{1,3}\.? ?(?:dag|day|døgn|uge|week|måned|month))(?! [-–—]+ \d)"
_BLANK = r"\[[^\]\n]{1,40}\]|\(?[xX_]{2,10}\)?|\.{3,10}"
_AMOUNT = re.compile(
    rf"(?P<plus>\+ ?)?(?:{CURRENCY} {{0,2}}(?:(?P<after>{_NUMBER})|(?P<blank>{_BLANK}))"
    rf"|(?P<before>{_NUMBER}) {{0,2}}{CURRENCY}"
    rf"|(?P<open>{_BLANK}) {{0,2}}{CURRENCY}(?!\.? {{0,2}}\d)"
    rf"|(?P<dash>{_WHOLE}(?: ?,|\.{_NO_ORDINAL}) ?[-–—]+(?!\d))"
    rf"|(?P<cents>(?<![\d.]){_WHOLE},\d{{2}})(?!\d*%))",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?:(?<![^\W\d_])|(?<=DKK)|(?<=(?-i:[a-zæøå]))(?=(?-i:[A-Z])))(?:helt )?(?:gratis|gebyrfri(?:t"
    r"|e)?|(?:ingen|intet|uden) (?:gebyr(?:er)?"
    r"|bøder?)"
    r"|free of charge|fee[- ]free|free|no (?:late )?(?:fees?|charges?|fines?)|intet at betale)"
    r"(?:(?!(?-i:[a-zæøå]))|(?=kr))",
    re.IGNORECASE,
)
_ONLY_REPLACEMENT = re.compile(
    r"(?<![^\W\d_])(?:(?:kun|alene) erstatning(?:en|spris)?|erstatning alene"
    r"|replacement(?: cost| price)? only|only (?:the )?replacement)(?![^\W\d_])",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\**\s?(?:\+|og|plus|samt|and|&|med tillæg af)\s?(?:evt\.?|en|eventuel|any)?\s?"
    r"(?:en )?(?:(?:regning (?:på|for) )?erstatning\w*|replacement\w*(?: (?:price|cost))?"
    r"|materialets pris|(?:the )?(?:price|cost) of the (?:item|material))",
    re.IGNORECASE,
)
# The digit at the end of these names is not the first digit of a price glued to it.
_NAMES = re.compile(
    r"(?<![^\W\d_])(mp|ps|playstation ?|xbox ?|a|b|mpeg|nintendo )(?:[1-5]|360)(?=[\s\d)])",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"\d(?:,\d\d|,-)?\s?[-–]\s?$")
_AGE_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:under|fra|from|over|aged?|u\.|efter|after|>) $", re.IGNORECASE
)
_THEN_NUMBER = re.compile(rf"\s{{0,2}}{_NUMBER}(?! ?(?:[-–]|{CURRENCY}|dag|day|uge|week|år|year))")
_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u2009\u202f\u2002\u2003", " "))
_DOT_DECIMALS = re.compile(r"\.(\d{2})$")
_NO_DECIMALS = re.compile(r"[.,][-–—]*$")
_COMMA_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d{2})?$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a text: `amount` in DKK, or fee-free, or (a placeholder) neither.

    `surcharge`: it had a plus. `replacement_added`: "+ erstatning" follows. `in_range`: it is
    the upper end of a price range ("200-300 kr."), which no single amount can stand for.
    """

    start: int
    end: int
    amount: Decimal | None = None
    fee_free: bool = False
    surcharge: bool = False
    replacement_added: bool = False
    in_range: bool = False

    @property
    def is_placeholder(self) -> bool:
        return self.amount is None and not self.fee_free


_BROKEN = re.compile(rf"{CURRENCY} ?\d[\d.,]*|(?<!\d)\d[\d.,]{{0,20}} ?{CURRENCY}", re.IGNORECASE)


def has_broken_amount(text: str) -> bool:
    """Whether a text without an amount has something that was meant as one ("DKK 2.00,00")."""
    return bool(_BROKEN.search(text))


def plain_spaces(text: str) -> str:
    """The text with every kind of space as a space; no offset changes."""
    return text.translate(_SPACES)


def find_amounts(text: str) -> list[Money]:
    """Every amount with a currency, ",-" or two decimals, from left to right."""
    if "kr" not in text.lower() and not any(c.isdigit() for c in text):
        return []
    shown = _NAMES.sub(lambda found: found[1] + "x" * (len(found[0]) - len(found[1])), text)
    amounts, position = [], 0
    while found := _AMOUNT.search(shown, position):
        money = _money(shown, found)
        if money is not None:
            amounts.append(money)
        position = money.end if money is not None else found.end()
        if shown[position : position + 1].isdigit():
            # "20,0010,00": the digits behind must not look like a part of this number.
            shown = " " * position + shown[position:]
    return amounts


def _money(text: str, found: re.Match[str]) -> Money | None:
    start = found.start()
    if found["blank"] or found["open"]:
        return Money(start, found.end())
    ranged = bool(_RANGE_BEFORE.search(text[max(0, start - 8) : start]))
    if found["before"] and (ranged or _AGE_BEFORE.search(text[max(0, start - 8) : start])):
        # "8-14 kr. 20" and "under 13 DKK 5": the currency belongs to the number behind it.
        after = _THEN_NUMBER.match(text, found.end())
        currency = start + len(found["plus"] or "") + len(found["before"])
        if after and (amount := read_number(after[0].strip())) is not None:
            gap = len(text[currency:]) - len(text[currency:].lstrip())
            return Money(currency + gap, after.end(), amount)
    written = next(found[n] for n in ("after", "before", "dash", "cents") if found[n])
    amount = read_number(written)
    if amount is None:
        return None
    added = _ADDED.match(text, found.end())
    end = added.end() if added else found.end()
    return Money(start, end, amount, False, bool(found["plus"]), bool(added), ranged)


@lru_cache(maxsize=4096)
def read_number(written: str) -> Decimal | None:
    """The value of a number without a currency, or None when it is none.

    Two digits after a dot can only be decimals, three after a comma only thousands; the money
    parser refuses both, as an editor who types them should look twice.
    """
    text = written.replace(" ", "")
    if _COMMA_THOUSANDS.match(text):
        text = text.replace(",", "")
    text = _DOT_DECIMALS.sub(r",\1", text)
    text = _NO_DECIMALS.sub("", text)
    try:
        return parse_amount(text)
    except AmountError:
        return None


def find_free(text: str) -> list[Money]:
    """The words that say that nothing is to be paid, or nothing but the replacement."""
    free = [Money(found.start(), found.end(), None, True) for found in _FREE.finditer(text)]
    return free + [
        Money(found.start(), found.end(), None, True, replacement_added=True)
        for found in _ONLY_REPLACEMENT.finditer(text)
    ]


def find_values(text: str) -> list[Money]:
    """Amounts and words for fee-free, from left to right."""
    return sorted([*find_amounts(text), *find_free(text)], key=lambda money: money.start)
