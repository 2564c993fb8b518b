"""Raising amounts by a share of them, as a municipality does when it adjusts its rates."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ..text.messages import gettext_noop
from .errors import AmountError

# More than this is a slip of the keys: no library multiplies its rates by ten.
MOST_PERCENT: Final = 900

STEP_TOO_SMALL: Final = gettext_noop("Amounts are rounded to 0,01 kr. or more.")
PERCENT_OUT_OF_RANGE: Final = gettext_noop(
    '"%(written)s" is not a number of percent from -100 to 900.'
)


def raised(amount: Decimal, percent: Decimal, step: Decimal) -> Decimal:
    """Return `amount` (DKK) raised by `percent`, rounded to a multiple of `step` (DKK).

    Half a step goes up. A negative percentage lowers. Raises `AmountError` for a step below one
    øre and for a percentage outside -100 to 900.
    """
    if step < Decimal("0.01"):
        raise AmountError(STEP_TOO_SMALL)
    if not -100 <= percent <= MOST_PERCENT:
        raise AmountError(PERCENT_OUT_OF_RANGE, written=str(percent))
    exact = amount * (100 + percent) / 100
    steps = (exact / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return (steps * step).quantize(Decimal("0.01"))


def parse_percent(text: str) -> Decimal:
    """Return the percentage that `text` spells: `3`, `2,5`, `2.5 %`, `-10`.

    Raises `AmountError` for what is no number or outside -100 to 900.
    """
    written = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
    number = written.replace(",", ".", 1)
    digits = number.removeprefix("-").removeprefix("+").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise AmountError(PERCENT_OUT_OF_RANGE, written=text.strip()[:40])
    percent = Decimal(number)
    if not -100 <= percent <= MOST_PERCENT:
        raise AmountError(PERCENT_OUT_OF_RANGE, written=text.strip()[:40])
    return percent


def percent_change(old: Decimal, new: Decimal) -> Decimal | None:
    """Return by how many percent `new` is above `old`, to one decimal; None from nothing."""
    if not old:
        return None
    return ((new - old) * 100 / old).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
