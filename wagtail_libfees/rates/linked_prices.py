"""The charges besides overdue fees as schema.org nodes: replacement, reminders, other fees.

What has no amount of its own (the purchase price of a lost item) and what is unknown is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from ..text.messages import gettext_noop
from .card import RateCard, Version, periods
from .charges import OtherFees, Pricing, ReminderFees, ReplacementPrices
from .model import AmountState
from .records import amount_text

Node = dict[str, Any]
Translate = Callable[[str], str]

REPLACEMENT: Final = gettext_noop("Replacement of lost or damaged items")
HANDLING: Final = gettext_noop("Handling fee")
REMINDER: Final = gettext_noop("Reminder fee")
OTHER: Final = gettext_noop("Other fees")


@dataclass(frozen=True, slots=True)
class Priced:
    """Something with an amount in DKK. `debt_from` and `debt_to` bound the debt it applies to."""

    name: str
    amount: Decimal
    debt_from: Decimal | None = None
    debt_to: Decimal | None = None


def priced_services(card: RateCard, day: date, translate: Translate = str) -> Iterator[Node]:
    """A Service for each kind of charge with an Offer for each amount from `day` on."""
    for kind, name, versions, read in (
        ("replacement", REPLACEMENT, card.replacements, _replacements),
        ("reminder", REMINDER, card.reminders, _reminders),
        ("other", OTHER, card.other_fees, _others),
    ):
        offers = [
            _offer(priced, span)
            for version, span in spans_from(versions, day)
            for priced in read(version, translate)
        ]
        if offers:
            yield {
                "@type": "Service",
                "name": translate(name),
                "serviceType": kind,
                "offers": offers,
            }


def spans_from(versions: tuple[Version, ...], day: date) -> Iterator[tuple[Any, Node]]:
    """Each version in each period that is not over, with the days of the period.

    A version ends in fact when the next one begins, whatever its own last day says.
    """
    found = list(periods(versions))
    ends = [start - timedelta(days=1) for start, _ in found[1:]]
    for (start, positions), end in zip(found, [*ends, None], strict=True):
        for i in positions if end is None or day <= end else ():
            yield versions[i], _span(start, end)


def _span(start: date, end: date | None) -> Node:
    span: Node = {}
    # The first period has no known beginning.
    if start != date.min:
        span["validFrom"] = start.isoformat()
    if end is not None:
        span["validThrough"] = end.isoformat()
    return span


def _replacements(version: ReplacementPrices, translate: Translate) -> Iterator[Priced]:
    for price in version.prices:
        if price.amount is not None and price.pricing in (Pricing.FIXED, Pricing.PER_PART):
            yield Priced(price.material, price.amount)
    if version.handling_fee is not None and not version.handling_included:
        yield Priced(translate(HANDLING), version.handling_fee)


def _reminders(version: ReminderFees, translate: Translate) -> Iterator[Priced]:
    for fee in version.fees:
        if fee.amount is not None:
            name = fee.claim or translate(REMINDER)
            yield Priced(name, fee.amount, fee.debt_from, fee.debt_to)


def _others(version: OtherFees, translate: Translate) -> Iterator[Priced]:
    for fee in version.fees:
        if fee.state is AmountState.FEE_FREE:
            yield Priced(fee.label, Decimal(0))
        elif fee.amount is not None:
            yield Priced(fee.label, fee.amount)


def _offer(priced: Priced, span: Node) -> Node:
    price: Node = {
        "@type": "PriceSpecification",
        "price": amount_text(priced.amount),
        "priceCurrency": "DKK",
        **span,
    }
    volume: Node = {"@type": "PriceSpecification", "priceCurrency": "DKK"}
    if priced.debt_from is not None:
        volume["minPrice"] = amount_text(priced.debt_from)
    if priced.debt_to is not None:
        volume["maxPrice"] = amount_text(priced.debt_to)
    if len(volume) > 2:
        price["eligibleTransactionVolume"] = volume
    return {"@type": "Offer", "name": priced.name, "priceSpecification": price}
