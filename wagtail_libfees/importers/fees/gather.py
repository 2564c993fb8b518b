"""What has been read so far, before it is put in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import Place
from .amounts import Money
from .days import Days
from .groups import Group
from .records import (
    AmountValue,
    DateValue,
    ExclusionValue,
    OtherValue,
    PriceValue,
    Rejected,
    ReminderValue,
)


@dataclass(frozen=True)
class Statement:
    """One amount of an overdue table. `group` None: the page names none. `column` counts the
    amounts of a row from 0 where its columns have no head; `year` is that of its column."""

    days: Days
    money: Money
    place: Place
    text: str
    group: Group | None = None
    column: int | None = None
    year: int | None = None


@dataclass
class Gathered:
    """Values and leftovers in the order of the page. `marked` are the groups with the mark of a
    footnote beside their name. `consumed` holds row numbers, and
    (row number, table row) for tables."""

    statements: list[Statement] = field(default_factory=list)
    free_groups: list[Statement] = field(default_factory=list)
    prices: list[PriceValue] = field(default_factory=list)
    handling: list[AmountValue] = field(default_factory=list)
    handling_included: bool = False
    exclusions: list[ExclusionValue] = field(default_factory=list)
    reminders: list[ReminderValue] = field(default_factory=list)
    others: list[OtherValue] = field(default_factory=list)
    valid_from: list[DateValue] = field(default_factory=list)
    ages: list[Group] = field(default_factory=list)
    marked: dict[str, Group] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    consumed: set[int | tuple[int, int]] = field(default_factory=set)

    def reject(self, text: str, code: str, place: Place) -> None:
        self.rejected.append(Rejected(text, code, place))
