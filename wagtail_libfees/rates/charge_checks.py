"""What can be wrong with replacement prices, reminders, exclusion and other fees."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from .card import RateCard, periods
from .ceilings import REMINDER_CEILING, REMINDER_SOURCE, USUAL_EXCLUSION
from .charges import ReminderBasis, ReminderFee
from .messages import CardPlace, RateFinding, error, warning
from .model import AmountState

Tier = tuple[ReminderFee, CardPlace]


def check_charges(card: RateCard) -> Iterator[RateFinding]:
    """Yield the findings of everything but the overdue fees."""
    for i, prices in enumerate(card.replacements):
        for j, price in enumerate(prices.prices):
            if price.state is AmountState.UNKNOWN:
                place = ("replacements", i, "prices", j)
                yield warning("replacement_price_unknown", place, material=price.material)
    yield from _reminders(card)
    yield from _exclusions(card)
    yield from _other_fees(card)


def _reminders(card: RateCard) -> Iterator[RateFinding]:
    for i, version in enumerate(card.reminders):
        for j, fee in enumerate(version.fees):
            yield from _reminder(fee, ("reminders", i, "fees", j))
    for _, positions in periods(card.reminders):
        tiers: list[Tier] = [
            (fee, ("reminders", i, "fees", j))
            for i in positions
            for j, fee in enumerate(card.reminders[i].fees)
            if fee.basis is ReminderBasis.DEBT
        ]
        tiers.sort(key=lambda tier: (_low(tier[0]), not tier[0].from_inclusive))
        for (below, _), (above, place) in pairwise(tiers):
            yield from _between_tiers(below, above, place)


def _reminder(fee: ReminderFee, place: CardPlace) -> Iterator[RateFinding]:
    """What one reminder fee says."""
    if fee.amount is None:
        yield warning("reminder_amount_unknown", place)
    elif fee.amount > REMINDER_CEILING:
        yield warning(
            "reminder_above_ceiling",
            place,
            amount=fee.amount,
            ceiling=REMINDER_CEILING,
            source=REMINDER_SOURCE,
        )
    low, high = fee.debt_from, fee.debt_to
    if low is None or high is None or fee.basis is not ReminderBasis.DEBT:
        return
    if high < low or (high == low and not fee.holds(low)):
        yield error("reminder_tier_reversed", place, debt_from=low, debt_to=high)


def _between_tiers(
    below: ReminderFee, above: ReminderFee, place: CardPlace
) -> Iterator[RateFinding]:
    """Each debt must have one reminder fee: no hole at the edge, none between, no overlap."""
    high, low = below.debt_to, _low(above)
    if high is None or low < high:
        yield warning("reminder_overlap", place, debt=low)
    elif high < low:
        yield warning("reminder_gap", place, debt_from=high, debt_to=low)
    elif below.to_inclusive and above.from_inclusive:
        yield warning("reminder_overlap", place, debt=low)
    elif not below.to_inclusive and not above.from_inclusive:
        yield warning("reminder_edge", place, debt=low)


def _low(fee: ReminderFee) -> Decimal:
    return fee.debt_from or Decimal(0)


def _exclusions(card: RateCard) -> Iterator[RateFinding]:
    for i, rule in enumerate(card.exclusions):
        if rule.amount is None:
            yield warning("exclusion_amount_unknown", ("exclusions", i))
        elif rule.amount != USUAL_EXCLUSION:
            norm = USUAL_EXCLUSION
            yield warning("exclusion_unusual", ("exclusions", i), amount=rule.amount, norm=norm)


def _other_fees(card: RateCard) -> Iterator[RateFinding]:
    for i, version in enumerate(card.other_fees):
        for j, fee in enumerate(version.fees):
            place = ("other_fees", i, "fees", j)
            if fee.state is AmountState.UNKNOWN:
                yield warning("other_fee_unknown", place, label=fee.label)
            elif fee.fee_free and fee.amount is not None:
                yield warning("other_fee_and_fee_free", place, label=fee.label, amount=fee.amount)
