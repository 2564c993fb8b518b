"""The drawing of how a fee grows, as plain numbers for an SVG.

A step line: days overdue from left to right, DKK from the bottom up. What is drawn is also told
in words by the same steps; the drawing adds nothing that only an eye can find.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from .calculation import fee_for
from .card import RateCard
from .model import GroupRates
from .timelines import StepKind, TimelineStep, change_days, timeline

WIDTH: Final = 640
HEIGHT: Final = 240
LEFT: Final = 16
RIGHT: Final = 24
TOP: Final = 40
BOTTOM: Final = 40
# How far the line goes on behind the last step, as a part of the whole.
TAIL: Final = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Mark:
    """A step in the drawing, at `x` and `y`; its day and amount for the label."""

    x: int
    y: int
    day: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day besides the fee, at `x`."""

    x: int
    step: TimelineStep


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing of one group: `path` is the `d` of an SVG path, `base` the line of 0 DKK."""

    group: GroupRates
    path: str
    marks: tuple[Mark, ...]
    events: tuple[Event, ...]
    steps: tuple[TimelineStep, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def chart(rates: GroupRates, card: RateCard) -> Chart | None:
    """The drawing for a group by a card `as_of` a day; None if no amount can be drawn."""
    fees = [(day, fee_for(rates, day).amount) for day in change_days(rates)]
    known = [(day, amount) for day, amount in fees if amount is not None]
    if len(known) != len(fees) or not any(amount for _, amount in known):
        return None
    horizon = int(known[-1][0] * TAIL) + 1
    steps = timeline(rates, horizon, card=card)
    highest = max(amount for _, amount in known)
    marks = tuple(Mark(_x(day, horizon), _y(amount, highest), day, amount) for day, amount in known)
    events = tuple(
        Event(_x(step.day, horizon), step)
        for step in steps
        if step.kind is not StepKind.FEE and step.day is not None and step.day > 0
    )
    return Chart(rates, _path(marks), marks, events, steps)


def _x(day: int, horizon: int) -> int:
    return LEFT + (WIDTH - LEFT - RIGHT) * day // horizon


def _y(amount: Decimal, highest: Decimal) -> int:
    return HEIGHT - BOTTOM - int((HEIGHT - TOP - BOTTOM) * amount / highest)


def _path(marks: tuple[Mark, ...]) -> str:
    """Up at each step, and along to the next one."""
    parts = [f"M{LEFT} {HEIGHT - BOTTOM}H{marks[0].x}"]
    parts += [f"V{mark.y}H{following.x}" for mark, following in pairwise(marks)]
    return "".join([*parts, f"V{marks[-1].y}H{WIDTH - RIGHT}"])
