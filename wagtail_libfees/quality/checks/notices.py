"""What a notice has to say before it is published, and what in it is worth a look."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_libfees.editorial.place import Place
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.editorial.relative_days import relative_days
from wagtail_libfees.models import ServiceNoticePageMixin

_NOTICES = (ServiceNoticePageMixin,)
# Kinds that are about days which the library knows; how long an outage lasts, nobody does.
_PLANNED = frozenset({"closure", "opening_hours", "system_change"})


@register_check("notice_facts", page_types=_NOTICES, may_stop=True)
def check_notice_facts(subject: Subject) -> Iterator[Finding]:
    """A question of the payment change that is open, no end and no review, a section not chosen."""
    page = subject.page
    for name in page.missing_payment_fields():
        label = page._meta.get_field(name).verbose_name
        message = _("A new payment solution needs “%(field)s”.") % {"field": label}
        yield Finding("payment_change_open", Severity.ERROR, message, Place(name))
    if page.to_day is None and page.review_day is None:
        yield Finding(
            "notice_without_end",
            Severity.ERROR,
            _("The notice has no end and no day on which someone looks at it again."),
            Place("review_day"),
            mend=_("Write one of them."),
        )
    if page.scope == "section" and page.section_id is None:
        yield Finding(
            "notice_without_section",
            Severity.ERROR,
            _("The notice is for a section of the site, and none is chosen."),
            Place("section"),
            mend=_("Choose the page of the section, or show the notice on every page."),
        )


def _had_its_time(page) -> bool:
    """Whether the notice was shown until it ended: then it only belongs to the archive."""
    published, end = page.last_published_at, page.window.end
    return bool(page.live and published and end and published < end)


@register_check("notice_state", page_types=_NOTICES)
def check_notice_state(subject: Subject) -> Iterator[Finding]:
    """A notice that is over, that no calendar can have, or that says nobody to turn to."""
    page = subject.page
    if page.from_day and page.is_over and not _had_its_time(page):
        yield Finding(
            "notice_over",
            Severity.WARNING,
            _("The notice is over, and no banner shows it."),
            Place("to_day"),
            mend=_("Change the end if it still holds."),
        )
    if page.kind in _PLANNED and page.period is None:
        yield Finding(
            "notice_without_period",
            Severity.WARNING,
            _("The notice does not say when it takes place, so no calendar has it."),
            Place("period_from_day"),
            mend=_("Write the first and the last day, even if they are those of the notice."),
        )
    if not page.contacts:
        yield Finding(
            "notice_without_contact",
            Severity.WARNING,
            _("The notice does not say whom to ask."),
            Place("contacts"),
            mend=_("Add a contact point."),
        )


@register_check("notice_days", page_types=_NOTICES)
def check_relative_days(subject: Subject) -> Iterator[Finding]:
    """Days that mean others tomorrow. An update has its own day, from which it may tell."""
    for placed, words in subject.prose:
        if placed.place.field == "updates":
            continue
        for day in relative_days(words):
            yield Finding(
                "relative_day",
                Severity.WARNING,
                _("“%(day)s” means another day tomorrow.") % {"day": day},
                placed.place,
                mend=_("Write the date."),
                excerpt=day,
            )
