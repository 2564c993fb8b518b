"""When each entry under “Updates” is told: one that is typed ahead waits for its day and time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .core.window import at_clock


def update_moment(entry) -> datetime | None:
    """When the value of an entry is told; None for a half-typed one, which is told never."""
    day, clock = entry.get("day"), entry.get("time")
    return at_clock(day, clock) if day and clock else None


def update_moments(stream) -> Iterator[datetime]:
    """When each entry of a notice's timeline is told."""
    moments = (update_moment(child.value) for child in stream or ())
    return (moment for moment in moments if moment is not None)


def told_updates(stream, moment: datetime) -> list:
    """The children of a timeline that are told at `moment`."""
    told = [(child, update_moment(child.value)) for child in stream or ()]
    return [child for child, day in told if day is not None and day <= moment]
