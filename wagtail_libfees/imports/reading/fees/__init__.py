"""Reading the fees of any library page into structured rates. Pure Python: no Django, no Wagtail.

parsed = parse_fees(read_source("takster.html"))
parsed.to_dict()  # JSON
parsed.to_card()  # a rates.RateCard

What is found is the model of `rates` from the start, with its words and place: `Found`.

Importers and rates know nothing of each other, but for this package: it reads amounts with
`wagtail_libfees.rates` and hands over its model.

How a page is read: `rows` cuts the document into lines and sentences in their `normal` form;
`amounts`, `days`, `groups` and `dates` find the tokens in each, `parts` holds them; `heads` are the
sections above and the labels that wait; `lines` gives each amount its days and borrowers, `cells`
does so for tables; `sentences` decides a sentence as a whole by the words in `cues`; `debts`,
`prices` and `timings` read what is no overdue fee; `versions` tells which rates hold; the `ledger`
knows where each amount ended; `assemble` closes bands, and the `judge` weighs the cards that come
out; `audit` lists the amounts that nothing tells of; `leftover_text` keeps the rest as text.
"""

from .errors import REASONS
from .parse import parse_fees
from .parsed_fees import ParsedFees
from .records import (
    Doubt,
    Found,
    FoundGroup,
    FoundVersion,
    ParsedSection,
    RejectedLine,
    SourceLine,
)
from .source_lines import source_lines

__all__ = [
    "REASONS",
    "Doubt",
    "Found",
    "FoundGroup",
    "FoundVersion",
    "ParsedFees",
    "ParsedSection",
    "RejectedLine",
    "SourceLine",
    "parse_fees",
    "source_lines",
]
