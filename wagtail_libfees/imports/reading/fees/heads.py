"""The heads above a row: the section that it stands in, and labels that wait for amounts.

Labels of one kind (borrowers, days, years) that follow each other with no amount between make a
run. As many amounts as a run has labels take one each; a run of one label holds for every amount.
That is so in every layout of text, whichever comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .cues import FeeRole, heading_roles, speaks_of
from .days import Days
from .groups import Group
from .versions import RatesVersion, head_version

Label = TypeVar("Label")


@dataclass
class Run(Generic[Label]):
    """Labels in the order of the page. `last`: how many stood on the last line. `used`: an amount
    has taken them, so that the next label begins a new run."""

    labels: list[Label] = field(default_factory=list)
    used: bool = False
    last: int = 0

    def add(self, labels: list[Label]) -> None:
        """The labels of a row."""
        if self.used:
            self.labels, self.used = [], False
        self.labels = [*self.labels, *labels]
        self.last = len(labels)

    def of(self, count: int) -> list[Label] | None:
        """A label for each of `count` amounts, or None where the run does not say."""
        if len(self.labels) == count:
            return self.labels
        if len(self.labels) > count and self.last in (1, count):
            # "Takster for voksne og børn", and then the heads of the columns.
            return self.labels[-count:]
        return self.labels * count if len(self.labels) == 1 else None

    def clear(self) -> None:
        self.labels, self.used, self.last = [], False, 0


@dataclass(frozen=True)
class Section:
    """A heading with what it announces; `level` 7 is the label of something that opens."""

    level: int
    role: FeeRole | None
    mixed: bool
    version: RatesVersion | None = None
    group: Group | None = None
    days: Days | None = None


class Heads:
    """What stands above the row that is read. `spoken_...` was said in the paragraph before."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.role: FeeRole | None = None
        self.mixed = False
        self.version: RatesVersion | None = None
        self.groups: Run[Group] = Run()
        self.days: Run[Days] = Run()
        self.versions: Run[RatesVersion] = Run()
        self.pending: list[int] = []
        self.is_overdue_page = False
        # What the last question of the page was about: "Hvornår bliver jeg spærret?"
        self.asked: FeeRole | None = None
        # Whether nothing with an amount has followed the last heading.
        self.is_fresh = False
        self.end_paragraph()

    def enter(self, text: str, level: int) -> None:
        """A heading: it and what it holds forget what stood before."""
        while self.sections and self.sections[-1].level >= level:
            self.sections.pop()
        above = self.sections[-1] if self.sections else Section(0, None, False)
        roles = heading_roles(text)
        self.set_roles(roles)
        if not roles and level > 1:
            # "Voksne" below "Gebyrer" is about fees.
            self.role, self.mixed = above.role, above.mixed
        self.version = head_version(text) or above.version
        self.sections.append(
            Section(level, self.role, self.mixed, self.version, above.group, above.days)
        )
        self.forget()
        self.is_fresh = True

    def name(self, group: Group | None, days: Days | None) -> None:
        """Borrowers or days that the heading entered last names for all that it holds."""
        last = self.sections[-1]
        self.sections[-1] = Section(
            last.level,
            last.role,
            last.mixed,
            last.version,
            group or last.group,
            days or last.days,
        )

    def leave(self) -> None:
        """The end of what a label opens."""
        if not (self.sections and self.sections[-1].level >= 7):
            return
        while self.sections and self.sections[-1].level >= 7:
            self.sections.pop()
        above = self.sections[-1] if self.sections else Section(0, None, False)
        self.role, self.mixed, self.version = above.role, above.mixed, above.version
        self.forget()

    def set_roles(self, roles: frozenset[FeeRole]) -> None:
        """What a heading announces; several roles leave it to the rows."""
        if len(roles) > 1:
            roles = roles - {FeeRole.LOAN}
        self.mixed = len(roles) > 1
        self.role = next(iter(roles)) if len(roles) == 1 else None
        if roles and FeeRole.OVERDUE not in roles and len(roles) > 1:
            self.role = FeeRole.OTHER if FeeRole.REPLACEMENT not in roles else FeeRole.REPLACEMENT

    def forget(self) -> None:
        for run in (self.groups, self.days, self.versions):
            run.clear()
        self.pending = []
        self.asked = None
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """What a sentence named holds for the sentences beside it only."""
        self.spoken_group: Group | None = None
        self.spoken_days: Days | None = None
        self.spoken_role: FeeRole | None = None

    @property
    def group(self) -> Group | None:
        """The one group that holds here: named by the section, unless a line below names one."""
        return self.sections[-1].group if self.sections else None

    @property
    def section_days(self) -> Days | None:
        return self.sections[-1].days if self.sections else None

    @property
    def names_group(self) -> bool:
        return bool(self.groups.labels or self.group or self.spoken_group)

    def allows_overdue(self, has_group: bool, text: str) -> bool:
        """Whether days with an amount are an overdue fee here."""
        if self.role is FeeRole.OVERDUE or speaks_of("overdue", text):
            return True
        return self.role is None and (has_group or self.is_overdue_page)
