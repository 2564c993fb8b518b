"""A translation whose source was changed after it was published."""

from __future__ import annotations

from collections.abc import Iterator

import swapper
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Revision

from wagtail_libfees.editorial.page_text import placed_texts
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.fee_page.check_context import SITES, all_facts, facts_of
from wagtail_libfees.rates import copenhagen_day, format_date
from wagtail_libfees.sites import site_id_of

_SOURCES = "libfees.translation_sources"


def prepare_translations(subjects: list[Subject]) -> None:
    """The source pages of all translations of a run, in one query."""
    shared = subjects[0].shared
    sites = subjects[0].once(SITES, all_facts)
    keys = [s.page.translation_key for s in subjects if _is_translation(s.page, sites)]
    pages = _pages().objects.filter(translation_key__in=keys, live=True) if keys else ()
    shared[_SOURCES] = {(page.translation_key, page.locale_id): page for page in pages}


def _pages():
    return swapper.load_model("wagtailcore", "Page")


def _is_translation(page, sites) -> bool:
    facts = sites.get(site_id_of(page))
    return facts is not None and facts.site.root_page.locale_id != page.locale_id


@register_check("translations", prepare=prepare_translations)
def check_translations(subject: Subject) -> Iterator[Finding]:
    """A live translation, if words of its source were published after it."""
    page, facts = subject.page, facts_of(subject)
    if facts is None or not page.live or not page.last_published_at:
        return
    key = (page.translation_key, facts.site.root_page.locale_id)
    source = subject.shared[_SOURCES].get(key)
    if source is None or source.pk == page.pk or not source.last_published_at:
        return
    newer = source.last_published_at > page.last_published_at
    if newer and _words_changed(source.specific, page.last_published_at):
        day = format_date(copenhagen_day(source.last_published_at), get_language() or "da")
        yield Finding(
            "translation_behind",
            Severity.WARNING,
            _("“%(title)s” was changed on %(day)s, after this translation.")
            % {"title": source.title, "day": day},
            mend=_("Translate what is new, and publish."),
        )


def _words_changed(source, moment) -> bool:
    """Whether `source` says something that it did not say at `moment`.

    Amounts follow by themselves, and so do words that stand in one more place: those of rates
    that are copied to next year are translated already.
    """
    before = (
        Revision.page_revisions.filter(object_id=str(source.pk), created_at__lte=moment)
        .order_by("-created_at", "-pk")
        .first()
    )
    if before is None:
        return True
    return not _words(source) <= _words(before.as_object())


def _words(page) -> set[str]:
    return {placed.text for placed in placed_texts(page) if placed.place.field != "slug"}
