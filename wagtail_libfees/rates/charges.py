"""What is charged besides overdue fees, and the days and limits around a loan.

Amounts are `Decimal` in DKK; like the rest of the model these hold what an editor wrote, also
what is half done. `key` names the same price or fee in every version and language, empty if
unknown; it is no part of what is charged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .model import ALWAYS, AmountState, Validity, amount_state


class Pricing(StrEnum):
    """How a lost item is priced.

    FIXED: `amount`. PURCHASE_PRICE: what the library pays today, `amount` at most if given.
    SURCHARGE: the purchase price plus `amount`. PER_PART: `amount` for every part (tape, disc).
    """

    FIXED = "fixed"
    PURCHASE_PRICE = "purchase_price"
    SURCHARGE = "surcharge"
    PER_PART = "per_part"


@dataclass(frozen=True, slots=True)
class ReplacementPrice:
    """The price of one kind of lost or damaged material, in DKK; None while not known."""

    material: str
    amount: Decimal | None = None
    pricing: Pricing = Pricing.FIXED
    note: str = ""
    key: str = field(default="", compare=False)

    @property
    def state(self) -> AmountState:
        """KNOWN also for the purchase price, which needs no amount."""
        if self.pricing is Pricing.PURCHASE_PRICE:
            return AmountState.KNOWN
        return amount_state(self.amount, fee_free=False)


@dataclass(frozen=True, slots=True)
class ReplacementPrices:
    """A version of the replacement prices.

    `handling_fee` (klargøring) is in DKK per item, None while not stated; `handling_included`:
    the prices contain it already. `refund_months` is how long after payment a found item is
    refunded: None is not stated, 0 is never.
    """

    prices: tuple[ReplacementPrice, ...] = ()
    handling_fee: Decimal | None = None
    handling_included: bool = False
    refund_months: int | None = None
    validity: Validity = ALWAYS


class ReminderBasis(StrEnum):
    """What decides the size of a reminder fee: the debt, the kind of claim, or nothing."""

    DEBT = "debt"
    CLAIM = "claim"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class ReminderFee:
    """One reminder fee (rykkergebyr) in DKK and what it applies to.

    By DEBT: a tier from `debt_from` to `debt_to` (DKK, None is open). Each edge says itself
    whether it belongs to the tier, and by default tiers are half open: the lower edge belongs,
    the upper does not. "Under 500: 150, over 500: 250" is `debt_to=500` and `debt_from=500,
    from_inclusive=False`: exactly 500 then belongs to neither. By CLAIM: `claim` names the kind.
    """

    amount: Decimal | None
    basis: ReminderBasis = ReminderBasis.FLAT
    debt_from: Decimal | None = None
    debt_to: Decimal | None = None
    from_inclusive: bool = True
    to_inclusive: bool = False
    claim: str = ""
    key: str = field(default="", compare=False)

    @property
    def state(self) -> AmountState:
        """Whether the amount is known."""
        return amount_state(self.amount, fee_free=False)

    def holds(self, debt: Decimal) -> bool:
        """Whether a debt of `debt` DKK falls in this tier."""
        low, high = self.debt_from, self.debt_to
        above = low is None or debt > low or (self.from_inclusive and debt == low)
        return above and (high is None or debt < high or (self.to_inclusive and debt == high))


@dataclass(frozen=True, slots=True)
class ReminderFees:
    fees: tuple[ReminderFee, ...] = ()
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Exclusion:
    """When a borrower is excluded: owing `amount` DKK or more, or, not inclusive, more than it.

    `notice_days` is the warning in writing before it happens, None while not stated.
    """

    amount: Decimal | None
    inclusive: bool = True
    notice_days: int | None = None
    validity: Validity = ALWAYS

    def excludes(self, balance: Decimal) -> bool:
        """Whether a borrower who owes `balance` DKK is excluded; never by an unknown amount."""
        if self.amount is None:
            return False
        return balance >= self.amount if self.inclusive else balance > self.amount


class OtherFeeKind(StrEnum):
    """Fees that are not overdue fees, kept apart so that none can pass for a band."""

    CARD = "card"
    DEPOSIT = "deposit"
    REMOTE_LOAN = "remote_loan"
    COURIER = "courier"
    PRINT = "print"
    ROOM = "room"
    INVOICE = "invoice"
    COLLECTION = "collection"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OtherFee:
    """A fee of its own kind, in DKK; None while not known."""

    kind: OtherFeeKind
    label: str
    amount: Decimal | None = None
    fee_free: bool = False
    note: str = ""
    key: str = field(default="", compare=False)

    @property
    def state(self) -> AmountState:
        """Whether the amount is known, fee-free or unknown."""
        return amount_state(self.amount, self.fee_free)


@dataclass(frozen=True, slots=True)
class OtherFees:
    fees: tuple[OtherFee, ...] = ()
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Timings:
    """A version of the days and limits around a loan; None is not stated.

    `advance_notice_days` before the due date; `recall_days` overdue (day 1 is the day after the
    due date); an item counts as lost after `considered_lost_days`, so from the day after them;
    `registration_delay_hours` from a payment until it
    shows; `invoice_minimum` is the smallest debt in DKK that is invoiced;
    `payment_deadline_days` from the invoice.
    """

    advance_notice_days: int | None = None
    recall_days: int | None = None
    considered_lost_days: int | None = None
    registration_delay_hours: int | None = None
    invoice_minimum: Decimal | None = None
    payment_deadline_days: int | None = None
    validity: Validity = ALWAYS
