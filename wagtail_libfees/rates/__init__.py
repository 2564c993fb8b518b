"""The rates of a library as data: pure Python, known by no Django model.

An editor's blocks become a `RateCard`; everything that a borrower, an editor or another system
asks (the fee of a day, the timeline of an item, what is wrong with the card, open data) is
computed from it.
"""

from ..clock import COPENHAGEN
from .calculation import Fee, days_overdue, fee_for
from .calendar_checks import calendar_findings
from .card import KINDS, RateCard, Version, in_force, periods
from .changes import Charge, RateChange, rate_changes
from .charges import (
    Exclusion,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    Pricing,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
    Timings,
)
from .clock import copenhagen_day, copenhagen_midnight
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
from .exchange import card_document, export_csv, export_json, import_csv, import_json, json_schema
from .findings import MESSAGES, CardPlace, RateFinding, Severity, card_findings
from .labels import band_label, group_label
from .model import (
    MAJORITY,
    Accrual,
    AmountState,
    Band,
    BillBy,
    BillTo,
    BorrowerGroup,
    GroupRates,
    OverdueFees,
    Validity,
)
from .money import format_amount, format_date, format_span, parse_amount
from .timelines import StepKind, TimelineStep, timeline

__all__ = [
    "COPENHAGEN",
    "KINDS",
    "MAJORITY",
    "MESSAGES",
    "Accrual",
    "AmountError",
    "AmountState",
    "Band",
    "BillBy",
    "BillTo",
    "Borrower",
    "BorrowerGroup",
    "CardPlace",
    "Change",
    "Charge",
    "DaysError",
    "Estimate",
    "EstimateLine",
    "ExchangeError",
    "Exclusion",
    "Fee",
    "GroupRates",
    "Item",
    "OtherFee",
    "OtherFeeKind",
    "OtherFees",
    "OverdueFees",
    "Pricing",
    "RateCard",
    "RateChange",
    "RateFinding",
    "RatesError",
    "ReminderBasis",
    "ReminderFee",
    "ReminderFees",
    "ReplacementPrice",
    "ReplacementPrices",
    "Severity",
    "StepKind",
    "TimelineStep",
    "Timings",
    "Validity",
    "Version",
    "band_label",
    "calendar_findings",
    "card_document",
    "card_findings",
    "copenhagen_day",
    "copenhagen_midnight",
    "days_overdue",
    "estimate",
    "export_csv",
    "export_json",
    "fee_for",
    "format_amount",
    "format_date",
    "format_span",
    "group_for",
    "group_label",
    "import_csv",
    "import_json",
    "in_force",
    "json_schema",
    "next_change",
    "parse_amount",
    "periods",
    "rate_changes",
    "timeline",
]
