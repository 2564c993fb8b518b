"""The rates as linked data (schema.org), for search engines and other programs.

One Service per borrower group, with an Offer for each band in each period that is not over. What
is unknown is left out, since a program would read a missing amount as no fee.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from ..text.messages import gettext_noop
from .card import RateCard
from .labels import band_label
from .linked_prices import priced_services, spans_from
from .model import AmountState, Band, BorrowerGroup, GroupRates
from .records import amount_text

Node = dict[str, Any]
Translate = Callable[[str], str]

OVERDUE_FEE: Final = gettext_noop("Fee for returning too late")
FEE_FREE: Final = gettext_noop("Fee-free: nothing is charged")
REPLACEMENT_ADDED: Final = gettext_noop("The replacement price is added")
DAYS_OVERDUE: Final = gettext_noop("days overdue")

# What could end a script element, begin another, or end a line of a script.
ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Provider:
    """The library that charges the fees; the name as the municipality states it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """How texts are written: the language of the page, and the translation into it."""

    language: str = "da"
    translate: Translate = str


def linked_data(
    card: RateCard,
    day: date,
    *,
    url: str = "",
    provider: Provider | None = None,
    wording: PageLanguage | None = None,
) -> Node | None:
    """Return the JSON-LD of the rates of `card` from `day` on; None if there is nothing to say.

    `card` has all versions. `url` is the absolute address of the fee page; without a `provider`
    nothing is said of who charges the fees.
    """
    wording = wording or PageLanguage()
    offers: dict[BorrowerGroup, list[Node]] = {}
    for rates, span in _rates_from(card, day):
        offers.setdefault(rates.group, []).extend(_offers(rates, span, wording))
    services = [_service(group, found, wording) for group, found in offers.items() if found]
    services += priced_services(card, day, wording.translate)
    around = _around(url, provider)
    services = [{**service, **around} for service in services]
    return {"@context": "https://schema.org", "@graph": services} if services else None


def script_json(data: Node) -> str:
    """Return `data` as JSON that may stand in a script element of an HTML page."""
    return json.dumps(data, ensure_ascii=False).translate(ESCAPES)


def _rates_from(card: RateCard, day: date) -> Iterator[tuple[GroupRates, Node]]:
    """The rates of each group in each period that is not over, with the days of the period."""
    for version, span in spans_from(card.overdue, day):
        for rates in version.groups:
            yield rates, span


def _around(url: str, provider: Provider | None) -> Node:
    """What all services share: where they are described, and who charges."""
    around: Node = {"url": url} if url else {}
    if provider is not None:
        around["provider"] = {"@type": "Library", "name": provider.name, "url": provider.url}
    return around


def _service(group: BorrowerGroup, offers: list[Node], wording: PageLanguage) -> Node:
    kind = wording.translate(OVERDUE_FEE)
    return {
        "@type": "Service",
        "name": f"{kind}: {group.label}" if group.label else kind,
        "serviceType": kind,
        "audience": _audience(group),
        "offers": offers,
    }


def _audience(group: BorrowerGroup) -> Node:
    audience: Node = {"@type": "PeopleAudience"}
    if group.label:
        audience["audienceType"] = group.label
    if group.age_from is not None:
        audience["suggestedMinAge"] = group.age_from
    if group.age_to is not None:
        audience["suggestedMaxAge"] = group.age_to
    return audience


def _offers(rates: GroupRates, span: Node, wording: PageLanguage) -> Iterator[Node]:
    """An offer for each band whose fee is stated; all of a fee-free group's are fee-free."""
    bands = rates.bands
    if rates.fee_free:
        bands = tuple(replace(band, fee_free=True) for band in bands) or (Band(1, fee_free=True),)
    for band in bands:
        if band.state is not AmountState.UNKNOWN:
            yield _offer(band, span, wording)


def _offer(band: Band, span: Node, wording: PageLanguage) -> Node:
    price: Node = {
        "@type": "PriceSpecification",
        "price": "0" if band.fee_free or band.amount is None else amount_text(band.amount),
        "priceCurrency": "DKK",
        **span,
        "eligibleQuantity": _days(band, wording),
    }
    # 0 kr. is an amount; only the words tell a program's reader that the fee does not exist.
    said = [FEE_FREE] if band.fee_free else []
    said += [REPLACEMENT_ADDED] if band.replacement_added else []
    if said:
        price["description"] = ". ".join(wording.translate(text) for text in said)
    name = band_label(band, wording.language)
    return {"@type": "Offer", "name": name, "priceSpecification": price}


def _days(band: Band, wording: PageLanguage) -> Node:
    days: Node = {
        "@type": "QuantitativeValue",
        "minValue": band.from_day,
        "unitCode": "DAY",
        "unitText": wording.translate(DAYS_OVERDUE),
    }
    return days if band.to_day is None else {**days, "maxValue": band.to_day}
