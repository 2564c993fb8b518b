"""The answer that borrowers come for: what it costs, when one is blocked, how to pay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import translation

from . import rates
from .caching import note_boundary
from .clock import today
from .models.page_parts import anchors
from .models.periods import coming_rates
from .notices.banner import active_language
from .rates.spans import FeeSpan, fee_spans
from .site_parts import shown_fee_page

# So long before other rates come into force, they are announced.
ANNOUNCED_DAYS = 60


@dataclass(frozen=True)
class InShort:
    """The rates of a day in short.

    `coming` is the day from which other rates hold, if that is soon; `links` lead to the parts of
    the fee page, by kind; `language` is that of its words where it is not the one around them.
    """

    spans: tuple[FeeSpan, ...]
    exclusion: rates.Exclusion | None
    coming: date | None
    links: dict[str, str]
    language: str = ""


def of_card(card: rates.RateCard, day: date, address: str = "") -> InShort:
    """The rates of `card`, which has all versions, on `day`.

    `address` is that of the fee page, empty on the page itself.
    """
    on_day = card.as_of(day)
    # Of a day that is over, what came is no news.
    coming = next(iter(coming_rates(card, day)), None) if day >= today() else None
    soon = coming is not None and coming.day <= day + timedelta(days=ANNOUNCED_DAYS)
    return InShort(
        spans=fee_spans(on_day),
        exclusion=next((rule for rule in on_day.exclusions if rule.amount is not None), None),
        coming=coming.day if coming and soon else None,
        links={kind: f"{address}#{anchor}" for kind, anchor in anchors().items()},
    )


def of_request(request) -> InShort | None:
    """The rates of the site's fee page today; None where the site has none that is public."""
    page = shown_fee_page(request)
    if page is None:
        return None
    card, language = page.rate_card, page.locale.language_code
    note_boundary(request, answer_holds_until(card))
    own = language == active_language()
    with translation.override(language):
        found = of_card(card, today(), page.get_url(request))
    return found if own else replace(found, language=language)


def answer_holds_until(card: rates.RateCard) -> datetime | None:
    """The moment at which the card says something else; None if nothing is known to come."""
    change = card.next_change(today())
    if change is None:
        return None
    announced = change - timedelta(days=ANNOUNCED_DAYS)
    return rates.copenhagen_midnight(announced if announced > today() else change)
