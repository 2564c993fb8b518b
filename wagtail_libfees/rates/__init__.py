"""The rates of a library as data: pure Python, known by no Django model.

An editor's blocks become a `RateCard`; everything that a borrower, an editor or another system
asks (the fee of a day, the timeline of an item, what is wrong with the card, open data) is
computed from it.
"""

from .calculation import Fee, days_overdue, fee_for
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
from .exchange import (
    card_document,
    export_csv,
    export_json,
    import_csv,
    import_json,
    json_schema,
)
from .findings import MESSAGES, Finding, Place, Severity, findings
from .labels import band_label, group_label
from .model import (
    Accrual,
    AmountState,
    Band,
    BorrowerGroup,
    GroupRates,
    OverdueFees,
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
    "Charge",
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
    "RateChange",
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
    "band_label",
    "card_document",
    "copenhagen_day",
    "copenhagen_midnight",
    "days_overdue",
    "estimate",
    "export_csv",
    "export_json",
    "fee_for",
    "findings",
    "format_amount",
    "format_date",
    "group_for",
    "group_label",
    "import_csv",
    "import_json",
    "in_force",
    "json_schema",
    "locale_for",
    "next_change",
    "parse_amount",
    "periods",
    "rate_changes",
    "timeline",
]
