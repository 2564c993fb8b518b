"""A question that is asked twice, on a page or on a site: the answers will part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.page_text import PlacedText, placed_texts
from wagtail_libfees.editorial.registry import Finding, Severity, Subject, register_check
from wagtail_libfees.models import PaymentFAQPageMixin
from wagtail_libfees.sites import site_id_of


@register_check("questions", page_types=(PaymentFAQPageMixin,))
def check_questions(subject: Subject) -> Iterator[Finding]:
    """Each question that stands earlier on the page, or on another live page of the site."""
    page = subject.page
    elsewhere = subject.once("libfees.questions", _questions_of_sites)
    site_id = site_id_of(page)
    seen: set[str] = set()
    for placed in questions_of(subject.texts):
        words = _plain(placed.text)
        others = elsewhere.get((site_id, page.locale_id, words), {})
        titles = [title for pk, title in others.items() if pk != page.pk]
        if words in seen:
            yield _finding(placed, _("The question “%(question)s” stands twice on this page."))
        elif titles:
            yield _finding(
                placed,
                _("The question “%(question)s” stands on “%(title)s” too."),
                title=titles[0],
            )
        seen.add(words)


def _finding(placed: PlacedText, message: str, **params) -> Finding:
    return Finding(
        "question_twice",
        Severity.WARNING,
        message % {"question": placed.text, **params},
        placed.place,
        mend=_("Answer it in one place, and link to it from the other."),
        excerpt=placed.text,
    )


def questions_of(texts) -> Iterator[PlacedText]:
    """The questions among the texts of a page."""
    return (t for t in texts if t.place.child == "question" and t.text.strip())


def _plain(question: str) -> str:
    """The question as it is compared: without case, spacing and punctuation."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def _questions_of_sites() -> dict[tuple, dict[int, str]]:
    """Site, language and question -> the live pages that ask it, by id; one query."""
    model = libfees_settings.page_model("FAQ_PAGE_MODEL")
    found: dict = {}
    for page in model.objects.live() if model else ():
        site_id = site_id_of(page)
        for placed in questions_of(placed_texts(page)):
            key = (site_id, page.locale_id, _plain(placed.text))
            found.setdefault(key, {})[page.pk] = page.title
    return found
