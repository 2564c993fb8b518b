"""Static choices as callables, so that their labels stay out of migrations."""

from django.utils.translation import gettext_lazy as _

from ..rates import Accrual, BillBy, BillTo, OtherFeeKind, Pricing, ReminderBasis


def accrual_choices():
    """What ties items together to one overdue fee."""
    return [
        (Accrual.LOAN_DATE.value, _("The same loan date")),
        (Accrual.DUE_DATE.value, _("The same due date")),
    ]


def bill_to_choices():
    """Who gets the bills of a group."""
    return [
        (BillTo.GUARDIAN.value, _("Parent or guardian")),
        (BillTo.BORROWER.value, _("Borrower")),
    ]


def bill_by_choices():
    """How the bills of a group are sent."""
    return [
        (BillBy.DIGITAL_POST.value, _("Digital Post")),
        (BillBy.LETTER.value, _("Letter")),
        (BillBy.EITHER.value, _("Digital Post or letter")),
    ]


def pricing_choices():
    """How a lost item is priced."""
    return [
        (Pricing.FIXED.value, _("Fixed price")),
        (Pricing.PURCHASE_PRICE.value, _("The purchase price")),
        (Pricing.SURCHARGE.value, _("Purchase price + amount")),
        (Pricing.PER_PART.value, _("Amount for each part")),
    ]


def reminder_basis_choices():
    """What decides the size of a reminder fee."""
    return [
        (ReminderBasis.FLAT.value, _("The same for all")),
        (ReminderBasis.DEBT.value, _("The size of the debt")),
        (ReminderBasis.CLAIM.value, _("The kind of claim")),
    ]


def other_fee_choices():
    """The kinds of fees that are not overdue fees."""
    return [
        (OtherFeeKind.CARD.value, _("Library card")),
        (OtherFeeKind.DEPOSIT.value, _("Deposit")),
        (OtherFeeKind.REMOTE_LOAN.value, _("Reservation or loan from elsewhere")),
        (OtherFeeKind.COURIER.value, _("Collection by courier")),
        (OtherFeeKind.PRINT.value, _("Print and copy")),
        (OtherFeeKind.ROOM.value, _("Room")),
        (OtherFeeKind.INVOICE.value, _("Invoice")),
        (OtherFeeKind.COLLECTION.value, _("Debt collection")),
        (OtherFeeKind.OTHER.value, _("Other")),
    ]


def rate_kind_choices():
    """The parts of a fee page that are rates, by the names that `TAKSTER_ORDER` has for them."""
    return [
        ("late", _("Returned late")),
        ("lost", _("Lost or damaged")),
        ("reminders", _("Reminder fees")),
        ("blocked", _("Blocked")),
        ("timeline", _("Deadlines")),
        ("other", _("Other prices")),
    ]
