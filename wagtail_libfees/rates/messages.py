"""What a finding is, and its message in plain English, which the edge translates by gettext.

Each message says what is the matter and, where there is one, the mend. Placeholders are those of
the finding's `params`; amounts and dates come formatted (`RateFinding.shown_params`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ..text.messages import fill, gettext_noop
from .money import format_amount, format_date

MESSAGES: Final[dict[str, str]] = {
    "group_without_bands": gettext_noop(
        'The group "%(group)s" has no bands. Add a band from day 1, or mark the group as fee-free.'
    ),
    "group_without_label": gettext_noop("A group has no name. Write who it is for."),
    "band_first_day": gettext_noop(
        "The first band begins on day %(day)s, so days 1 to %(last)s have no fee. Begin on day 1; "
        "if nothing is charged at first, add a band that is marked as fee-free."
    ),
    "band_first_day_too_early": gettext_noop(
        "The first band begins on day %(day)s. Begin on day 1, the day after the due date."
    ),
    "band_gap": gettext_noop(
        "No band holds day %(first)s to day %(last)s. "
        "Let each band begin the day after the one before ends."
    ),
    "band_overlap": gettext_noop(
        "Day %(first)s to day %(last)s are in two bands. Let each day be in one band only."
    ),
    "band_order": gettext_noop(
        "The band from day %(day)s stands after the band from day %(before)s. Put the bands in "
        "ascending order."
    ),
    "band_reversed": gettext_noop(
        "The band ends on day %(to_day)s, before it begins on day %(from_day)s."
    ),
    "band_open_early": gettext_noop(
        "The band from day %(from_day)s has no last day, but more bands follow. Only the last "
        "band is open."
    ),
    "last_band_closed": gettext_noop(
        "The last band ends on day %(to_day)s. Leave its last day empty, so that every day "
        "has a fee."
    ),
    "band_amount_unknown": gettext_noop(
        "The band from day %(from_day)s has no amount. Write the amount, or mark the band as "
        "fee-free."
    ),
    "band_amount_and_fee_free": gettext_noop(
        "The band from day %(from_day)s is fee-free and has the amount %(amount)s. Keep one of "
        "the two; until then it counts as fee-free."
    ),
    "band_amount_falls": gettext_noop(
        "The fee falls from %(before)s to %(amount)s on day %(from_day)s. Is that meant?"
    ),
    "group_fee_free_with_amounts": gettext_noop(
        'The group "%(group)s" is fee-free, but its bands have amounts. The amounts do not count.'
    ),
    "overdue_above_ceiling": gettext_noop(
        "%(amount)s from day %(from_day)s is more than %(ceiling)s, as far as we know the highest "
        "lawful fee on that day. Ask your lawyer."
    ),
    "overdue_above_child_ceiling": gettext_noop(
        "%(amount)s from day %(from_day)s is more than %(ceiling)s, as far as we know the highest "
        "lawful fee on that day for borrowers under %(adult_age)s years. Ask your lawyer."
    ),
    "ages_reversed": gettext_noop(
        'The group "%(group)s" ends at %(age_to)s years, before it begins at %(age_from)s years.'
    ),
    "ages_uncovered": gettext_noop("Borrowers of %(first)s to %(last)s years are in no group."),
    "ages_uncovered_above": gettext_noop("Borrowers of %(first)s years and more are in no group."),
    "ages_shared": gettext_noop(
        'Borrowers of %(first)s to %(last)s years are both in "%(other)s" and in "%(group)s".'
    ),
    "ages_shared_above": gettext_noop(
        'Borrowers of %(first)s years and more are both in "%(other)s" and in "%(group)s".'
    ),
    "ages_not_stated": gettext_noop(
        'The group "%(group)s" has no ages, while other groups have. Is it not chosen by age?'
    ),
    "bill_to_guardian_of_adults": gettext_noop(
        'The bills of "%(group)s" go to a parent or guardian, also those of borrowers of 18 years '
        "and more. Write the age from which they get the bill themselves."
    ),
    "bill_age_outside": gettext_noop(
        'Borrowers of "%(group)s" get the bill themselves from %(age)s years, an age that the '
        "group does not begin to have. Is the age right?"
    ),
    "bill_age_without_guardian": gettext_noop(
        'Of "%(group)s" it is said from which age borrowers get the bill themselves, but not who '
        "gets it before. Choose a parent or guardian."
    ),
    "bill_too_young": gettext_noop(
        'Borrowers of "%(group)s" get the bill in Digital Post before they are 15 years old. '
        "Nobody has Digital Post before that age."
    ),
    "group_twice": gettext_noop('The group "%(group)s" is there twice on the same day.'),
    "group_dropped": gettext_noop(
        'From %(day)s the rates no longer name the group "%(group)s". A new version takes the '
        "place of all overdue fees before it."
    ),
    "child_pays_more": gettext_noop(
        'From day %(day)s "%(group)s" pay %(amount)s, more than the %(adult_amount)s of '
        '"%(adult_group)s".'
    ),
    "versions_together": gettext_noop(
        "Two versions are in force at the same time and may contradict each other. Give the "
        "newer one a later first day."
    ),
    "validity_reversed": gettext_noop(
        "The rates end on %(valid_to)s, before they begin on %(valid_from)s."
    ),
    "number_invalid": gettext_noop(
        "%(number)s cannot be right. Write 0 or more, in whole numbers."
    ),
    "amount_invalid": gettext_noop(
        "%(number)s cannot be paid. Write an amount of 0 or more with at most two decimals."
    ),
    "replacement_price_unknown": gettext_noop('The price of "%(material)s" is missing.'),
    "reminder_amount_unknown": gettext_noop("The amount of a reminder fee is missing."),
    "reminder_tier_reversed": gettext_noop(
        "The reminder fee is for debts from %(debt_from)s to %(debt_to)s, so for none."
    ),
    "reminder_edge": gettext_noop(
        "A debt of exactly %(debt)s has no reminder fee. Which one is meant?"
    ),
    "reminder_gap": gettext_noop(
        "Debts between %(debt_from)s and %(debt_to)s have no reminder fee."
    ),
    "reminder_overlap": gettext_noop("A debt of %(debt)s has two reminder fees."),
    "reminder_above_ceiling": gettext_noop(
        "A reminder fee of %(amount)s is more than %(ceiling)s, the highest lawful one as far as "
        "we know. Ask your lawyer."
    ),
    "exclusion_amount_unknown": gettext_noop("The amount that excludes a borrower is missing."),
    "exclusion_unusual": gettext_noop(
        "Borrowers are excluded at %(amount)s; most libraries do so at %(norm)s. Is that meant?"
    ),
    "other_fee_unknown": gettext_noop('The amount of "%(label)s" is missing.'),
    "other_fee_and_fee_free": gettext_noop(
        '"%(label)s" is fee-free and has the amount %(amount)s. Keep one of the two; until then '
        "it counts as fee-free."
    ),
    "calendar_hole": gettext_noop(
        "%(kind)s: nothing is in force from %(first)s to %(last)s. Let the rates before end the "
        "day before %(next)s, or let these begin earlier."
    ),
    "calendar_hole_later": gettext_noop(
        "%(kind)s: nothing will be in force from %(first)s to %(last)s. Let the rates before end "
        "the day before %(next)s, or let these begin earlier."
    ),
    "calendar_ended": gettext_noop(
        "%(kind)s: they ended on %(day)s, and nothing has come after them, so borrowers read "
        "none. Add those that hold now, or take the last day out if these still hold."
    ),
    "calendar_ends_soon": gettext_noop(
        "%(kind)s: they end on %(day)s, and nothing comes after them. Add those that follow, or "
        "take the last day out if these go on."
    ),
    "calendar_overlap": gettext_noop(
        "%(kind)s: those before end on %(end)s, but these take their place from %(start)s. Let "
        "those before end the day before."
    ),
    "calendar_returns": gettext_noop(
        "%(kind)s: those from %(first)s end on %(last)s, and after them those that they continue "
        "are in force again. Take the last day out, or add those that follow."
    ),
    "calendar_far_away": gettext_noop(
        "%(kind)s: %(day)s is more than two years away. Is the year right?"
    ),
    "calendar_same": gettext_noop(
        "%(kind)s: those from %(day)s say the same as those before them. Write the new amounts, "
        "or take the new ones out if nothing changes."
    ),
}

# What the findings about days call the kinds of rates; the edge translates them.
KIND_NAMES: Final[dict[str, str]] = {
    "overdue": gettext_noop("Overdue fees"),
    "replacements": gettext_noop("Replacement prices"),
    "reminders": gettext_noop("Reminder fees"),
    "exclusions": gettext_noop("Exclusion threshold"),
    "other_fees": gettext_noop("Other fees"),
    "timings": gettext_noop("Deadlines"),
}

# What they call all kinds that begin on one day together.
ALL_RATES: Final = gettext_noop("All rates")

CardPlace = tuple[str | int, ...]
Param = Decimal | date | int | str | tuple[str, ...]


class Severity(StrEnum):
    """An ERROR keeps a page from being published; a WARNING is shown and let through."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RateFinding:
    """Something about a card that is wrong or worth a look.

    `code` is a key of `MESSAGES`. `place` is the way from the card to the part in question by
    field names and positions, such as `("overdue", 0, "groups", 1, "bands", 2)`. `params` fill
    the message: Decimals are DKK, dates days, ints days or years.
    """

    code: str
    severity: Severity
    place: CardPlace
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    def shown_params(self, language: str = "da") -> dict[str, object]:
        """Return the parameters as a person reads them in `language`."""
        return {name: _shown(value, language) for name, value in self.params.items()}

    def __str__(self) -> str:
        return fill(MESSAGES[self.code], self.shown_params("en"))


def error(code: str, place: CardPlace, **params: Param) -> RateFinding:
    """Return a finding that keeps a page from being published."""
    return RateFinding(code, Severity.ERROR, place, params)


def warning(code: str, place: CardPlace, **params: Param) -> RateFinding:
    """Return a finding that is shown and let through."""
    return RateFinding(code, Severity.WARNING, place, params)


def _shown(value: Param, language: str) -> object:
    if isinstance(value, Decimal):
        return format_amount(value, language) if value.is_finite() else str(value)
    if isinstance(value, date):
        return format_date(value, language)
    return ", ".join(value) if isinstance(value, tuple) else value
