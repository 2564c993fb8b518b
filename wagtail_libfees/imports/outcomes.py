"""What a rollback reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a question or a page in a rollback."""

    REMOVED = "removed"
    RESTORED = "restored"
    EDITED = "edited"  # changed since: stays
    MISSING = "missing"  # is not on the page any more
    PAGE_REMOVED = "page_removed"
    PAGE_KEPT = "page_kept"  # made by the run, but somebody has worked on it
    PAGE_MISSING = "page_missing"


UNDONE = (Outcome.REMOVED, Outcome.RESTORED, Outcome.PAGE_REMOVED)


@dataclass(frozen=True)
class ReportLine:
    """One line of the report. `question` is empty where the line is about the page."""

    outcome: Outcome
    page_id: int | None
    page: str
    question: str = ""
