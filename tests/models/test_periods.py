"""The rates of a page over time, through the whole page and the clock of Copenhagen."""

from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.models.periods import asked_day
from wagtail_libfees.pages.models import TaksterPage

pytestmark = pytest.mark.django_db

OLD = factories.overdue(factories.group("Voksne", (1, 7, 20), (8, None, 70)))
NEW = factories.overdue(
    factories.group("Voksne", (1, 7, 25), (8, None, 90)), first=date(2027, 1, 1)
)


@pytest.fixture
def page():
    """A fee page with rates that change at New Year."""
    site = factories.site()
    return factories.takster_page(site.root_page, OLD, NEW, slug="takster")


def body(client, query=""):
    """The text of the page, with plain spaces."""
    response = client.get(f"/takster/{query}")
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def table(text):
    """The table of overdue fees alone."""
    return text.split("libfees-overdue")[1].split("</table>")[0]


@pytest.mark.parametrize(
    ("moment", "shown", "hidden"),
    [
        ("2026-12-31 22:59:59+00:00", "20 kr.", "25 kr."),
        ("2026-12-31 23:00:00+00:00", "25 kr.", "20 kr."),
    ],
)
def test_rates_switch_at_midnight_in_copenhagen(client, page, moment, shown, hidden):
    with freeze_time(moment):
        found = table(body(client))
    assert shown in found
    assert hidden not in found


@override_settings(
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    CACHE_MIDDLEWARE_SECONDS=3600,
)
def test_cache_in_front_of_the_page_does_not_outlive_the_change(client, page, settings):
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    with freeze_time("2026-12-31 22:30:00+00:00"):
        assert "20 kr." in table(body(client))
    with freeze_time("2026-12-31 23:00:01+00:00"):
        assert "25 kr." in table(body(client))


@pytest.mark.parametrize(
    ("moment", "kept"),
    [("2026-12-31 21:00:00+00:00", True), ("2026-12-31 22:00:01+00:00", False)],
)
def test_page_asks_not_to_be_kept_in_the_last_hour(client, page, moment, kept):
    with freeze_time(moment):
        response = client.get("/takster/")
    assert ("no-cache" not in response.headers.get("Cache-Control", "")) is kept


@freeze_time("2026-11-20 12:00")
def test_coming_rates_are_announced_with_old_and_new_amounts(client, page):
    coming = body(client).split('id="coming-rates"')[1].split("</table>")[0]
    assert "20 kr." in coming
    assert "25 kr." in coming
    assert "1. januar 2027" in coming


@freeze_time("2026-11-20 12:00")
def test_page_as_of_a_day_says_so_and_is_not_indexed(client, page):
    text = body(client, "?date=2027-01-01")
    assert "25 kr." in table(text)
    assert 'name="robots" content="noindex"' in text
    assert "libfees-other-day" in text
    assert 'name="robots"' not in body(client)


@freeze_time("2027-02-01 12:00")
def test_of_a_day_that_is_over_no_rates_are_announced(client, page):
    text = body(client, "?date=2026-12-31")
    assert 'id="coming-rates"' not in text
    assert "libfees-soon" not in text


@freeze_time("2027-02-01 12:00")
def test_former_rates_stay_reachable(client, page):
    text = body(client)
    assert 'href="?date=2026-12-31"' in text.split('id="former-rates"')[1]
    assert "20 kr." in table(body(client, "?date=2026-12-31"))


@freeze_time("2026-11-20 12:00")
def test_trial_ends_on_its_day_and_the_old_rates_come_back(client):
    site = factories.site()
    free = factories.group("Voksne", fee_free=True)
    free["bands"] = []
    trial = factories.overdue(free, first=date(2026, 6, 1), last=date(2026, 11, 20))
    factories.takster_page(site.root_page, OLD, trial, slug="takster")
    assert "20 kr." not in body(client).split("coming-rates")[0]
    with freeze_time("2026-11-21 12:00"):
        assert "20 kr." in table(body(client))


@pytest.mark.parametrize(
    "query", ["?date=2027-02-30", "?date=x", "?date=1999-12-31", "?date=2101-01-01", "?date=%00"]
)
@freeze_time("2026-11-20 12:00")
def test_nonsense_date_shows_today_and_says_so(client, page, query):
    text = body(client, query)
    assert "20 kr." in table(text)
    assert 'role="alert"' in text


@pytest.mark.parametrize(
    ("text", "day", "wrong"),
    [
        ("", None, False),
        ("2027-01-01", date(2027, 1, 1), False),
        ("2028-02-29", date(2028, 2, 29), False),
        ("2027-02-29", None, True),
        ("20270101", date(2027, 1, 1), False),
        ("2027-01-01T00:00", None, True),
    ],
)
def test_asked_day(text, day, wrong):
    assert asked_day(text) == (day, wrong)


@pytest.mark.usefixtures("nothing_kept")
@freeze_time("2026-11-20 12:00")
def test_page_costs_the_same_with_four_tables(client, page):
    more = [
        factories.overdue(factories.group(f"Gruppe {n}", (1, n, 5), (n + 1, None, 9)))
        for n in range(2, 6)
    ]
    factories.takster_page(page.get_parent(), *more, slug="fire")
    client.get("/takster/")
    with CaptureQueriesContext(connection) as one:
        client.get("/takster/")
    with CaptureQueriesContext(connection) as four:
        client.get("/fire/")
    assert TaksterPage.objects.count() == 2
    assert len(four) == len(one)
