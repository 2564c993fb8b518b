"""Outdated terms: those of the package, and those of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees.editorial.registry import Finding, Subject, register_check
from wagtail_libfees.editorial.terms import Term, Use, find_uses
from wagtail_libfees.models import OutdatedTerm
from wagtail_libfees.models.terms import terms_of_site
from wagtail_libfees.rates import format_date
from wagtail_libfees.sites import site_id_of


@register_check("outdated_terms", may_stop=True)
def check_outdated_terms(subject: Subject) -> Iterator[Finding]:
    """Each outdated term, each spelling once per text.

    Not in the slug: it is made of the title, of history too, and an address that is known stays.
    """
    terms = terms_for(subject)
    for placed in subject.texts:
        if placed.place.field == "slug":
            continue
        once: dict[str, Use] = {}
        for use in find_uses(placed.text, terms):
            if use.written not in once or (use.replaceable and not once[use.written].replaceable):
                once[use.written] = use
        for use in once.values():
            yield Finding(
                "outdated_term",
                use.term.severity,
                _message(use),
                placed.place,
                mend=_mend(use),
                excerpt=use.written,
                params={
                    "term": use.term.old,
                    "replaceable": use.replaceable,
                    "source": use.term.source,
                },
            )


def terms_for(subject: Subject) -> list[Term]:
    """The terms that count on the page's site."""
    site_id = site_id_of(subject.page)
    rows = subject.once("libfees.own_terms", lambda: list(OutdatedTerm.objects.all()))
    return subject.once(("libfees.terms", site_id), lambda: terms_of_site(site_id, rows))


def _message(use: Use) -> str:
    if use.term.since is None:
        return _("“%(word)s” is outdated.") % {"word": use.written}
    day = format_date(use.term.since, get_language() or "da")
    return _("“%(word)s” is outdated since %(day)s.") % {"word": use.written, "day": day}


def _mend(use: Use) -> str:
    return _("Write “%(new)s”.") % {"new": use.replacement} if use.term.new else ""
