"""What is kept of a search without an answer, and how much of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import RequestFactory

from wagtail_libfees.clock import today
from wagtail_libfees.search import unanswered
from wagtail_libfees.search.models import LONGEST, UnansweredSearch
from wagtail_libfees.search.unanswered import count_unanswered, kept_words

pytestmark = pytest.mark.django_db

KEPT = [
    ("  Hvor   er TOILETTET? ", "hvor er toilettet?"),
    ("ring 12 34 56 78 til mig", "ring ••• til mig"),
    ("mit cpr er 010190-1234", "mit cpr er •••"),
    ("cpr 0101901234 tak", "cpr ••• tak"),
    ("skriv a.b@by.example nu", "skriv ••• nu"),
    ("kort 1234 5678 9012 3456", "kort •••"),
    ("se https://x.example/?cpr=1 nu", "se ••• nu"),
    ("010190\u200b-1234 navn", "••• navn"),
    ("x" * 500, "x" * LONGEST),
    ("12345678", ""),
    ("<b>", ""),
    ("\x00\x01", ""),
]


@pytest.mark.parametrize(("typed", "kept"), KEPT)
def test_only_words_are_kept(typed, kept):
    assert kept_words(typed) == kept


def count(site, *words, again=False):
    for each in words:
        if again:
            cache.clear()
        count_unanswered(RequestFactory().get("/"), site, "da", each)


def rows():
    return list(UnansweredSearch.objects.values_list("words", "times"))


def test_the_same_words_count_once_in_a_while(site):
    count(site, "hest", "Hest", "hest ")
    assert rows() == [("hest", 1)]
    count(site, "hest", "hest", again=True)
    assert rows() == [("hest", 3)]


def test_the_database_counts(site, monkeypatch):
    """Another request makes the row in between, and neither count is lost."""
    manager = type(UnansweredSearch.objects)
    real = manager.bulk_create

    def meanwhile(*arguments, **options):
        UnansweredSearch.objects.create(
            site=site, language="da", words="hest", times=4, last_on=today()
        )
        return real(*arguments, **options)

    monkeypatch.setattr(manager, "bulk_create", meanwhile)
    count(site, "hest")
    assert rows() == [("hest", 5)]


def test_robots_fill_no_table(site, monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_KEPT", 3)
    count(site, "hest", "hest", "ko", "gris", "and", "gås", again=True)
    assert len(rows()) == 3
    assert ("hest", 2) in rows()


def test_an_hour_has_a_limit(site, monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_IN_AN_HOUR", 2)
    count(site, "hest", "ko", "gris")
    assert [words for words, _times in rows()] == ["hest", "ko"]


def test_what_nobody_asks_any_more_goes(site):
    count(site, "hest")
    UnansweredSearch.objects.update(last_on=today() - timedelta(days=400))
    count(site, "ko")
    assert [words for words, _times in rows()] == ["ko"]


def test_a_database_that_takes_no_writes_is_no_fault(site, monkeypatch):
    def refuse(*arguments):
        raise DatabaseError

    monkeypatch.setattr(unanswered, "_count", refuse)
    count(site, "hest")
    assert rows() == []
