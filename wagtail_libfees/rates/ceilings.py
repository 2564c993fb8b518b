"""The highest lawful fees, as data.

Unverified: the text of biblioteksloven § 21 was not at hand. The figures are inferred from what
libraries cite (Slagelse's list of rates cites LBK 100 of 30/01/2013 § 21; § 28 of the same act
has the same borders at 7 and 30 days). They therefore only ever give a warning that says so and
ends with "ask your lawyer". A person should check them against the law before a release.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .model import BorrowerGroup

ADULT_AGE: Final = 14


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest fee in DKK up to and with `to_day` overdue; None is open."""

    to_day: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The ceilings of some borrowers, in ascending order, and the source that says so."""

    overdue: tuple[Ceiling, ...]
    source: str
    verified: bool = False

    def on(self, day: int) -> Decimal:
        """The highest fee in DKK on `day` overdue."""
        return next(
            step.amount for step in self.overdue if step.to_day is None or day <= step.to_day
        )


OVERDUE_SOURCE: Final = "biblioteksloven § 21, LBK 100/2013"
REMINDER_SOURCE: Final = "gebyrloven § 2(3)"

ADULT: Final = Ceilings(
    (Ceiling(7, Decimal(20)), Ceiling(30, Decimal(120)), Ceiling(None, Decimal(230))),
    OVERDUE_SOURCE,
)
CHILD: Final = Ceilings(
    (Ceiling(7, Decimal(10)), Ceiling(30, Decimal(55)), Ceiling(None, Decimal(120))),
    OVERDUE_SOURCE,
)

REMINDER_CEILING: Final = Decimal(250)

# Not law but custom: nearly every library excludes at 200 kr.
USUAL_EXCLUSION: Final = Decimal(200)


def ceilings_for(group: BorrowerGroup) -> Ceilings:
    """Return the ceilings of a group; those of children if it has any borrower under 14.

    A group without ages gets the adults' ceilings, so that it never warns falsely.
    """
    if group.has_no_ages or (group.age_from or 0) >= ADULT_AGE:
        return ADULT
    return CHILD
