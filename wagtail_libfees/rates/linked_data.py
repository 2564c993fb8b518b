"""The rates as linked data (schema.org), for search engines and other programs.

One Service per borrower group, with an Offer for each band that holds on the day. What is unknown
is left out, since a program would read a missing amount as no fee; other charges and coming rates
are in the open data.
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
from .model import AmountState, Band, BorrowerGroup, GroupRates
from .records import amount_text

Node = dict[str, Any]
Translate = Callable[[str], str]

OVERDUE_FEE: Final = gettext_noop("Fee for returning too late")
FEE_FREE: Final = gettext_noop("Fee-free: nothing is charged")
REPLACEMENT_ADDED: Final = gettext_noop("The replacement price is added")

# What could end a script element, begin another, or end a line of a script.
ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """How texts are written: the language of the page, and the translation into it."""

    language: str = "da"
    translate: Translate = str


def linked_data(
    card: RateCard, day: date, *, provider: str = "", wording: PageLanguage | None = None
) -> list[Node]:
    """Return the nodes for the overdue fees of `card` on `day`; none if there is nothing to say.

    `card` has all versions. `provider` is the `@id` of the library's own node; without it nothing
    is said of who charges the fees.
    """
    wording = wording or PageLanguage()
    services = [
        _service(rates.group, offers, wording)
        for version in card.as_of(day).overdue
        for rates in version.groups
        if (offers := list(_offers(rates, wording)))
    ]
    charged_by = {"provider": {"@id": provider}} if provider else {}
    return [{**service, **charged_by} for service in services]


def script_json(nodes: list[Node]) -> str:
    """One document of all `nodes`, as JSON that may stand in a script element of an HTML page."""
    data = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _service(group: BorrowerGroup, offers: list[Node], wording: PageLanguage) -> Node:
    kind = wording.translate(OVERDUE_FEE)
    return {
        "@type": "Service",
        "name": f"{kind}: {group.label}" if group.label else kind,
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


def _offers(rates: GroupRates, wording: PageLanguage) -> Iterator[Node]:
    """An offer for each band whose fee is stated; all of a fee-free group's are fee-free."""
    bands = rates.bands
    if rates.fee_free:
        bands = tuple(replace(band, fee_free=True) for band in bands) or (Band(1, fee_free=True),)
    for band in bands:
        if band.state is not AmountState.UNKNOWN:
            yield _offer(band, wording)


def _offer(band: Band, wording: PageLanguage) -> Node:
    offer: Node = {
        "@type": "Offer",
        "name": band_label(band, wording.language),
        "price": "0" if band.fee_free or band.amount is None else amount_text(band.amount),
        "priceCurrency": "DKK",
    }
    # 0 kr. is an amount; only the words tell a program's reader that the fee does not exist.
    said = [FEE_FREE] if band.fee_free else []
    said += [REPLACEMENT_ADDED] if band.replacement_added else []
    if said:
        offer["description"] = ". ".join(wording.translate(text) for text in said)
    return offer
