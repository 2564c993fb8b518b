"""Counts the searches that found nothing: anonymous, bounded, and never in a reader's way."""

from __future__ import annotations

import hashlib
import logging
import re
from datetime import timedelta

from django.core.cache import caches
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Site

from ..clock import today
from ..conf import libfees_settings
from ..text.cpr_masking import mask_cpr
from .models import LONGEST, UnansweredSearch

logger = logging.getLogger(__name__)

# The most rows of a site: a new one takes the place of the one that tells least.
MOST_KEPT = 500
# How long a search that nobody repeats is kept.
KEPT_DAYS = 365
# The same words count once in so many seconds, and all words of a site so often in an hour.
AGAIN_AFTER = 60
MOST_IN_AN_HOUR = 200

HIDDEN = "•••"
_PERSONAL = re.compile(
    r"[\w.+-]*@[\w.-]*|(?:https?://|www\.)\S*"
    # Telephone numbers, card numbers, and all of a CPR number that is left.
    r"|\+?\d(?:[\s./()–-]{0,2}\d){3,}"
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]+")


def kept_words(typed: str) -> str:
    """What of a search is kept: one line in lower case, without what can tell a person.

    Empty if no word is left.
    """
    words = without_persons(typed[: LONGEST * 5]).casefold()[:LONGEST].strip()
    return words if re.search(r"[^\W\d_]{2}", words) else ""


def without_persons(text: str) -> str:
    """A text in one line, without numbers and addresses that can tell a person."""
    masked, _places = mask_cpr(_UNSEEN.sub(" ", text))
    masked = masked.replace("XXXXXX-XXXX", HIDDEN)
    return " ".join(_PERSONAL.sub(HIDDEN, masked).split())


def count_unanswered(request: HttpRequest, site: Site, language: str, typed: str) -> None:
    """Count a search without an answer, unless a program asked, or somebody asks again and again.

    A database that takes no writes, or a cache that is down, is no reason to fail.
    """
    words = kept_words(typed)
    if not words or not _is_a_question(request) or not _may_count(site, language, words):
        return
    try:
        with transaction.atomic():
            _count(site, language, words)
    except DatabaseError:
        logger.warning("A search without an answer was not counted.", exc_info=True)


def _is_a_question(request: HttpRequest) -> bool:
    """Whether somebody pressed the button: no preview, no address fetched in advance."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if getattr(request, "is_preview", False) or "prefetch" in purpose:
        return False
    return request.method == "GET"


def _may_count(site: Site, language: str, words: str) -> bool:
    """Whether these words, and this site, were not counted too often just now."""
    digest = hashlib.sha256(words.encode()).hexdigest()[:32]
    cache, prefix = caches[libfees_settings.NOTICE_CACHE], f"wagtail_libfees:unanswered:{site.pk}"
    try:
        if not cache.add(f"{prefix}:{language}:{digest}", 1, AGAIN_AFTER):
            return False
        if cache.add(f"{prefix}:hour", 1, 60 * 60):
            return True
        return cache.incr(f"{prefix}:hour") <= MOST_IN_AN_HOUR
    except ValueError:
        # It ran out between the two, or this cache keeps nothing.
        return True
    except Exception:
        logger.warning("The cache that limits the count does not answer.", exc_info=True)
        return False


def _count(site: Site, language: str, words: str) -> None:
    """One more: counted by the database, so that of two at once none is lost."""
    own = UnansweredSearch.objects.filter(site=site)
    row = own.filter(language=language, words=words)
    more = {"times": F("times") + 1, "last_on": today()}
    if row.update(**more):
        return
    own.filter(last_on__lt=today() - timedelta(days=KEPT_DAYS)).delete()
    if own.count() >= MOST_KEPT:
        least = own.order_by("times", "last_on", "pk").values_list("pk", flat=True)
        own.filter(pk__in=list(least[: own.count() - MOST_KEPT + 1])).delete()
    # Another request may make the same row at the same time.
    UnansweredSearch.objects.bulk_create(
        [UnansweredSearch(site=site, language=language, words=words, last_on=today())],
        ignore_conflicts=True,
    )
    row.update(**more)
