"""The short form of a notice that a banner and the feeds choose from, and how they choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from ...clock import COPENHAGEN
from .severity import most_urgent_first
from .window import Window, at_clock


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """A public notice in one language, with what it takes to choose and to show it.

    `key` is the same for all translations. `archives` are the addresses of its archive by language.
    `branches` holds keys of branches, also of such as were deleted since (none: all). The banner
    shows it `everywhere`, or else at and below the places of `sections` in the page tree. `expires`
    is when the page itself goes, if that is planned, and `updates` when each entry of its timeline
    is told.
    """

    pk: int
    key: str
    language: str
    title: str
    lead: str
    kind: str
    severity: str
    window: Window
    url: str
    archives: tuple[tuple[str, str], ...] = ()
    branches: tuple[str, ...] = ()
    everywhere: bool = True
    sections: tuple[str, ...] = ()
    dismissal_version: int = 0
    expires: datetime | None = None
    updates: tuple[datetime, ...] = ()

    @property
    def end(self) -> datetime | None:
        """The first moment after the notice; None while the end is open."""
        ends = [moment for moment in (self.window.end, self.expires) if moment is not None]
        return min(ends, default=None)

    def archive(self, language: str) -> tuple[str, str]:
        """The address of its archive in `language`, or else in its own, and which of them it is."""
        found = dict(self.archives)
        code = language if language in found else self.language
        return (found[code], code) if code in found else ("", "")

    @property
    def edges(self) -> list[datetime]:
        """Every moment at which it says something else, or is shown or not."""
        return [edge for edge in (self.window.start, self.end, *self.updates) if edge is not None]

    def is_over(self, moment: datetime) -> bool:
        """Whether the notice has ended at `moment` (with time zone)."""
        return self.end is not None and self.end <= moment

    def is_shown(self, moment: datetime) -> bool:
        """Whether the notice holds at `moment` (with time zone)."""
        return self.window.start <= moment and not self.is_over(moment)

    def concerns(self, branch: str) -> bool:
        """Whether it is about the branch with that key; every notice concerns no branch ("")."""
        return not branch or not self.branches or branch in self.branches

    def stands_in(self, place: str | None) -> bool:
        """Whether it is shown on the page at `place` in the tree.

        An empty place is a page outside the tree; None asks for no place, as a feed does.
        """
        return place is None or self.everywhere or place.startswith(self.sections)


@dataclass(frozen=True, slots=True)
class ListedBranch:
    """A branch: its name in each language, and the words by which `?branch=` may name it."""

    key: str
    handles: tuple[str, ...]
    names: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """Its name in `language`, or in one that it has."""
        names = dict(self.names)
        return names.get(language) or next(iter(names.values()), "")


@dataclass(frozen=True, slots=True)
class NoticeList:
    """The notices of a site that hold or are to come, in all languages.

    `language` is the site's own, and `names` are those in its fee settings. `stamp` is of the
    moment when the list was made.
    """

    stamp: str
    changed_at: datetime | None
    language: str
    notices: tuple[ListedNotice, ...] = ()
    branches: tuple[ListedBranch, ...] = ()
    names: tuple[str, ...] = ()

    def branch(self, handle: str) -> ListedBranch | None:
        """The branch that `handle` names: its ISIL, or its name as in an address."""
        wanted = handle.strip().lower()
        return next((found for found in self.branches if wanted in found.handles), None)

    def in_language(self, language: str, *, fallback: bool = True) -> list[ListedNotice]:
        """One notice of each set of translations, in `language`.

        With `fallback`, one that is not translated stands in the site's own language.
        """
        chosen: dict[str, ListedNotice] = {}
        for notice in self.notices:
            own = fallback and notice.language == self.language and notice.key not in chosen
            if notice.language == language or own:
                chosen[notice.key] = notice
        return list(chosen.values())

    def boundary(self, moment: datetime) -> datetime | None:
        """When after `moment` a notice next begins, ends or is updated; None if never."""
        edges = (edge for notice in self.notices for edge in notice.edges if edge > moment)
        return min(edges, default=None)

    def last_change(self, moment: datetime) -> datetime:
        """When the answer last became another one: by an editor, or by a boundary."""
        # What ended before today is no longer listed; it ended at midnight at the latest.
        midnight = at_clock(moment.astimezone(COPENHAGEN).date(), time.min)
        passed = [edge for notice in self.notices for edge in notice.edges if edge <= moment]
        return max([midnight, *passed, *([self.changed_at] if self.changed_at else [])])


def shown_notices(
    notices: Iterable[ListedNotice], moment: datetime, *, branch: str = "", place: str | None = None
) -> list[ListedNotice]:
    """The notices that the page at `place` (None: any) shows at `moment`, in the banner's order."""
    return most_urgent_first(
        notice
        for notice in notices
        if notice.is_shown(moment) and notice.concerns(branch) and notice.stands_in(place)
    )
