"""What happens to an item that does not come back, told once for all groups."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from .card import RateCard
from .model import GroupRates
from .timelines import MAX_HORIZON, ORDER, StepKind, TimelineStep, timeline


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A step, and the labels of the groups that it concerns; none if it concerns everybody."""

    step: TimelineStep
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseDay:
    """The steps of one day overdue; negative is before the due date, None a day not stated."""

    day: int | None
    fees: tuple[CourseStep, ...]
    events: tuple[CourseStep, ...]


LATER: Final = MAX_HORIZON + 1


def course(card: RateCard) -> tuple[CourseDay, ...]:
    """The days on which something happens, by a card `as_of` a day; none if no fee is stated."""
    groups = [group for version in card.overdue for group in version.groups if _is_stated(group)]
    concerned: dict[TimelineStep, list[str]] = {}
    for group in groups:
        for step in timeline(group, MAX_HORIZON, card=card):
            concerned.setdefault(step, []).append(group.group.label)
    steps = [
        CourseStep(step, () if len(labels) == len(groups) else tuple(labels))
        for step, labels in sorted(concerned.items(), key=lambda found: _place(found[0]))
    ]
    return tuple(
        _day(day, tuple(found)) for day, found in groupby(steps, key=lambda found: found.step.day)
    )


def _day(day: int | None, steps: tuple[CourseStep, ...]) -> CourseDay:
    fees = tuple(found for found in steps if found.step.kind is StepKind.FEE)
    return CourseDay(day, fees, tuple(found for found in steps if found not in fees))


def _is_stated(group: GroupRates) -> bool:
    return group.fee_free or bool(group.bands)


def _place(step: TimelineStep) -> tuple[int, int]:
    return LATER if step.day is None else step.day, ORDER.index(step.kind)
