"""What a borrower owes for a return so many days overdue.

The Danish overdue fee is the flat amount of the band that holds the day. It is not an amount
per day, and the amounts of earlier bands are not added (biblioteksloven § 21 as practised).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ..text.messages import gettext_noop
from .errors import DaysError
from .model import AmountState, Band, GroupRates

DAYS_NEGATIVE: Final = gettext_noop("Days overdue cannot be %(days)s; give 0 or more.")
RETURNED_BEFORE_DUE: Final = gettext_noop(
    "Returned on %(returned)s, before the due date %(due)s: there is nothing to pay. "
    "Check the two dates."
)

NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Fee:
    """The overdue fee on a day: `days` overdue, the amount in DKK and the band that says it.

    Returned on time (day 0) is the known amount 0 without a band. UNKNOWN without a band means
    that no band, or more than one, holds the day: nothing is guessed. `replacement_added`: the
    item is charged as lost besides.
    """

    days: int
    state: AmountState
    amount: Decimal | None = None
    band: Band | None = None
    replacement_added: bool = False

    def owes_like(self, other: Fee) -> bool:
        """Whether a borrower owes the same by `other`, whatever the day and the band."""
        return (self.state, self.amount, self.replacement_added) == (
            other.state,
            other.amount,
            other.replacement_added,
        )


def fee_for(rates: GroupRates, days: int) -> Fee:
    """Return the fee of the group for a return `days` overdue (day 1 is after the due date).

    Raises `DaysError` for negative days. A fee-free group owes no fee on any day, but its last
    band still says whether the replacement is added.
    """
    if days < 0:
        raise DaysError(DAYS_NEGATIVE, days=days)
    band = _only_band(rates.bands, days)
    replaced = band is not None and band.replacement_added
    if rates.fee_free:
        return Fee(days, AmountState.FEE_FREE, None, band, replaced)
    if days == 0:
        return Fee(days, AmountState.KNOWN, NOTHING)
    if band is None or (band.amount is None and not band.fee_free):
        return Fee(days, AmountState.UNKNOWN, None, band, replaced)
    if band.fee_free:
        return Fee(days, AmountState.FEE_FREE, None, band, replaced)
    return Fee(days, AmountState.KNOWN, band.amount, band, replaced)


def _only_band(bands: tuple[Band, ...], day: int) -> Band | None:
    """The one band that holds `day`; None where there is none or more than one."""
    found: Band | None = None
    for band in bands:
        # Band.holds spelled out: a price list asks this ten thousand times.
        if band.from_day <= day and (band.to_day is None or day <= band.to_day):
            if found is not None:
                return None
            found = band
    return found


def days_overdue(due: date, returned: date) -> int:
    """Return the days overdue: 0 on the due date, 1 on the day after it.

    Closed days count. Raises `DaysError` for a return before the due date, since two swapped
    dates are likelier than the question what an early return costs.
    """
    days = (returned - due).days
    if days < 0:
        raise DaysError(RETURNED_BEFORE_DUE, due=due, returned=returned)
    return days
