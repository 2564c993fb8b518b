"""The message of every finding, in plain English; the edge translates the template by gettext.

Each says what is the matter and, where there is one, the mend. Placeholders are those of the
finding's `params`; amounts and dates come formatted (`Finding.shown_params`).
"""

from typing import Final

from .texts import gettext_noop

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
        "lawful fee on that day (%(source)s, not verified): ask your lawyer."
    ),
    "overdue_above_child_ceiling": gettext_noop(
        "%(amount)s from day %(from_day)s is more than %(ceiling)s, as far as we know the highest "
        "lawful fee on that day for borrowers under %(adult_age)s years (%(source)s, not "
        "verified): ask your lawyer."
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
        "we know (%(source)s, not verified): ask your lawyer."
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
}
