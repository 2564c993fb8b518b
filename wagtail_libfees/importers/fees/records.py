"""What the importer of fees hands over: values with their words and place, and the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from wagtail_libfees.rates import OtherFeeKind, Pricing, RateCard

from ..document import Place
from .errors import REASONS

NOWHERE: Final = Place()


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A value with the words that it came from and where they stand."""

    place: Place = NOWHERE
    text: str = ""

    def source_dict(self) -> dict[str, object]:
        return {"place": str(self.place), "text": self.text}


@dataclass(frozen=True)
class BandValue(Sourced):
    """A band. `amount` is None when it is fee-free, or a placeholder stands in its stead."""

    from_day: int
    to_day: int | None
    amount: Decimal | None
    fee_free: bool = False
    replacement_added: bool = False


@dataclass(frozen=True)
class GroupValue:
    """The bands of one borrower group; ages in years, inclusive, None not stated."""

    label: str
    age_from: int | None = None
    age_to: int | None = None
    bands: tuple[BandValue, ...] = ()

    @property
    def fee_free(self) -> bool:
        """Whether the group never pays: all its bands are fee-free."""
        return bool(self.bands) and all(band.fee_free for band in self.bands)


@dataclass(frozen=True)
class PriceValue(Sourced):
    """A replacement price; `amount` is None for "what the library paid"."""

    material: str
    amount: Decimal | None
    pricing: Pricing = Pricing.FIXED


@dataclass(frozen=True)
class AmountValue(Sourced):
    """An amount of which a page has one, such as the handling fee."""

    amount: Decimal


@dataclass(frozen=True)
class ExclusionValue(Sourced):
    """Borrowers are excluded from `amount` on, or (not inclusive) above it."""

    amount: Decimal
    inclusive: bool = True


@dataclass(frozen=True)
class ReminderValue(Sourced):
    """A reminder fee, for a debt between two amounts or for a kind of claim."""

    amount: Decimal
    debt_from: Decimal | None = None
    debt_to: Decimal | None = None
    from_inclusive: bool = True
    to_inclusive: bool = False
    claim: str = ""


@dataclass(frozen=True)
class OtherValue(Sourced):
    """A fee that is no overdue fee, with what it is for."""

    kind: OtherFeeKind
    label: str
    amount: Decimal | None
    fee_free: bool = False
    note: str = ""


@dataclass(frozen=True)
class DateValue(Sourced):
    """The day from which the rates of the page are valid."""

    day: date


@dataclass(frozen=True)
class Section:
    """Text of the page that became no value: its heading, "" at the top, and HTML paragraphs."""

    heading: str
    html: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class SourceLine:
    """A line, sentence or table row of the page. `level`: 1-7 for a heading, else 0."""

    text: str
    place: Place = NOWHERE
    level: int = 0
    aside: bool = False


@dataclass(frozen=True)
class Rejected:
    """Something that was not understood. `code` is a key of `errors.REASONS`."""

    text: str
    code: str
    place: Place = NOWHERE

    @property
    def reason(self) -> str:
        return REASONS.get(self.code, self.code)


@dataclass(frozen=True)
class ParsedFees:
    """The result for one source."""

    source: str
    overdue_fees: tuple[GroupValue, ...] = ()
    replacement_prices: tuple[PriceValue, ...] = ()
    handling_fee: AmountValue | None = None
    handling_included: bool = False
    exclusion: ExclusionValue | None = None
    reminder_fees: tuple[ReminderValue, ...] = ()
    other_fees: tuple[OtherValue, ...] = ()
    valid_from: DateValue | None = None
    sections: tuple[Section, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())

    def to_dict(self) -> dict[str, object]:
        """The JSON object of the import command; amounts as "20.00", dates as ISO 8601."""
        from .export import as_dict

        return as_dict(self)

    def to_card(self) -> RateCard:
        """The values as a rate card of one version each."""
        from .export import as_card

        return as_card(self)
