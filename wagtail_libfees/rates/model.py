"""What a rate is: frozen data without behaviour beyond what its own fields answer.

The model holds what an editor wrote, also what is wrong or half done (a gap between bands, an
amount not yet known); `findings` says what is wrong. Amounts are `Decimal` in DKK, days are
whole days, ages whole years.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final


class AmountState(StrEnum):
    """Whether an amount is stated. 0 kr. is KNOWN; the three are never mixed."""

    KNOWN = "known"
    FEE_FREE = "fee_free"
    UNKNOWN = "unknown"


def amount_state(amount: Decimal | None, fee_free: bool) -> AmountState:
    """The state of an amount and its fee-free mark; the mark wins over an amount beside it."""
    if fee_free:
        return AmountState.FEE_FREE
    return AmountState.UNKNOWN if amount is None else AmountState.KNOWN


@dataclass(frozen=True, slots=True)
class Validity:
    """When a version is in force, and who decided it.

    Both days are inclusive; None is open. `decision_url` links to the minutes or the order.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    adopted_by: str = ""
    adopted_on: date | None = None
    decision_url: str = ""

    def contains(self, day: date) -> bool:
        """Whether the version is valid on `day`."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


# What has no dates is valid on every day.
ALWAYS: Final = Validity()


class Accrual(StrEnum):
    """What ties items together to one overdue fee: the same loan date or the same due date."""

    LOAN_DATE = "loan_date"
    DUE_DATE = "due_date"


# The age from which nobody else is responsible for a borrower's debts.
MAJORITY: Final = 18
# The age from which people in Denmark have Digital Post (lov om Digital Post).
DIGITAL_POST_AGE: Final = 15


class BillTo(StrEnum):
    """Who a bill is written to: the borrower's parent or guardian, or the borrower."""

    GUARDIAN = "guardian"
    BORROWER = "borrower"


class BillBy(StrEnum):
    """How a bill is sent; EITHER is a letter to those who are exempt from Digital Post."""

    DIGITAL_POST = "digital_post"
    LETTER = "letter"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class BorrowerGroup:
    """Borrowers who pay alike. Ages in whole years, both inclusive; None is open."""

    label: str
    age_from: int | None = None
    age_to: int | None = None

    @property
    def has_no_ages(self) -> bool:
        """Whether the ages are not stated; such a group is chosen by its label alone."""
        return self.age_from is None and self.age_to is None

    def covers(self, age: int) -> bool:
        """Whether a borrower of `age` years belongs here; a group without ages covers no age."""
        if self.has_no_ages:
            return False
        return (self.age_from or 0) <= age and (self.age_to is None or age <= self.age_to)


@dataclass(frozen=True, slots=True)
class Band:
    """One step of an overdue table: the flat fee for a return between two days overdue.

    `from_day` and `to_day` are inclusive, day 1 is the day after the due date, and `to_day`
    None is open. `amount` is in DKK, None while it is not known. `replacement_added`: the item
    is charged as lost besides the fee. `wording` keeps the label as a source wrote it.
    """

    from_day: int
    to_day: int | None = None
    amount: Decimal | None = None
    fee_free: bool = False
    replacement_added: bool = False
    wording: str = ""

    @property
    def state(self) -> AmountState:
        """Whether the amount is known, fee-free or unknown."""
        return amount_state(self.amount, self.fee_free)

    def holds(self, day: int) -> bool:
        """Whether `day` (days overdue) falls in this band."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class GroupRates:
    """The bands of one borrower group. `fee_free`: the group never pays an overdue fee.

    A fee-free group is still charged for replacements. `bill_to` says who gets its bills, None
    while it is not stated; those who have reached the age `own_bill_from` get their own.
    `key` names the same group in every version and language, empty if unknown; it is no part of
    what the group pays.
    """

    group: BorrowerGroup
    bands: tuple[Band, ...] = ()
    fee_free: bool = False
    bill_to: BillTo | None = None
    own_bill_from: int | None = None
    bill_by: BillBy | None = None
    key: str = field(default="", compare=False)

    def billed(self, age: int | None) -> BillTo | None:
        """Who gets the bill of a borrower of `age`; None if that is not said, or not of all."""
        if self.bill_to is not BillTo.GUARDIAN or self.own_bill_from is None:
            return self.bill_to
        if age is None:
            return None
        return BillTo.BORROWER if age >= self.own_bill_from else BillTo.GUARDIAN


@dataclass(frozen=True, slots=True)
class OverdueFees:
    """A version of the overdue fees (gebyr for sen aflevering), one entry per group."""

    groups: tuple[GroupRates, ...]
    validity: Validity = ALWAYS
    accrual: Accrual | None = None
