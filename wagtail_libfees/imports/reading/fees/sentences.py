"""Sentences decided whole: negation and the past first, then who does what about which amount.

A debt with an amount and a consequence for borrowing is the threshold of exclusion, in whatever
words. A way of paying, a refund or an example is no value at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..document import NOWHERE
from .amounts import Money
from .charges import ABOVE, AT_LEAST, AT_MOST, BELOW, PricedLine
from .cues import FeeRole, line_role, said_until, speaks_of
from .parts import Parts


@lru_cache(maxsize=2048)
def says_no_fee(text: str) -> bool:
    """Whether a sentence says without a condition that there is no overdue fee."""
    return speaks_of("no fee", text) and not speaks_of("condition", text)


def no_fee_at(text: str) -> int:
    """Where a sentence says that nothing is to be paid."""
    return said_until("no fee", text)


def locks_out(parts: Parts) -> bool:
    """Whether a line tells from which debt on a borrower may no longer borrow."""
    text = parts.text
    amounts = [money for money in parts.amounts if money.amount is not None]
    if not (amounts and parts.words) or speaks_of("unlocked", text):
        return False
    charge = PricedLine(text, amounts, NOWHERE)
    limits = [money for money in amounts if is_limit(charge, money)]
    locked, borrows = speaks_of("locked out", text), speaks_of("borrow", text)
    if (locked or borrows) and limits and speaks_of("may borrow", text):
        return True
    denied = speaks_of("deny", text) and not _PAYMENT.search(text)
    if not (locked or (borrows and denied)):
        # In words that no list has: a debt above an amount, and something of borrowing.
        bounded = any(is_bound(charge, money) for money in limits)
        other = speaks_of("harmless", text) or parts.days or line_role(text)
        if not (bounded and borrows and _OWES.search(text)) or other or _PAYMENT.search(text):
            return False
    if not limits:
        return speaks_of("debt", text)
    return not all(BELOW.search(charge.before(money)) for money in limits)


_PAYMENT = re.compile(
    r"\b(?:betale?[rs]?|betalt) (?:\w+ ){0,6}med\b|kontant|mobilepay"
    r"|\bpay (?:\w+ ){0,4}(?:by|with|in)\b",
    re.IGNORECASE,
)


_OWES = re.compile(
    r"\b(?:skyld(?:er|ige)?\b|gæld|mellemværende|restance|owes?\b|debt|unpaid"
    r"|ubetalt|bagud|står med)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"(?:når|runder|rammer|viser|shows|owe us|op til|op på|oppe på|ved|reach(?:es)?|at|på"
    r"|skyld(?:er?|ige)(?: biblioteket| os| man| du)*|owes?"
    r"|mindst|minimum|fra(?: og med)?|from|at least|for|er|is)"
    r"(?: (?:en gæld på|et beløb på|beløb fra))? $",
    re.IGNORECASE,
)


def is_bound(charge: PricedLine, money: Money) -> bool:
    """Whether an amount says where something begins: "over 200 kr.", "200 kr. eller mere"."""
    return bool(ABOVE.search(charge.before(money)) or AT_LEAST.match(charge.after(money)))


def is_limit(charge: PricedLine, money: Money) -> bool:
    """Whether an amount bounds a debt ("over 200 kr.", "200 kr. eller mere", "når 200 kr.")."""
    before = charge.before(money)
    return is_bound(charge, money) or bool(BELOW.search(before) or _REACHED.search(before))


_OWE_AT_MOST = re.compile(
    r"\b(?:højst|maksimalt|maks\.?|ikke|not|at most|no more than) (?:\w+ ){0,2}?(?:skyld\w*|owe"
    r"|gæld\w*|mere end|over)|\b(?:skylde|owe) (?:højst|maks\w*|at most|no more than)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:højst|op til|maks\.?|maksimalt|ikke mere end|at most|up to|no more than)\b",
    re.IGNORECASE,
)


def is_inclusive(charge: PricedLine, money: Money) -> bool:
    """Whether a debt of exactly the amount locks out."""
    before, after = charge.before(money), charge.after(money)
    if AT_LEAST.match(after):
        return True
    if ABOVE.search(before):
        return False
    if _OWE_AT_MOST.search(before):
        return False
    # "You may borrow below 200 kr." locks out at 200, "up to 200 kr." does not.
    at_most = _AT_MOST.search(before) or AT_MOST.match(after)
    return not (at_most and speaks_of("may borrow", charge.text))


def is_harmless(parts: Parts) -> bool:
    """Whether a sentence with amounts tells of paying, of invoices, of refunds or of an example."""
    return speaks_of("harmless", parts.text)


def own_role(parts: Parts, words: str) -> FeeRole | None:
    """What a line says itself that its amounts are; None if it does not say."""
    return FeeRole.EXCLUSION if locks_out(parts) else line_role(words)
