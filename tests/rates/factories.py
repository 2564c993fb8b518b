"""Short ways to write rates in tests."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from wagtail_libfees.rates import (
    MESSAGES,
    Band,
    BorrowerGroup,
    GroupRates,
    OverdueFees,
    RateCard,
    RateFinding,
    Validity,
)

Row = tuple[int, int | None, int | str | None]


def band(from_day: int, to_day: int | None, amount: int | str | None, **more: object) -> Band:
    """A band; the amount "free" is fee-free, None is unknown."""
    if amount == "free":
        return Band(from_day, to_day, fee_free=True, **more)
    known = None if amount is None else Decimal(amount)
    return Band(from_day, to_day, known, **more)


def group(
    *rows: Row, label: str = "Voksne", ages: tuple[int | None, int | None] = (18, None)
) -> GroupRates:
    """A group with bands from (from day, to day, amount) rows."""
    return GroupRates(BorrowerGroup(label, *ages), tuple(band(*row) for row in rows))


def between(start: str | None = None, end: str | None = None) -> Validity:
    """A validity from ISO dates."""
    return Validity(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )


def overdue(*groups: GroupRates, start: str | None = None, end: str | None = None) -> OverdueFees:
    """A version of overdue fees."""
    return OverdueFees(groups, between(start, end))


def card_of(*groups: GroupRates) -> RateCard:
    """A card with nothing but one version of overdue fees."""
    return RateCard(overdue=(overdue(*groups),))


USUAL: tuple[Row, ...] = ((1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230))
USUAL_CHILD: tuple[Row, ...] = ((1, 7, 10), (8, 14, 40), (15, 30, 55), (31, None, 120))
ADULTS = group(*USUAL)
CHILDREN = group(*USUAL_CHILD, label="Børn", ages=(None, 17))


def unfilled(found: RateFinding) -> set[str]:
    """The placeholders of the message that the finding has no value for.

    Asked of the message and not of what is shown, since a label may hold "%(" itself.
    """
    assert str(found)
    return set(re.findall(r"%\((\w+)\)", MESSAGES[found.code])) - set(found.params)
