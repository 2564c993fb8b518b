"""National facts on pages: unchecked too long, stated otherwise by the site, or typed, outdated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees.clock import today
from wagtail_libfees.editorial.findings.fact_findings import braced, names_in, tells_facts
from wagtail_libfees.editorial.national import MONTHS_VALID, NATIONAL
from wagtail_libfees.editorial.page_text import PlacedText
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.models import OwnFact
from wagtail_libfees.rates import format_date
from wagtail_libfees.sites import site_id_of

from .reviews import months_since

_NO_WORD = re.compile(r"[\W_]+")


@register_check("national", applies_to=tells_facts)
def check_national(subject: Subject) -> Iterator[Finding]:
    """Each national fact that the page names and somebody has to look at, once for the page."""
    told: set[str] = set()
    for placed in subject.texts:
        for name in dict.fromkeys(names_in(placed.text)):
            if name in NATIONAL and name not in told:
                told.add(name)
                yield from _named(subject, name, placed)
        yield from _typed(subject, placed)


def _named(subject: Subject, name: str, placed: PlacedText) -> Iterator[Finding]:
    fact, values = NATIONAL[name], {"fact": braced(name), "source": NATIONAL[name].source}
    own = subject.once("libfees.national", _own_facts).get((site_id_of(subject.page), name))
    if own and own != fact.text:
        values["text"] = fact.text
        yield Finding(
            "national_differs",
            Severity.WARNING,
            _("Your own fact %(fact)s says something else than the package: “%(text)s”.") % values,
            placed.place,
            mend=_("See what is right at %(source)s, and delete your own fact if it is not.")
            % values,
            excerpt=own,
        )
    elif not own and (fact.checked is None or months_since(fact.checked, today()) >= MONTHS_VALID):
        if fact.checked:
            values["day"] = format_date(fact.checked, get_language() or "da")
            message = _("%(fact)s was last compared with its source on %(day)s.")
        else:
            message = _("%(fact)s has not been compared with its source yet.")
        yield Finding(
            "national_unchecked",
            Severity.WARNING,
            message % values,
            placed.place,
            mend=_("Look at %(source)s. State what is right as an own fact of the same name.")
            % values,
            excerpt=fact.text,
        )


def _typed(subject: Subject, placed: PlacedText) -> Iterator[Finding]:
    words = _plain(placed.text)
    for name, fact in NATIONAL.items():
        for former in fact.former:
            if _plain(former) in words:
                yield Finding(
                    "national_outdated",
                    Severity.WARNING,
                    _("“%(former)s” is no longer right.") % {"former": former},
                    placed.place,
                    mend=_("Write %(fact)s, which follows.") % {"fact": braced(name)},
                    excerpt=former,
                )


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold())


def _own_facts() -> dict[tuple[int, str], str]:
    """(site, name) -> what the site states itself; one query."""
    found = OwnFact.objects.filter(name__in=NATIONAL).exclude(value="")
    return {(fact.site_id, fact.name): fact.value for fact in found}
