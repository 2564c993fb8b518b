"""The day from which an item is charged as lost: bands, deadlines and settings name one.

The table and the calculator follow the bands, the timeline and the chart the deadlines; texts
are held to all of them by the check of amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees import rates
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.clock import today
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import facts_of
from wagtail_libfees.rates.timelines import charged_lost_day, stated_lost_day

from .rate_calendar import has_rates_of_its_own


@register_check("lost_day", applies_to=has_rates_of_its_own)
def check_lost_day(subject: Subject) -> Iterator[Finding]:
    """One finding, about the first day, today or later, on which they differ."""
    card = rate_card(subject.page.body)
    day: date | None = today()
    while day is not None:
        said = _said_on(subject, card.as_of(day))
        if len(set(said.values())) > 1:
            yield _finding(said, day)
            return
        day = card.next_change(day)


def _said_on(subject: Subject, now: rates.RateCard) -> dict[str, int]:
    """Who says it, in words, and the day; empty if the bands alone do, which may differ."""
    said = {}
    if (by_timings := stated_lost_day(now)) is not None:
        said[_("the deadlines")] = by_timings
    facts = facts_of(subject)
    after = facts.settings.considered_lost_days if facts else None
    if after is not None:
        said[_("the fee settings")] = after + 1
    if not said:
        return {}
    groups = [(group, charged_lost_day(group)) for v in now.overdue for group in v.groups]
    charged = {group.group.label: day for group, day in groups if day is not None}
    if len(set(charged.values())) == 1:
        return {**said, _("the bands"): next(iter(charged.values()))}
    of_group = _("the bands of “%(group)s”")
    return {**said, **{of_group % {"group": label}: day for label, day in charged.items()}}


def _finding(said: dict[str, int], day: date) -> Finding:
    each = _("%(who)s: from day %(day)s")
    words = "; ".join(each % {"who": who, "day": from_day} for who, from_day in said.items())
    message = (
        _("It is not said alike from which day an item counts as lost (%(said)s).")
        if day == today()
        else _(
            "From %(date)s it is not said alike from which day an item counts as lost (%(said)s)."
        )
    )
    return Finding(
        "lost_day",
        Severity.WARNING,
        message % {"said": words, "date": rates.format_date(day, get_language() or "da")},
        Place("body"),
        mend=_("“Lost after 30 days” is charged from day 31: let all of them say the same day."),
    )
