"""The rates of a library as data: pure Python, known by no Django model.

An editor's blocks become a `RateCard`; everything that a borrower, an editor or another system
asks (the fee of a day, the timeline of an item, what is wrong with the card, open data) is
computed from it.
"""

from .card import KINDS, RateCard, Version, in_force
from .errors import AmountError, DaysError, ExchangeError, RatesError
from .model import (
    Accrual,
    AmountState,
    Band,
    BorrowerGroup,
    Exclusion,
    GroupRates,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    OverdueFees,
    Pricing,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
    Timings,
    Validity,
)
from .money import format_amount, format_date, locale_for, parse_amount

__all__ = [
    "KINDS",
    "Accrual",
    "AmountError",
    "AmountState",
    "Band",
    "BorrowerGroup",
    "DaysError",
    "ExchangeError",
    "Exclusion",
    "GroupRates",
    "OtherFee",
    "OtherFeeKind",
    "OtherFees",
    "OverdueFees",
    "Pricing",
    "RateCard",
    "RatesError",
    "ReminderBasis",
    "ReminderFee",
    "ReminderFees",
    "ReplacementPrice",
    "ReplacementPrices",
    "Timings",
    "Validity",
    "Version",
    "format_amount",
    "format_date",
    "in_force",
    "locale_for",
    "parse_amount",
]
