"""No copy of a page outlives the moment at which the page says something else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils.http import http_date
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.caching import keep_until, note_boundary, noted_boundary

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


def answer(**headers):
    return HttpResponse(headers={name.replace("_", "-"): text for name, text in headers.items()})


def directives(response):
    return set(response.headers.get("Cache-Control", "").replace(" ", "").split(",")) - {""}


@pytest.mark.parametrize(
    ("stated", "seconds", "expected"),
    [
        ("max-age=600", 60, {"max-age=60"}),
        ("max-age=60", 600, {"max-age=60"}),
        ("public, max-age=600, s-maxage=900", 60, {"public", "max-age=60", "s-maxage=60"}),
        ("max-age=30, s-maxage=900", 60, {"max-age=30", "s-maxage=60"}),
        ("max-age=86400", 7200, {"max-age=7200"}),
        ("max-age=600", 0, {"max-age=0"}),
        ("max-age=600", -5, {"max-age=0"}),
    ],
)
def test_a_lifetime_that_is_stated_ends_at_the_boundary(stated, seconds, expected):
    response = answer(Cache_Control=stated)
    keep_until(response, NOON + timedelta(seconds=seconds))
    assert directives(response) == expected


@pytest.mark.parametrize(("seconds", "kept"), [(3599, False), (3600, True), (90000, True)])
def test_a_page_without_a_lifetime_is_not_kept_over_a_near_boundary(seconds, kept):
    response = answer()
    keep_until(response, NOON + timedelta(seconds=seconds))
    assert ("no-store" not in directives(response)) is kept


def test_an_expiry_is_moved_to_the_boundary_and_never_later():
    for hours, minutes in ((2, 1), (2, 300)):
        response = answer(Expires=http_date((NOON + timedelta(hours=hours)).timestamp()))
        keep_until(response, NOON + timedelta(minutes=minutes))
        latest = min(timedelta(hours=hours), timedelta(minutes=minutes))
        assert response.headers["Expires"] == http_date((NOON + latest).timestamp())


def test_without_a_boundary_nothing_changes():
    response = answer(Cache_Control="max-age=600")
    keep_until(response, None)
    assert directives(response) == {"max-age=600"}


def test_of_several_boundaries_the_earliest_counts():
    request = RequestFactory().get("/")
    for minutes in (5, 2, 9):
        note_boundary(request, NOON + timedelta(minutes=minutes))
    note_boundary(request, None)
    note_boundary(None, NOON)
    assert noted_boundary(request) == NOON + timedelta(minutes=2)


# On a page with a banner


@pytest.fixture
def index(db):
    return factories.notice_index(factories.site().root_page)


def test_a_page_with_a_banner_is_not_kept_over_the_next_boundary(client, index):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    factories.notice(index, from_day=date(2026, 11, 20), from_time=time(12, 30))
    assert "no-store" in client.get("/").headers["Cache-Control"]


CACHED = [
    "django.middleware.cache.UpdateCacheMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wagtail_libfees.middleware.NoticeBoundaryMiddleware",
    "django.middleware.cache.FetchFromCacheMiddleware",
]


@override_settings(MIDDLEWARE=CACHED, CACHE_MIDDLEWARE_SECONDS=86400)
def test_djangos_page_cache_shows_a_notice_on_the_second(client, index, clock):
    factories.notice(index, "Lukket", from_day=date(2026, 11, 20), from_time=time(12, 30))
    for seconds, shown in ((0, False), (1799, False), (1800, True), (1801, True)):
        clock.move_to(NOON + timedelta(seconds=seconds))
        assert ("Lukket" in client.get("/").content.decode()) is shown


def test_a_copy_of_a_part_of_a_page_ends_at_the_boundary_and_at_a_change(index):
    from django.template import Context, Template

    code = "{% load libfees_tags %}{% libfees_notices_boundary %} {% libfees_notices_stamp %}"

    def shown():
        request = RequestFactory().get("/")
        return Template(code).render(Context({"request": request})).split()

    seconds, before = shown()
    assert seconds == "3600"
    factories.notice(index, from_day=date(2026, 11, 20), from_time=time(12, 1))
    seconds, after = shown()
    assert seconds == "60"
    assert after != before
