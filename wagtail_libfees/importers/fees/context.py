"""What the lines above say about the line that is read: section, groups, columns, days."""

from __future__ import annotations

from dataclasses import dataclass, field

from .days import Days
from .groups import Group
from .topics import Topic, heading_topics, names_overdue


@dataclass
class Context:
    """`topic` is that of the section, None where it does not say or names several.

    `columns` are groups named side by side; `group` the one named last. `queue` holds bands
    named on lines of their own; `count` how many amounts followed them. `spoken_group`,
    `spoken_days` and `spoken_topic` were named in an earlier sentence of the same paragraph.
    `years` head the columns of plain text, where the rows name their groups.
    """

    topic: Topic | None = None
    mixed: bool = False
    columns: list[Group] = field(default_factory=list)
    group: Group | None = None
    queue: list[Days] = field(default_factory=list)
    count: int = 0
    group_open: bool = False
    spoken_group: Group | None = None
    spoken_days: Days | None = None
    spoken_topic: Topic | None = None
    headings: list[tuple[int, Topic | None, bool]] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    is_overdue_page: bool = False

    def enter_section(self, text: str, level: int) -> None:
        """A heading: it and what it holds forget what stood before."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        above = self.headings[-1] if self.headings else (0, None, False)
        topics = heading_topics(text)
        self.set_topics(topics)
        if not topics and level > 1:
            # "Voksne" below "Gebyrer" is about fees, "Sådan betaler du" beside it is not.
            self.topic, self.mixed = above[1], above[2]
        self.headings.append((level, self.topic, self.mixed))
        self.forget()

    def leave_section(self) -> None:
        """The end of a disclosure; one that only named days had no section of its own."""
        if not (self.headings and self.headings[-1][0] >= 7):
            return
        while self.headings and self.headings[-1][0] >= 7:
            self.headings.pop()
        _, self.topic, self.mixed = self.headings[-1] if self.headings else (0, None, False)
        self.forget()

    def set_topics(self, topics: frozenset[Topic]) -> None:
        self.mixed = len(topics) > 1
        self.topic = next(iter(topics)) if len(topics) == 1 else None
        if Topic.OVERDUE in topics and topics <= {Topic.OVERDUE, Topic.LOAN}:
            self.topic = Topic.OVERDUE
        elif topics and Topic.OVERDUE not in topics and len(topics) > 1:
            self.topic = Topic.OTHER if Topic.REPLACEMENT not in topics else Topic.REPLACEMENT

    def forget(self) -> None:
        self.columns, self.group, self.queue, self.count = [], None, [], 0
        self.group_open = False
        self.pending, self.years = [], []
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """What a sentence named holds for the sentences beside it only."""
        self.spoken_group = self.spoken_days = self.spoken_topic = None

    def add_group(self, group: Group) -> None:
        """A group on a line of its own; several in a row are the heads of columns."""
        if not self.group_open:
            self.columns = []
        self.columns.append(group)
        self.group, self.group_open = group, True
        self.count = 0

    def set_columns(self, groups: list[Group]) -> None:
        self.columns, self.group, self.group_open = list(groups), None, False
        self.queue, self.count = [], 0

    def add_days(self, days: list[Days]) -> None:
        """Bands on a line of their own; several in a row wait for as many amounts."""
        heads_only = all(waiting.is_beginning for waiting in self.queue)
        if self.count or (heads_only and not all(d.is_beginning for d in days)):
            self.queue, self.count = [], 0
        self.queue.extend(days)
        self.group_open = False

    def next_slot(self) -> tuple[Days | None, int]:
        """The band and the column of the next amount that stands alone."""
        number = self.count
        self.count += 1
        self.group_open = False
        if not self.queue:
            return self.spoken_days, number
        size = len(self.queue)
        if size == 1:
            return self.queue[0], number
        return self.queue[number % size], number // size

    def column(self, index: int) -> Group | None:
        """The group of a column; a single group holds for every column."""
        if self.spoken_group is not None:
            return self.spoken_group
        if len(self.columns) > 1:
            return self.columns[index] if index < len(self.columns) else None
        return self.group

    def allows_overdue(self, has_group: bool, text: str) -> bool:
        """Whether days with an amount are an overdue fee here."""
        if self.topic is Topic.OVERDUE or names_overdue(text):
            return True
        return self.topic is None and (has_group or self.is_overdue_page)
