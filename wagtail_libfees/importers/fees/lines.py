"""Reading one line: what it says itself, with what the lines above say about it."""

from __future__ import annotations

import re
from typing import Final

from ..document import Place
from . import debts, free, prices
from .amounts import Money
from .bands import PER_DAY, Parts, assign_days, assign_groups
from .charges import Charge
from .context import Context
from .days import Days
from .gather import Gathered, Statement
from .groups import Group
from .topics import Topic, is_fee_word, line_topic, names_overdue

# What is sold or let is never an overdue fee, whatever days stand beside it.
SOLD: Final = frozenset(
    {
        Topic.PRINT,
        Topic.ROOM,
        Topic.OTHER,
        Topic.CARD,
        Topic.DEPOSIT,
        Topic.COURIER,
        Topic.REMOTE_LOAN,
    }
)


_NUMBERS = re.compile(r"\d+")


class LineReader:
    """Reads lines with amounts. `context` is shared with what reads headings and tables."""

    def __init__(self, context: Context, out: Gathered) -> None:
        self.context = context
        self.out = out

    def read(self, parts: Parts, place: Place, *, year: int | None = None) -> bool:
        """Read a line with values; whether all of it became values."""
        return self.read_as(parts, place, self.topic_of(parts), year=year)

    def read_as(
        self, parts: Parts, place: Place, topic: Topic | None, *, year: int | None = None
    ) -> bool:
        """Read a line whose topic is known."""
        charge = Charge(parts.text.strip(), _shifted(parts), place)
        if not parts.amounts:
            return free.read_free(parts, place, self.context, self.out, self.bands)
        if topic is Topic.OVERDUE:
            return self.bands(parts, place, year)
        if topic is Topic.EXCLUSION:
            return debts.read_exclusion(charge, self.out)
        if topic is Topic.REMINDER:
            return debts.read_reminders(charge, self.out)
        if topic is Topic.HANDLING:
            return prices.read_handling(charge, self.out)
        if topic is Topic.REPLACEMENT:
            return prices.read_prices(charge, self.out)
        if topic is None or topic is Topic.LOAN:
            return False
        return prices.read_others(charge, topic, self.out)

    def topic_of(self, parts: Parts) -> Topic | None:
        """What the line is about: its own words first, then its days, then its section."""
        context = self.context
        words = _without(parts.text, parts.values)
        # Rows of a table differ in their numbers only: without them the answer is known.
        cue = line_topic(_NUMBERS.sub("0", words))
        waiting = bool(context.queue and parts.words < 3) or context.spoken_days is not None
        days = bool(parts.days) or waiting
        if parts.days and parts.amounts and cue not in SOLD:
            if is_fee_word(parts.text[: parts.amounts[0].start]):
                return Topic.OVERDUE
            # "31 dage: 200 kr., og lånerkortet spærres" in the table of fees.
            besides = cue in (Topic.REPLACEMENT, Topic.EXCLUSION) and parts.days[0].start < 4
            has_group = bool(parts.groups or context.columns or context.group)
            if besides and parts.words < 8 and context.allows_overdue(has_group, ""):
                return Topic.OVERDUE
        if cue is None and parts.days and parts.amounts and names_overdue(words):
            return Topic.OVERDUE
        if cue is not None:
            context.spoken_topic = cue
            return cue
        if context.spoken_topic is Topic.REMINDER and debts.names_debt(words):
            return Topic.REMINDER
        if days and context.topic not in SOLD:
            has_group = bool(
                parts.groups or context.columns or context.group or context.spoken_group
            )
            if context.allows_overdue(has_group, words):
                return Topic.OVERDUE
        return context.topic

    def bands(self, parts: Parts, place: Place, year: int | None = None) -> bool:
        """Read the values of a line as overdue fees."""
        text = parts.text.strip()
        if PER_DAY.search(parts.rest) and not parts.days:
            self.out.reject(text, "per_day", place)
            return False
        if parts.words > 5 and parts.days and all(days.bare for days in parts.days):
            # "A book lent for 28 days": in a sentence a number of days alone is no band.
            self.out.reject(text, "not_overdue", place)
            return False
        days, groups = assign_days(parts), assign_groups(parts)
        kept = True
        if len(parts.groups) > 1:
            self.context.spoken_group = None
        for index, money in enumerate(parts.values):
            own = year or self._year(index, parts)
            kept = self._band(index, money, days, groups[index], parts, place, own) and kept
        if len(parts.groups) == 1:
            self.context.spoken_group = parts.groups[0]
        return kept and bool(parts.values)

    def _year(self, index: int, parts: Parts) -> int | None:
        """The year of the column that an amount stands in, where years head columns of text."""
        years = self.context.years
        return years[index] if years and len(years) == len(parts.values) else None

    def _band(
        self,
        index: int,
        money: Money,
        assigned: list[Days | None],
        group: Group | None,
        parts: Parts,
        place: Place,
        year: int | None,
    ) -> bool:
        context, text = self.context, parts.text.strip()
        days, column = assigned[index], index
        if days is None and parts.words < 9:
            days, column = context.next_slot()
        elif len(parts.days) > 1 and days is not None:
            column = sum(d is days for d in assigned[:index])
        elif not parts.groups and len(parts.values) == 1 and len(context.columns) > 1:
            column = -1
        if money.in_range:
            self.out.reject(text, "price_range", place)
            return False
        if days is None:
            self.out.reject(text, "no_days", place)
            return False
        several = len(parts.values) > len(parts.days or [days]) or len(context.queue) > 0
        if group is None:
            group = context.column(column) if column >= 0 else context.group
        lost = column if group is None and several else None
        if group is None and len(context.columns) > 1 and several:
            self.out.reject(text, "more_columns", place)
            return False
        if money.is_placeholder:
            self.out.reject(text, "placeholder", place)
        self.out.statements.append(Statement(days, money, place, text, group, lost, year))
        self.out.consumed.update(context.pending)
        return True


def _without(text: str, values: list[Money]) -> str:
    """The text without its amounts, and so without "+ erstatning"."""
    parts, position = [], 0
    for money in values:
        parts.append(text[position : money.start])
        position = money.end
    return " ".join([*parts, text[position:]])


def _shifted(parts: Parts) -> list[Money]:
    """The amounts with offsets in the stripped text."""
    lead = len(parts.text) - len(parts.text.lstrip())
    if not lead:
        return parts.amounts
    return [
        Money(
            m.start - lead,
            m.end - lead,
            m.amount,
            m.fee_free,
            m.surcharge,
            m.replacement_added,
            m.in_range,
        )
        for m in parts.amounts
    ]


def looks_like_heading(parts: Parts, is_sentence: bool) -> bool:
    """Whether a line of plain text could be a title: short, and no sentence."""
    text = parts.text.strip()
    return len(text) <= 70 and not is_sentence and not re.search(r"[.!,;]$", text)
