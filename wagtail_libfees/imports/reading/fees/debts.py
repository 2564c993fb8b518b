"""What depends on a debt: the threshold of exclusion, and reminder fees by its size or kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from wagtail_libfees.rates import Exclusion, ReminderBasis, ReminderFee

from .amounts import Money
from .charges import ABOVE, AT_LEAST, AT_MOST, BELOW, CLAIM_EDGE, PricedLine
from .ledger import Ledger
from .records import Found
from .sentences import is_inclusive, is_limit
from .spellings import THROUGH

_MINIMUM = re.compile(r"(?:mindst|minimum|fra(?: og med)?|from|at least|>=|≥)\s*$", re.IGNORECASE)
_INCLUSIVE_BELOW = re.compile(
    rf"(?:{THROUGH}|op til|højst|maks\.?|up to)(?: og med)?\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:mellem|between)\s*$", re.IGNORECASE)
_TO = re.compile(rf" ?(?:og |and )?(?:{THROUGH}|op til|til|up to|to) ?", re.IGNORECASE)
_DEBT = re.compile(
    r"(?:gæld|skyld(?:er|ige)?|restance|mellemværende|saldo|krav|regninger|debts?|owe|owed"
    r"|owing|balance|amounts?)"
    r"(?: (?:på|af|of|is|er|ved))?\s*$",
    re.IGNORECASE,
)


_DEBT_WORD = re.compile(r"\b(?:gæld|skyld|krav\b|debt|owe|claims?\b)", re.IGNORECASE)


def names_debt(text: str) -> bool:
    """Whether the text speaks of what a borrower owes."""
    return bool(_DEBT_WORD.search(text))


def read_exclusion(charge: PricedLine, out: Ledger) -> bool:
    """ "Udelukket ved 200 kr. eller mere": one amount, inclusive unless it says "mere end"."""
    usable = [money for money in charge.amounts if money.amount is not None]
    if not usable:
        return False
    conditions = [m for m in usable if is_limit(charge, m)]
    money = (conditions or usable)[0]
    inclusive = is_inclusive(charge, money)
    value = Exclusion(money.amount or Decimal(0), inclusive)
    if out.exclusions and value not in [known.value for known in out.exclusions]:
        out.reject(charge.text, "second_threshold", charge.place)
        return False
    out.exclusions.append(Found(value, charge.place, charge.text))
    return len({m.amount for m in usable}) == 1


@dataclass
class _Tier:
    """A debt that a reminder fee is for, as far as it is known."""

    low: Decimal | None = None
    high: Decimal | None = None
    from_inclusive: bool = True
    to_inclusive: bool = False


def read_reminders(charge: PricedLine, out: Ledger) -> bool:
    """Reminder fees with the debts that they are for, whichever comes first in the line."""
    usable = [money for money in charge.amounts if money.amount is not None]
    tiers, fees = _tiers(charge, usable)
    if not fees:
        return False
    if tiers and len(tiers) != len(fees):
        return False
    for index, money in enumerate(fees):
        tier = tiers[index] if tiers else _Tier()
        claim = _claim(charge, money, fees) if not tiers and len(fees) > 1 else ""
        fee = _reminder(money.amount or Decimal(0), tier, claim)
        _add_reminder(Found(fee, charge.place, charge.text), out)
    return True


def _reminder(amount: Decimal, tier: _Tier, claim: str) -> ReminderFee:
    """A fee for a tier of debts, for a kind of claim, or for every debt."""
    if tier.low is not None or tier.high is not None:
        edges = tier.from_inclusive, tier.to_inclusive
        return ReminderFee(amount, ReminderBasis.DEBT, tier.low, tier.high, *edges)
    if claim:
        return ReminderFee(amount, ReminderBasis.CLAIM, claim=claim)
    return ReminderFee(amount)


def _add_reminder(found: Found[ReminderFee], out: Ledger) -> None:
    fee, known = found.value, [each.value for each in out.reminders]
    same = (fee.amount, fee.debt_from, fee.debt_to)
    # A fee told again without its condition is not another fee.
    plain_again = fee.debt_from is fee.debt_to is None and any(
        each.amount == fee.amount for each in known
    )
    if same not in [(r.amount, r.debt_from, r.debt_to) for r in known] and not plain_again:
        out.reminders.append(found)


def _tiers(charge: PricedLine, usable: list[Money]) -> tuple[list[_Tier], list[Money]]:
    """The amounts that are debts, as tiers, and those that are fees."""
    tiers: list[_Tier] = []
    fees: list[Money] = []
    between, past = False, 0
    for money in usable:
        ranged = bool(tiers) and bool(_TO.fullmatch(charge.text, past, money.start))
        past = money.end
        if ranged or between:
            # "Fra 301 kr. til 1.000 kr." holds its end, "mellem 300 og 1.000 kr." need not.
            tiers[-1].high, tiers[-1].to_inclusive = money.amount, ranged
            between = False
        elif tier := _tier(charge, money):
            tiers.append(tier)
            between = bool(_BETWEEN.search(charge.before(money)))
        else:
            fees.append(money)
    last = fees[0].end if fees else 0
    if tiers and len(tiers) + 1 == len(fees) and _ABOVE_THAT.search(charge.text, last):
        tiers.append(_Tier(low=tiers[-1].high, from_inclusive=False))
    return tiers, fees


_ABOVE_THAT = re.compile(
    r"\b(?:above|over) (?:that|det|dette)\b|\bher?over\b|\bellers\b"
    r"|\b(?:større|højere|larger|higher) \w+|\b(?:skylder|owe) (?:mere|more)\b|\botherwise\b",
    re.I,
)


def _tier(charge: PricedLine, money: Money) -> _Tier | None:
    """The debts that an amount bounds; None where it is a fee."""
    before, after, amount = charge.before(money), charge.after(money), money.amount
    if not _BETWEEN.search(before) and (re.match(r"\s?[-–]\s?\d", after) or money.in_range):
        return _Tier(_range_start(charge, money), amount, to_inclusive=True)
    if AT_MOST.match(after):
        return _Tier(high=amount, to_inclusive=True)
    if _BETWEEN.search(before) or AT_LEAST.match(after) or _MINIMUM.search(before):
        return _Tier(low=amount)
    if BELOW.search(before):
        return _Tier(high=amount, to_inclusive=bool(_INCLUSIVE_BELOW.search(before)))
    if ABOVE.search(before):
        return _Tier(low=amount, from_inclusive=False)
    return _Tier(low=amount) if _DEBT.search(before) and not _ABOVE_THAT.search(before) else None


def _range_start(charge: PricedLine, money: Money) -> Decimal | None:
    """The lower end of "0-500 kr."."""
    found = re.search(r"(\d{1,6})(?:,-|,00)? ?(?:kr\.?)? ?[-–] ?$", charge.before(money))
    low = Decimal(found[1]) if found else None
    return low or None


_FEE_NAME = re.compile(
    r"^ ?(?:i|som|as a|in)? ?(?:rykker(?:gebyr)?|reminder fees?)(?![^\W\d_])", re.IGNORECASE
)


def _claim(charge: PricedLine, money: Money, fees: list[Money]) -> str:
    """The words that tell this reminder fee from the others in its line."""
    index = fees.index(money)
    end = fees[index + 1].start if index + 1 < len(fees) else len(charge.text)
    behind = charge.text[money.end : end]
    behind = _FEE_NAME.sub("", behind)
    if not re.match(r"\s?(?:for|on|ved|of|til|pr)\b", behind):
        start = fees[index - 1].end if index else 0
        behind = charge.text[start : money.start]
    return CLAIM_EDGE.sub("", behind).strip()[:100]
