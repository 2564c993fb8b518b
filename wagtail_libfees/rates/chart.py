"""The drawing of how a fee grows, as plain numbers for an SVG.

A step line: days overdue from left to right, DKK from the bottom up. What is drawn is also told
in words by the same steps; the drawing adds nothing that only an eye can find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from .calculation import NOTHING, fee_for
from .card import RateCard
from .model import GroupRates
from .timelines import StepKind, TimelineStep, change_days, timeline

WIDTH: Final = 640
HEIGHT: Final = 280
LEFT: Final = 16
RIGHT: Final = 24
TOP: Final = 72
BOTTOM: Final = 40
# The room that a label takes.
LINE_HEIGHT: Final = 30
DAY_WIDTH: Final = 84
LETTER_HEIGHT: Final = 22
LETTER_WIDTH: Final = 13
# The piece of a line before what it stands for.
SAMPLE: Final = 56
KEY_LEFT: Final = LEFT + SAMPLE + 12
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
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def charts(card: RateCard) -> tuple[Chart, ...]:
    """A drawing for each group that pays, all to one scale, by a card `as_of` a day.

    A group of which an amount is not known cannot be drawn.
    """
    found = [
        (group, fees)
        for version in card.overdue
        for group in version.groups
        if (fees := _known_fees(group))
    ]
    horizon = max((int(fees[-1][0] * TAIL) + 1 for _, fees in found), default=0)
    highest = max((amount for _, fees in found for _, amount in fees), default=NOTHING)
    return tuple(_chart(group, fees, card, horizon, highest) for group, fees in found)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A row of the key below the drawing, at `y`: a group, and what it owes in the end."""

    y: int
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of the drawing, the groups on it, and its `path` with a sample before each of them."""

    path: str
    rows: tuple[KeyRow, ...]


def lines(drawn: Sequence[Chart]) -> tuple[ChartLine, ...]:
    """The lines of several drawings in one picture, the highest fee first.

    A key below tells which is whose: a name on a line would lie over those of other groups.
    """
    groups: dict[str, list[Chart]] = {}
    for chart in sorted(drawn, key=lambda one: one.marks[-1].amount, reverse=True):
        groups.setdefault(chart.path, []).append(chart)
    places = iter(
        range(HEIGHT + LETTER_HEIGHT, HEIGHT + LINE_HEIGHT * (len(drawn) + 1), LINE_HEIGHT)
    )
    found = []
    for path, same in groups.items():
        rows = tuple(
            KeyRow(next(places), one.group.group.label, one.marks[-1].amount) for one in same
        )
        samples = (f"M{LEFT} {row.y - LETTER_HEIGHT // 3}h{SAMPLE}" for row in rows)
        found.append(ChartLine("".join([path, *samples]), rows))
    return tuple(found)


def days(drawn: Sequence[Chart]) -> tuple[Mark, ...]:
    """The days of the drawings that have room for their label, in order."""
    found: list[Mark] = []
    for mark in sorted({mark.day: mark for one in drawn for mark in one.marks}.values(), key=_at):
        if not found or mark.x - found[-1].x >= DAY_WIDTH:
            found.append(mark)
    return tuple(found)


def _at(mark: Mark) -> int:
    return mark.x


def _known_fees(rates: GroupRates) -> list[tuple[int, Decimal]]:
    """The days on which the fee changes, with its amount; empty if there is no line to draw."""
    fees = [(day, fee_for(rates, day).amount) for day in change_days(rates)]
    known = [(day, amount) for day, amount in fees if amount is not None]
    return known if len(known) == len(fees) and any(amount for _, amount in known) else []


def _chart(
    rates: GroupRates,
    known: list[tuple[int, Decimal]],
    card: RateCard,
    horizon: int,
    highest: Decimal,
) -> Chart:
    marks = tuple(Mark(_x(day, horizon), _y(amount, highest), day, amount) for day, amount in known)
    steps = timeline(rates, horizon, card=card)
    events = tuple(
        Event(_x(step.day, horizon), step)
        for step in steps
        if step.kind is not StepKind.FEE and step.day is not None and step.day > 0
    )
    return Chart(rates, _path(marks), marks, events)


def _x(day: int, horizon: int) -> int:
    return LEFT + (WIDTH - LEFT - RIGHT) * day // horizon


def _y(amount: Decimal, highest: Decimal) -> int:
    return HEIGHT - BOTTOM - int((HEIGHT - TOP - BOTTOM) * amount / highest)


def _path(marks: tuple[Mark, ...]) -> str:
    """Up at each step, and along to the next one."""
    parts = [f"M{LEFT} {HEIGHT - BOTTOM}H{marks[0].x}"]
    parts += [f"V{mark.y}H{following.x}" for mark, following in pairwise(marks)]
    return "".join([*parts, f"V{marks[-1].y}H{WIDTH - RIGHT}"])
