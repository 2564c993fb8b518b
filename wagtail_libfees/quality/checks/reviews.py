"""A page that nobody has read through within the interval of the fee settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees.blocks.faq import stored_items
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.clock import today
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import facts_of
from wagtail_libfees.models import PaymentFAQPageMixin, TaksterPageMixin
from wagtail_libfees.models.reviews import review_dates
from wagtail_libfees.rates import copenhagen_day, format_date

REVIEWED = (TaksterPageMixin, PaymentFAQPageMixin)
_DATES = "libfees.review_dates"


def prepare_reviews(subjects: list[Subject]) -> None:
    """The latest reviews of all pages of a run, in one query."""
    ids = [subject.page.pk for subject in subjects if subject.page.pk]
    subjects[0].shared[_DATES] = review_dates(ids) if ids else {}


@register_check("reviews", page_types=REVIEWED, prepare=prepare_reviews)
def check_reviews(subject: Subject) -> Iterator[Finding]:
    """A published page whose last review, or first publication, is longer ago than the interval."""
    page, facts = subject.page, facts_of(subject)
    months = facts.settings.review_interval_months if facts else None
    if not months or not page.live:
        return
    yield from _questions(page, months)
    last = subject.shared[_DATES].get(page.pk) or _first_published(page)
    if last is None or months_since(last, today()) < months:
        return
    day = format_date(last, get_language() or "da")
    yield Finding(
        "not_reviewed",
        Severity.WARNING,
        _("The page was last reviewed on %(day)s.") % {"day": day},
        mend=_("Read it through, and press “Reviewed today”."),
    )


def _questions(page, months: int) -> Iterator[Finding]:
    """The questions whose own day of review is longer ago."""
    items = (
        stored_items(page.body.get_prep_value()) if getattr(page, "holds_questions", False) else ()
    )
    for _heading, block_id, value in items:
        # A day in memory is a date, in the database a text.
        stored = str(value.get("reviewed_on") or "")
        day = date.fromisoformat(stored) if stored else None
        if day and months_since(day, today()) >= months:
            yield Finding(
                "question_not_reviewed",
                Severity.WARNING,
                _("The question “%(question)s” was last reviewed on %(day)s.")
                % {
                    "question": value.get("question"),
                    "day": format_date(day, get_language() or "da"),
                },
                Place("body", block_id, "reviewed_on"),
                mend=_("Read it through, and write the day."),
                excerpt=value.get("question") or "",
            )


def _first_published(page) -> date | None:
    return copenhagen_day(page.first_published_at) if page.first_published_at else None


def months_since(day: date, now: date) -> int:
    """The whole months from `day` to `now`."""
    return (now.year - day.year) * 12 + now.month - day.month - (now.day < day.day)
