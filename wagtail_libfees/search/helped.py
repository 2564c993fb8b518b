"""Whether an answer helped: counted by question, anonymous, and bounded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Site

from ..blocks.faq import stored_items, stored_questions
from ..blocks.keys import key_of
from ..caching import ask_cache
from ..clock import today
from ..conf import libfees_settings
from ..models.addresses import QUESTION, PermanentAddress
from ..text.sayable_keys import typed_key
from .models import AnswerRating, RatingLine
from .published import question_pages
from .unanswered import without_persons

# So often in a minute the same question can be rated: more than people do, and less than a robot.
MOST_IN_A_MINUTE = 60
# The most lines that are kept of a question. Those that are read make room for new ones; what
# nobody has read yet stays, so that a flood pushes out nothing.
MOST_LINES = 50
# The most lines that a question takes in a day: more than borrowers write, less than fills it.
MOST_LINES_IN_A_DAY = 10


@dataclass(frozen=True)
class RatedQuestion:
    """A published question: its site, its page in the language, and the key of its address."""

    site: Site
    page: Any
    question: str
    title: str
    key: str

    @property
    def language(self) -> str:
        return self.page.locale.language_code


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form. Needs no cookie, so pages stay in caches.

    Every browser of today says so itself (`Sec-Fetch-Site`); older ones name the origin, which is
    a scheme, a host and a port.
    """
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    own = f"{request.scheme}://{request.get_host()}"
    try:
        return _origin(sender) == _origin(own)
    except ValueError:
        return False


def _origin(address: str) -> tuple[str, str | None, int | None]:
    """The scheme, the host and the port of an address, the usual one if it names none."""
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, usual if parts.port is None else parts.port


def rated_question(site: Site | None, typed: str, language: str) -> RatedQuestion | None:
    """The question with that key, if everyone can read it in `language`; else None."""
    key = typed_key(typed[:100])
    if site is None or not key:
        return None
    address = PermanentAddress.objects.filter(kind=QUESTION, key=key).first()
    for page in question_pages(site, language) if address else ():
        if page.translation_key != address.translation_key:
            continue
        for _heading, block_id, value in stored_items(json.loads(page.raw_body)):
            if key_of(block_id) == address.question:
                title = page.get_facts().text(value.get("question") or "")[:500]
                return RatedQuestion(site, page, address.question, title, key)
    return None


def may_rate(question: RatedQuestion) -> bool:
    """Whether it was not rated too often just now; a cache that is down stops nobody."""
    key = f"wagtail_libfees:rated:{question.site.pk}:{question.key}:{question.language}"
    fresh = ask_cache(libfees_settings.NOTICE_CACHE, lambda cache: cache.add(key, 1, 60))
    if fresh is not False:
        return True

    def count(cache):
        try:
            return cache.incr(key)
        except ValueError:
            # It ran out between the two.
            return 1

    return (ask_cache(libfees_settings.NOTICE_CACHE, count) or 1) <= MOST_IN_A_MINUTE


@transaction.atomic
def count_rating(question: RatedQuestion, *, helped: bool) -> None:
    """One more: counted by the database, so that of two at once none is lost."""
    field = "helped" if helped else "did_not_help"
    _rows(question).update(**{field: F(field) + 1, "last_on": today(), "title": question.title})


@transaction.atomic
def keep_line(question: RatedQuestion, words: str) -> None:
    """Keep what a borrower wrote to the editor, without what can tell a person."""
    line = without_persons(words)
    rating = _rows(question).first() if line else None
    if rating is None or rating.lines.filter(left_on=today()).count() >= MOST_LINES_IN_A_DAY:
        return
    surplus = rating.lines.order_by("is_read", "-pk").values_list("pk", flat=True)[MOST_LINES - 1 :]
    rating.lines.filter(pk__in=list(surplus), is_read=True).delete()
    if rating.lines.count() < MOST_LINES:
        RatingLine.objects.create(rating=rating, words=line[:300], left_on=today())


def _rows(question: RatedQuestion):
    """The row of a question; made if it is not there."""
    named = {
        "translation_key": question.page.translation_key,
        "question": question.question,
        "language": question.language,
    }
    rows = AnswerRating.objects.filter(**named)
    if not rows.exists():
        # Another request may make the same row at the same time.
        made = AnswerRating(site=question.site, title=question.title, last_on=today(), **named)
        AnswerRating.objects.bulk_create([made], ignore_conflicts=True)
    return rows


def forget_gone(page) -> None:
    """Drop what was said of the answers of `page` that it has no more; of all, if it is deleted."""
    own = AnswerRating.objects.filter(
        translation_key=page.translation_key, language=page.locale.language_code
    )
    if not own.exists():
        return
    stored = type(page).objects.filter(pk=page.pk).first()
    asked = stored_questions(stored.body) if stored else ()
    own.exclude(question__in=[key_of(block_id) for block_id, _words in asked]).delete()
