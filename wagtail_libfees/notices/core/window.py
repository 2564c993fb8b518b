"""When a notice is shown. Times are those of Copenhagen, decided when a page is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ...clock import COPENHAGEN


@dataclass(frozen=True, slots=True)
class Window:
    """From a day (and time) to and including a day (and time); without an end it stays open.

    A day without a time is whole: it begins at 00:00 and ends when the next one begins. With a
    time, the notice is over when the clock shows that time.
    """

    from_day: date
    from_time: time | None = None
    to_day: date | None = None
    to_time: time | None = None

    @property
    def start(self) -> datetime:
        """The first moment, with time zone."""
        return at_clock(self.from_day, self.from_time or time.min)

    @property
    def end(self) -> datetime | None:
        """The first moment after the notice, with time zone; None while the end is open."""
        if self.to_day is None:
            return None
        if self.to_time is None:
            return at_clock(self.to_day + timedelta(days=1), time.min)
        return at_clock(self.to_day, self.to_time)

    def contains(self, moment: datetime) -> bool:
        """Whether the notice is shown at `moment` (with time zone)."""
        return self.start <= moment and not self.is_over(moment)

    def is_over(self, moment: datetime) -> bool:
        """Whether the notice has ended at `moment` (with time zone)."""
        return self.end is not None and self.end <= moment

    def next_edge(self, moment: datetime) -> datetime | None:
        """When it next begins or ends after `moment` (with time zone); None if never."""
        edges = [edge for edge in (self.start, self.end) if edge is not None and moment < edge]
        return min(edges, default=None)


def at_clock(day: date, clock: time) -> datetime:
    """The moment when a clock in Copenhagen shows `clock` on `day`.

    An hour that the spring change skips counts from before it; of an hour that the autumn change
    repeats, the first is meant (PEP 495).
    """
    return datetime.combine(day, clock, tzinfo=COPENHAGEN).astimezone(UTC)
