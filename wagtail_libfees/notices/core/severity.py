"""How urgent a notice is, and the order in which notices stand."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

from .window import Window


class NoticeSeverity(StrEnum):
    """How urgent a notice is."""

    INFORMATION = "information"
    WARNING = "warning"
    URGENT = "urgent"


# The most urgent first.
SEVERITIES = (NoticeSeverity.URGENT, NoticeSeverity.WARNING, NoticeSeverity.INFORMATION)


class Shown(Protocol):
    """What the order asks of a notice."""

    @property
    def severity(self) -> str: ...

    @property
    def window(self) -> Window: ...


N = TypeVar("N", bound=Shown)


def most_urgent_first(notices: Iterable[N]) -> list[N]:
    """The notices, the most urgent first and among equals the newest first."""
    newest_first = sorted(notices, key=lambda notice: notice.window.start, reverse=True)
    return sorted(
        newest_first, key=lambda notice: SEVERITIES.index(NoticeSeverity(notice.severity))
    )
