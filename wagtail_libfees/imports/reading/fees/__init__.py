"""Reading the fees of any library page into structured rates. Pure Python: no Django, no Wagtail.

parsed = parse_fees(read_source("takster.html"))
parsed.to_dict()  # JSON
parsed.to_card()  # a rates.RateCard

Importers and rates know nothing of each other, but for this package: it reads amounts with
`wagtail_libfees.rates` and hands over its model.

How a page is read: `rows` cuts the document into lines and sentences; `amounts`, `days` and
`groups` find the tokens in each; `topics` says what a line is about; `bands` tells which amount
belongs to which days and group, with what `context` remembers of the lines above; `cells` does
the same for tables, and `debts` and `prices` for all that is no overdue fee; `assemble` closes
bands and joins groups; `remains` keeps the rest as text.
"""

from .errors import REASONS
from .parse import parse_fees
from .records import (
    AmountValue,
    BandValue,
    DateValue,
    ExclusionValue,
    GroupValue,
    OtherValue,
    ParsedFees,
    PriceValue,
    Rejected,
    ReminderValue,
    Section,
    Sourced,
    SourceLine,
)
from .source_lines import source_lines

__all__ = [
    "REASONS",
    "AmountValue",
    "BandValue",
    "DateValue",
    "ExclusionValue",
    "GroupValue",
    "OtherValue",
    "ParsedFees",
    "PriceValue",
    "Rejected",
    "ReminderValue",
    "Section",
    "SourceLine",
    "Sourced",
    "parse_fees",
    "source_lines",
]
