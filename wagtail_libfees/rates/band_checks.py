"""What can be wrong with the bands of one group."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from .ceilings import ADULT_AGE, CHILD, ceilings_for
from .messages import CardPlace, Param, RateFinding, error, warning
from .model import AmountState, Band, GroupRates


def check_bands(rates: GroupRates, place: CardPlace) -> Iterator[RateFinding]:
    """Yield the findings of a group's own bands; `place` is that of the group."""
    if rates.fee_free:
        # Bands of a fee-free group are kept for the day the trial ends; they bind nobody now.
        if any(band.amount for band in rates.bands):
            yield warning("group_fee_free_with_amounts", place, group=rates.group.label)
        return
    if not rates.bands:
        yield error("group_without_bands", place, group=rates.group.label)
        return
    bands = [(band, (*place, "bands", i)) for i, band in enumerate(rates.bands)]
    yield from _first_and_last(bands)
    for (before, _), (band, here) in pairwise(bands):
        yield from _step(before, band, here)
    for band, here in bands:
        yield from _alone(band, here)
        yield from _ceiling(rates, band, here)


def _first_and_last(bands: list[tuple[Band, CardPlace]]) -> Iterator[RateFinding]:
    """Day 1 and the days without end must have a fee too.

    Some libraries leave out the first, free week; an absent row tells a borrower nothing, so it
    is an error with the mend to write a fee-free band.
    """
    first, here = bands[0]
    if first.from_day > 1:
        yield error("band_first_day", here, day=first.from_day, last=first.from_day - 1)
    elif first.from_day < 1:
        yield error("band_first_day_too_early", here, day=first.from_day)
    for band, here in bands[:-1]:
        if band.to_day is None:
            yield error("band_open_early", here, from_day=band.from_day)
    last, here = bands[-1]
    if last.to_day is not None:
        yield error("last_band_closed", here, to_day=last.to_day)


def _step(before: Band, band: Band, here: CardPlace) -> Iterator[RateFinding]:
    """How one band follows another."""
    if band.from_day <= before.from_day:
        yield error("band_order", here, day=band.from_day, before=before.from_day)
    elif before.to_day is not None and band.from_day > before.to_day + 1:
        yield error("band_gap", here, first=before.to_day + 1, last=band.from_day - 1)
    elif before.to_day is not None and band.from_day <= before.to_day:
        last = before.to_day if band.to_day is None else min(before.to_day, band.to_day)
        yield error("band_overlap", here, first=band.from_day, last=last)
    yield from _fall(before, band, here)


def _fall(before: Band, band: Band, here: CardPlace) -> Iterator[RateFinding]:
    """A later return is hardly meant to cost less."""
    if AmountState.UNKNOWN in (before.state, band.state):
        return
    old, new = _charged(before), _charged(band)
    if new < old:
        yield warning("band_amount_falls", here, before=old, amount=new, from_day=band.from_day)


def _charged(band: Band) -> Decimal:
    """What a band of known state charges; comparisons need a number for fee-free."""
    return Decimal(0) if band.fee_free or band.amount is None else band.amount


def _alone(band: Band, here: CardPlace) -> Iterator[RateFinding]:
    """What one band says."""
    if band.to_day is not None and band.to_day < band.from_day:
        yield error("band_reversed", here, from_day=band.from_day, to_day=band.to_day)
    if band.state is AmountState.UNKNOWN:
        yield error("band_amount_unknown", here, from_day=band.from_day)
    if band.fee_free and band.amount is not None:
        yield warning("band_amount_and_fee_free", here, from_day=band.from_day, amount=band.amount)


def _ceiling(rates: GroupRates, band: Band, here: CardPlace) -> Iterator[RateFinding]:
    """The law allows least at the beginning of a band, so that day decides."""
    if band.amount is None or band.fee_free:
        return
    ceilings = ceilings_for(rates.group)
    ceiling = ceilings.on(band.from_day)
    if band.amount <= ceiling:
        return
    said: dict[str, Param] = {"amount": band.amount, "from_day": band.from_day, "ceiling": ceiling}
    if ceilings is CHILD:
        said["adult_age"] = ADULT_AGE
        yield warning("overdue_above_child_ceiling", here, source=ceilings.source, **said)
    else:
        yield warning("overdue_above_ceiling", here, source=ceilings.source, **said)
