"""The rates of a library as data: pure Python, known by no Django model.

An editor's blocks become a `RateCard`; everything that a borrower, an editor or another system
asks (the fee of a day, the timeline of an item, what is wrong with the card, open data) is
computed from it.
"""

from .calculation import Fee, days_overdue, fee_for
from .card import KINDS, RateCard, Version, in_force, periods
from .clock import COPENHAGEN, copenhagen_day, copenhagen_midnight
from .errors import AmountError, DaysError, ExchangeError, RatesError
from .estimates import (
    Borrower,
    Change,
    Estimate,
    EstimateLine,
    Item,
    estimate,
    group_for,
    next_change,
)
from .findings import MESSAGES, Finding, Place, Severity, findings
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
from .timelines import Step, StepKind, timeline

__all__ = [
    "COPENHAGEN",
    "KINDS",
    "MESSAGES",
    "Accrual",
    "AmountError",
    "AmountState",
    "Band",
    "Borrower",
    "BorrowerGroup",
    "Change",
    "DaysError",
    "Estimate",
    "EstimateLine",
    "ExchangeError",
    "Exclusion",
    "Fee",
    "Finding",
    "GroupRates",
    "Item",
    "OtherFee",
    "OtherFeeKind",
    "OtherFees",
    "OverdueFees",
    "Place",
    "Pricing",
    "RateCard",
    "RatesError",
    "ReminderBasis",
    "ReminderFee",
    "ReminderFees",
    "ReplacementPrice",
    "ReplacementPrices",
    "Severity",
    "Step",
    "StepKind",
    "Timings",
    "Validity",
    "Version",
    "copenhagen_day",
    "copenhagen_midnight",
    "days_overdue",
    "estimate",
    "fee_for",
    "findings",
    "format_amount",
    "format_date",
    "group_for",
    "in_force",
    "locale_for",
    "next_change",
    "parse_amount",
    "periods",
    "timeline",
]
