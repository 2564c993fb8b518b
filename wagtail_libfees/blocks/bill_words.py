"""Who gets the bill, in words, for rates, the calculator and answers."""

from django.utils.translation import gettext as _

from ..rates import BillBy, BillTo, GroupRates


def bill_words(group: GroupRates, age: int | None = None) -> str:
    """Who gets the bills of a group, and how; of `age` only, if it is known. Empty if not stated.

    `En forælder eller værge får regningen. Den kommer i Digital Post.`
    """
    if group.bill_to is None:
        return ""
    return " ".join(filter(None, [_who(group, age), _how(group)]))


def _who(group: GroupRates, age: int | None) -> str:
    match group.billed(age):
        case BillTo.GUARDIAN:
            return _("A parent or guardian gets the bill.")
        case BillTo.BORROWER:
            return _("The borrower gets the bill.")
    words = _(
        "A parent or guardian gets the bill until the borrower is %(age)s years old. After that "
        "the borrower gets it."
    )
    return words % {"age": group.own_bill_from}


def _how(group: GroupRates) -> str:
    match group.bill_by:
        case BillBy.DIGITAL_POST:
            return _("It comes in Digital Post.")
        case BillBy.LETTER:
            return _("It comes by letter.")
        case BillBy.EITHER:
            return _("It comes in Digital Post, and by letter to those who are exempt from it.")
    return ""
