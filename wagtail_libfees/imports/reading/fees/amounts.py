"""Amounts in running text, in every spelling of Danish pages, also glued to other words.

The number itself is read by `rates.parse_amount`; here is only where it begins and ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
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
    # "8lDKK 0" is half a number.
    rf"(?P<plus>\+ ?)?(?:(?<!\d[lIOo])(?<!\d[lIOo] ){CURRENCY} {{0,2}}"
    rf"(?:(?P<after>{_NUMBER})|(?P<blank>{_BLANK}))"
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
    r"|free of charge|fee[- ]free|free|nothing|no (?:late )?(?:fees?|charges?|fines?)"
    r"|intet at betale)"
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
_DOT_DECIMALS = re.compile(r"\.(\d{2})$")
_NO_DECIMALS = re.compile(r"[.,][-–—]*$")
_COMMA_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d{2})?$")


class AmountMark(StrEnum):
    """Why an amount in a line is no amount of a band, said right beside it."""

    NONE = ""
    FOREIGN = "currency"
    PER_TIME = "per_day"
    ON_TOP = "on_top"
    CAP = "cap"
    FORMER = "former"
    TIMES = "amount"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a text: `amount` in DKK, or fee-free, or (a placeholder) neither.

    `surcharge`: it had a plus. `replacement_added`: "+ erstatning" follows. `in_range`: it is
    the upper end of a price range ("200-300 kr."), which no single amount can stand for. `mark`
    tells what the words beside it make of it; a foreign or unknown currency is one of these.
    """

    start: int
    end: int
    amount: Decimal | None = None
    fee_free: bool = False
    surcharge: bool = False
    replacement_added: bool = False
    in_range: bool = False
    mark: AmountMark = AmountMark.NONE

    @property
    def is_placeholder(self) -> bool:
        return self.amount is None and not self.fee_free


_BROKEN = re.compile(rf"{CURRENCY} ?\d[\d.,]*|(?<!\d)\d[\d.,]{{0,20}} ?{CURRENCY}", re.IGNORECASE)


@lru_cache(maxsize=2048)
def has_broken_amount(text: str) -> bool:
    """Whether a text without an amount has something that was meant as one ("DKK 2.00,00")."""
    return bool(_BROKEN.search(text))


# A currency that is no Danish krone, or none that can be known ("10:-" is Swedish or old).
_FOREIGN_NAME = (
    r"(?:€|\$|£|us\$|(?<![^\W\d_])(?:eur(?:o|os)?|usd|gbp|nok|sek|nkr\.?|skr\.?|dollars?|kronor"
    r"|(?:svenske|norske|swedish|norwegian) kron(?:er|or))(?![^\W\d_]))"
)
_FOREIGN = re.compile(
    rf"{_FOREIGN_NAME} ?(?P<after>\d+(?:[.,]\d+)*|[.,]\d+)"
    rf"|(?<![\d.,])(?P<before>\d+(?:[.,]\d+)*) ?(?:{_FOREIGN_NAME}|:-)",
    re.IGNORECASE,
)
_MARK_BEHIND = re.compile(
    r"\**[ ,(]{0,3}(?:"
    r"(?P<per_day>(?:pr\.?|per|/|om|i|for hver|for each|a|each|every) ?(?:påbegyndt |started "
    r"|hver )?(?:dag|døgn|day|uge|week)(?:en)?(?![^\W\d_])|daglig\w*|daily|ugentlig\w*|weekly)"
    r"|(?P<on_top>(?:ekstra|yderligere|oveni|extra|i tillæg)(?![^\W\d_]))"
    r"|(?P<cap>(?:maks\.?|maksimalt|max\.?|højst|at most)(?![^\W\d_])))",
    re.IGNORECASE,
)
_MARK_BEFORE = re.compile(
    r"(?:(?P<on_top>(?<![^\W\d_])(?:yderligere|ekstra|additional|a further|another|further)"
    r"(?: (?:a|med))?)"
    r"|(?P<cap>(?<![^\W\d_])(?:(?:dog |men |og )?(?:maks\.?|maksimalt|max\.?|maximum(?: of)?"
    r"|højst(?: blive)?|maximum|loft(?:et)? (?:på|er)|capped at|at most)"
    r"|aldrig (?:\w+ ){0,5}(?:over|overstige|mere end|højere end)|ikke (?:\w+ )?overstige"
    r"|never (?:\w+ ){0,4}(?:more than|exceed)))"
    r"|(?P<former>(?<![^\W\d_])(?:før|tidligere|hidtil|formerly|previously|var|was|før var)"
    r"(?: det)?(?! ?:? ?\d+ dag)))[ :]*$",
    re.IGNORECASE,
)
# What those begin with: found many times faster.
_MARKS = (
    "yderl", "ekstra", "addit", "furth", "anoth", "mak", "max", "højst", "loft", "capp", "most",
    "aldrig", "overst", "never", "før", "tidl", "hidt", "form", "prev", "var", "was",
)  # fmt: skip
_EACH_TIME = re.compile(
    r"(?<![^\W\d_])(?:(?:for )?hver(?:t)? (?:påbegyndt )?(?:dag|uge|døgn)|(?:for )?(?:each|every)"
    r" (?:day|week)|dagstakst(?:en)?|dagspris(?:en)?|dagsgebyr(?:et)?|(?:daily|weekly) (?:rate|fine"
    r"|fee|charge)s?)(?![^\W\d_])",
    re.IGNORECASE,
)


def _marked(text: str, amounts: list[Money]) -> list[Money]:
    """The amounts with what the words beside each make of it."""
    each_time = bool(_EACH_TIME.search(text))
    amounts = [_without_open_band(text, money) for money in amounts]
    marks = [money.mark or _mark(text, money, each_time) for money in amounts]
    return [replace(m, mark=mark) if mark else m for m, mark in zip(amounts, marks, strict=True)]


_OPEN_BAND = re.compile(r"\d\.? ?(?:dage?|days?|uger?|weeks?|år|years?)? ?$", re.IGNORECASE)


def _without_open_band(text: str, money: Money) -> Money:
    """ "31 dage + 50 kr." is an open band and its fee, and the plus belongs to the band."""
    if not money.surcharge or not _OPEN_BAND.search(text[: money.start]):
        return money
    plus = 1 + (text[money.start + 1 : money.start + 2] == " ")
    return replace(money, start=money.start + plus, surcharge=False)


# "2 x 15 kr.": nobody says whether it is one amount or two.
_TIMES_BEFORE = re.compile(r"\d ?[x×*] ?$", re.IGNORECASE)
_TIMES_BEHIND = re.compile(r" ?[x×] ?\d", re.IGNORECASE)


def _mark(text: str, money: Money, each_time: bool) -> AmountMark:
    if _TIMES_BEFORE.search(text[max(0, money.start - 4) : money.start]) or _TIMES_BEHIND.match(
        text, money.end
    ):
        return AmountMark.TIMES
    behind = _MARK_BEHIND.match(text, money.end)
    if money.surcharge:
        return AmountMark.ON_TOP
    ahead = text[max(0, money.start - 60) : money.start].lower()
    before = _MARK_BEFORE.search(ahead) if any(word in ahead for word in _MARKS) else None
    for match in (behind, before):
        if match:
            return AmountMark(str(match.lastgroup))
    return AmountMark.PER_TIME if each_time else AmountMark.NONE


# What every amount has something of; most texts have none of it.
_MAY_BE = re.compile(
    r"kr|d[dk]k|\d ?[.,] ?[-–—]|\d,\d\d|:-|[€$£]|eur|usd|gbp|nok|sek|dollar", re.IGNORECASE
)


def find_amounts(text: str) -> list[Money]:
    """Every amount with a currency, ",-" or two decimals, from left to right."""
    if not _MAY_BE.search(text):
        return []
    foreign = [_foreign(found) for found in _FOREIGN.finditer(text)]
    shown = text
    for money in foreign:
        shown = f"{shown[: money.start]}{'|' * (money.end - money.start)}{shown[money.end :]}"
    amounts = _danish_amounts(shown) + foreign
    return _marked(text, sorted(amounts, key=lambda money: money.start))


def _foreign(found: re.Match[str]) -> Money:
    written = (found["after"] or found["before"]).replace(",", ".")
    whole = written if written.count(".") < 2 else written.replace(".", "")
    return Money(*found.span(), read_number(whole.replace(".", ",")), mark=AmountMark.FOREIGN)


def _danish_amounts(text: str) -> list[Money]:
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
    close = text[max(0, start - 8) : start]
    ranged = ("-" in close or "–" in close) and bool(_RANGE_BEFORE.search(close))
    if found["before"] and (ranged or (close[-1:] == " " and _AGE_BEFORE.search(close))):
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
