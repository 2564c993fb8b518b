"""What a late return costs a group from the first day to the last: the answer in short."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .card import RateCard
from .model import AmountState, GroupRates


@dataclass(frozen=True, slots=True)
class FeeSpan:
    """The least and the most that the groups called `labels` pay, in DKK.

    `low` is None where some days are fee-free. UNKNOWN as soon as one fee is not stated: a span
    of the others could be too narrow.
    """

    labels: tuple[str, ...]
    state: AmountState
    low: Decimal | None = None
    high: Decimal | None = None
    replacement_added: bool = False


def fee_spans(card: RateCard) -> tuple[FeeSpan, ...]:
    """A span for each group of a card `as_of` a day; groups that pay the same share one."""
    found: dict[FeeSpan, list[str]] = {}
    for version in card.overdue:
        for group in version.groups:
            found.setdefault(_span(group), []).append(group.group.label)
    return tuple(replace(span, labels=tuple(labels)) for span, labels in found.items())


def _span(group: GroupRates) -> FeeSpan:
    """The span of a group, without its label."""
    bands = group.bands
    added = any(band.replacement_added for band in bands)
    states = {band.state for band in bands}
    if group.fee_free or states == {AmountState.FEE_FREE}:
        return FeeSpan((), AmountState.FEE_FREE, replacement_added=added)
    if not bands or AmountState.UNKNOWN in states:
        return FeeSpan((), AmountState.UNKNOWN, replacement_added=added)
    amounts = [band.amount for band in bands if not band.fee_free and band.amount is not None]
    low = None if AmountState.FEE_FREE in states else min(amounts)
    return FeeSpan((), AmountState.KNOWN, low, max(amounts), added)
