"""The rates of a page over time: those of a day, what is coming, what has been."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .. import rates
from ..blocks.rates import RateBlock, rate_card
from ..calculator import EARLIEST, LATEST
from ..clock import today
from ..rates.changes import RateChange, rate_changes

# More coming or former periods than this are no help to a reader.
MOST_PERIODS = 10


@dataclass(frozen=True)
class ComingRates:
    """What changes on `day`: each amount, old and new."""

    day: date
    changes: tuple[RateChange, ...]


def asked_day(text: str) -> tuple[date | None, bool]:
    """The day that `?date=` asks for, and whether it is no day from 2000 to 2100."""
    if not text:
        return None, False
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, True
    return (day, False) if EARLIEST <= day <= LATEST else (None, True)


def change_days_after(card: rates.RateCard, day: date) -> list[date]:
    """The days after `day` on which other rates come into force, in order."""
    found: list[date] = []
    while (change := card.next_change(day)) is not None and len(found) < MOST_PERIODS:
        found.append(change)
        day = change
    return found


def coming_rates(card: rates.RateCard, day: date) -> list[ComingRates]:
    """The changes that are known to come after `day`, in order."""
    coming = []
    for change in change_days_after(card, day):
        before = card.as_of(change - timedelta(days=1))
        if changes := rate_changes(before, card.as_of(change)):
            coming.append(ComingRates(change, changes))
    return coming


def former_days(card: rates.RateCard, now: date) -> list[date]:
    """A day of each former period: the last one on which its rates were in force, newest first."""
    starts = {
        start for _, versions in card.kinds() for start, _positions in rates.periods(versions)
    }
    ends = sorted((s - timedelta(days=1) for s in starts if EARLIEST < s <= now), reverse=True)
    # Before the first version there were other rates, but this page does not know them.
    return [day for day in ends if any(found for _, found in card.as_of(day).kinds())][
        :MOST_PERIODS
    ]


def next_rates(card: rates.RateCard) -> datetime | None:
    """The moment at which other rates come into force; None if nothing is known to come."""
    change = card.next_change(today())
    return rates.copenhagen_midnight(change) if change else None


def blocks_in_force(stream, day):
    """The children of `stream` that a reader sees on `day`, in their order."""
    versions = {child.id: child.value.to_rates() for child in stream if is_rate_child(child)}
    card = rate_card(stream)
    in_force = {kind: rates.in_force(found, day) for kind, found in card.kinds()}
    return [
        child
        for child in stream
        if not is_rate_child(child) or versions[child.id] in in_force[child.block.kind]
    ]


def is_rate_child(child) -> bool:
    """Whether a stream child is a block of rates."""
    return isinstance(child.block, RateBlock)
