"""The ledger of a page: each amount is entered once and ends in exactly one place.

Readers put values here with the words that they were read from. What is left unread when all is
read is listed, so that nothing is lost however a page is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wagtail_libfees.rates import Exclusion, OtherFee, ReminderFee, ReplacementPrice

from ..document import SourcePlace
from .amounts import Money
from .days import Days
from .groups import Group
from .records import Doubt, Found, RejectedLine
from .versions import RatesVersion

# A row of text by its number, a row of a table by the number of the table and its own.
Source = int | tuple[int, int]
UNREAD = "unread"


@dataclass(frozen=True)
class Statement:
    """One amount as an overdue fee. `group` None: the page names none. `column` counts the
    amounts of a row from 0 where its columns have no head; `carries`: its row names the group of
    the rows below too."""

    days: Days
    money: Money
    place: SourcePlace
    text: str
    group: Group | None = None
    column: int | None = None
    version: RatesVersion | None = None
    source: Source = 0


@dataclass(frozen=True)
class Option:
    """Rows that can be read in more than one way, for the judge. The first reading is the one that
    stands in the ledger; where it is empty the row is `listed`. `after` is the statement before."""

    readings: tuple[tuple[Statement, ...], ...]
    text: str
    place: SourcePlace
    after: Statement | None = None
    listed: RejectedLine | None = None


@dataclass
class Entry:
    """A row with amounts: each amount by its offset, with the place where it ended."""

    text: str
    place: SourcePlace
    amounts: dict[int, str] = field(default_factory=dict)


@dataclass
class Ledger:
    """Values and leftovers in the order of the page. `gaps` are days whose row could not be read:
    no neighbour may take them. `options` are the rows that can be read in other ways.
    `marked` are the groups with the mark of a footnote beside their name."""

    statements: list[Statement] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    free_groups: list[Statement] = field(default_factory=list)
    gaps: list[Statement] = field(default_factory=list)
    prices: list[Found[ReplacementPrice]] = field(default_factory=list)
    handling: list[Found[Decimal]] = field(default_factory=list)
    handling_included: bool = False
    exclusions: list[Found[Exclusion]] = field(default_factory=list)
    reminders: list[Found[ReminderFee]] = field(default_factory=list)
    others: list[Found[OtherFee]] = field(default_factory=list)
    valid_from: list[Found[date]] = field(default_factory=list)
    ages: list[Group] = field(default_factory=list)
    marked: dict[str, Group] = field(default_factory=dict)
    rejected: list[RejectedLine] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    consumed: set[Source] = field(default_factory=set)
    entries: dict[Source, Entry] = field(default_factory=dict)

    def enter(
        self, source: Source, text: str, place: SourcePlace, amounts: Iterable[Money]
    ) -> None:
        """Enter the amounts of a row, all of them unread."""
        entry = self.entries.setdefault(source, Entry(text, place))
        for money in amounts:
            entry.amounts.setdefault(money.start, UNREAD)

    def settle(self, source: Source, where: str, amounts: Iterable[Money] | None = None) -> None:
        """Say where amounts of a row ended: all that are unread, or those given."""
        entry = self.entries.get(source)
        if entry is None:
            return
        starts = (
            [start for start, place in entry.amounts.items() if place == UNREAD]
            if amounts is None
            else [money.start for money in amounts]
        )
        entry.amounts.update(dict.fromkeys(starts, where))

    def reject(self, text: str, code: str, place: SourcePlace) -> None:
        """List a text with the reason why it is in no value."""
        self.rejected.append(RejectedLine(text, code, place))

    def close(self) -> None:
        """List every row that still has an unread amount and is not listed yet."""
        listed = {(line.text, str(line.place)) for line in self.rejected}
        for entry in self.entries.values():
            if UNREAD in entry.amounts.values() and (entry.text, str(entry.place)) not in listed:
                self.reject(entry.text, "amount", entry.place)
