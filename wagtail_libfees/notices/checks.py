"""What a notice has to say before it is published, and what in it is worth a look."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..blocks.walk import Place
from ..editorial.registry import Finding, Severity, Subject, register_check
from ..fee_page.check_context import facts_of
from ..fee_page.settings.fee_page_link import is_public
from ..models import ServiceNoticePageMixin
from ..text.dates import WrittenDate, dates_in, spelled_date
from ..text.relative_days import relative_days
from .withdrawal import has_hidden_source, is_left_alone

_NOTICES = (ServiceNoticePageMixin,)
# Kinds that are about days which the library knows; how long an outage lasts, nobody does.
_PLANNED = frozenset({"closure", "opening_hours", "system_change"})


@register_check("notice_facts", page_types=_NOTICES, may_stop=True)
def check_notice_facts(subject: Subject) -> Iterator[Finding]:
    """An open question of the payment change, no end and no review, no section, a lost branch."""
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
    if _is_translation(subject) and has_hidden_source(page):
        yield Finding(
            "notice_source_hidden",
            Severity.ERROR,
            _("The notice that this one translates, “%(title)s”, is not public.")
            % {"title": page.source_page.title},
            mend=_("Publish that one first. This one then follows it."),
        )
    if page.lacks_branches and not _is_over(page) and not page.follows_source:
        names = ", ".join(page.former_branch_names)
        yield Finding(
            "notice_branch_gone",
            Severity.ERROR,
            _("%(branches)s, which the notice is about, was deleted.") % {"branches": names},
            Place("branches"),
            mend=_("Say what the notice is about now."),
        )
    if page.scope == "section" and page.section_id is None:
        yield Finding(
            "notice_without_section",
            Severity.ERROR,
            _("The notice is for a section of the site, and none is chosen."),
            Place("section"),
            mend=_("Choose the page of the section, or show the notice on every page."),
        )


def _is_over(page) -> bool:
    """Whether the notice has ended; a half-typed one has not."""
    return bool(page.from_day) and page.is_over


def _had_its_time(page) -> bool:
    """Whether the notice was shown until it ended: then it only belongs to the archive."""
    published, end = page.last_published_at, page.window.end
    if not (page.live and published and end):
        return False
    # One that is ended at once is published within the minute in which it ends.
    return published.replace(second=0, microsecond=0) <= end


def _is_translation(subject: Subject) -> bool:
    """Whether the page is in another language than its site; asks once for a whole run."""
    facts = facts_of(subject)
    return facts is not None and facts.site.root_page.locale_id != subject.page.locale_id


@register_check("notice_section", page_types=_NOTICES)
def check_section(subject: Subject) -> Iterator[Finding]:
    """A section that borrowers cannot read: the notice is shown nowhere."""
    page = subject.page
    if page.scope == "section" and page.section_id and not is_public(page.section):
        yield Finding(
            "notice_section_hidden",
            Severity.WARNING,
            _("The section “%(title)s” is not public, so no page shows the notice in its banner.")
            % {"title": page.section.title},
            Place("section"),
            mend=_("Choose another section, or show the notice on every page."),
        )


@register_check("notice_alone", page_types=_NOTICES)
def check_notice_alone(subject: Subject) -> Iterator[Finding]:
    """A translation that was taken back because its source was deleted."""
    page = subject.page
    if is_left_alone(page):
        yield Finding(
            "notice_source_deleted",
            Severity.WARNING,
            _(
                "The notice that this one translated was deleted, and this one was taken back with "
                "it. Published, it would be there in this language only."
            ),
            mend=_("Delete it, or publish it if it is to stand alone."),
        )


@register_check("notice_state", page_types=_NOTICES)
def check_notice_state(subject: Subject) -> Iterator[Finding]:
    """A notice that is over, that no calendar can have, or that says nobody to turn to."""
    page = subject.page
    if _is_over(page) and not _had_its_time(page):
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


@register_check("notice_dates", page_types=_NOTICES)
def check_dates_in_text(subject: Subject) -> Iterator[Finding]:
    """Dates of the text that are none, have another weekday, or are not those of the notice."""
    page = subject.page
    if page.from_day is None:
        return
    start = page.period_from_day or page.from_day
    for placed, words in subject.prose:
        for written in dates_in(words, start):
            message, mend = _fault_of_date(page, placed.place.field, written)
            if message:
                yield Finding(
                    "date_in_notice",
                    Severity.WARNING,
                    message,
                    placed.place,
                    mend=mend,
                    excerpt=written.words,
                )


def _fault_of_date(page, field: str, written: WrittenDate) -> tuple[str, str]:
    """What is wrong with a date in the text, and how it is mended; two empty texts for nothing."""
    named = {"date": written.words}
    if written.day is None:
        return _("“%(date)s” is not in the calendar.") % named, _("Write the right date.")
    language = get_language() or "da"
    named["day"] = spelled_date(written.day, language)
    if not written.has_right_weekday:
        text = _("In “%(date)s” the weekday is wrong: it is %(day)s.")
        return text % named, _("Write the right weekday, or the right date.")
    # Title and lead say when it happens; the text may tell of other days too.
    if field not in ("title", "lead"):
        return "", ""
    first, last = page.period_from_day, page.period_to_day
    if first is None:
        is_other = written.day < page.from_day
        text = _("“%(date)s” is before the first day on which the notice is shown.")
        return (text % named, _("Check the date, and “Shown”.")) if is_other else ("", "")
    # The day after is the one on which the library opens again.
    if first <= written.day and (last is None or written.day <= last + timedelta(days=1)):
        return "", ""
    text = _("“%(date)s” is not one of the days under “When it takes place”.")
    return text % named, _("Check the date, and the days.")
