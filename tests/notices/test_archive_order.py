"""The order of the archive is kept, and what is public no more is gone at once."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from tests import factories
from tests.kept import kept

pytestmark = pytest.mark.django_db
LAST = date(2026, 6, 1)


@kept
def index(site):
    return factories.notice_index(site.root_page)


@pytest.fixture
def notices(index):
    """Thirty notices that are over, so that the archive has two pages of them."""
    return [
        factories.notice(index, f"Nr. {n:02}", from_day=day, to_day=day)
        for n, day in ((n, LAST - timedelta(days=n)) for n in range(30))
    ]


def listed(client, index, number=2, query=""):
    response = client.get(f"{index.url}?page={number}{query}")
    return [notice.title for notice in response.context["notices_over"]]


def restrict(notice):
    PageViewRestriction.objects.create(page=notice, restriction_type="login")


TAKEN = {
    "deleted": lambda notice: notice.delete(),
    "restricted": restrict,
    "unpublished": lambda notice: notice.unpublish(),
    "updated by a script": lambda notice: type(notice).objects.filter(pk=notice.pk).update(live=0),
}


@pytest.mark.parametrize("way", sorted(TAKEN))
def test_what_is_public_no_more_is_gone_while_the_order_is_kept(client, index, notices, way):
    assert "Nr. 25" in listed(client, index)
    TAKEN[way](notices[25])
    assert "Nr. 25" not in listed(client, index)
    assert "Nr. 25" not in listed(client, index, 1, "&q=Nr")


def test_what_is_public_again_is_back_in_its_place(client, index, notices):
    before = listed(client, index)
    notices[25].unpublish()
    listed(client, index)
    notices[25].get_latest_revision_as_object().save_revision().publish()
    assert listed(client, index) == before
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    restriction.delete()
    assert listed(client, index) == before


def lists(client, index):
    """The titles of what holds, is to come and is over, of the notices that are not numbered."""
    context = client.get(f"{index.url}?page=1").context
    names = ("notices_now", "notices_coming", "notices_over")
    return [[n.title for n in context[name] if not n.title.startswith("Nr.")] for name in names]


def test_days_and_clock_times_come_while_the_order_is_kept(client, index, notices):
    factories.notice(
        index,
        "Ferie",
        from_day=date(2026, 7, 2),
        to_day=date(2026, 7, 3),
        to_time=time(16),
    )
    moments = {
        "2026-07-01 23:59": [[], ["Ferie"], []],
        "2026-07-02 00:01": [["Ferie"], [], []],
        "2026-07-03 15:59": [["Ferie"], [], []],
        "2026-07-03 16:01": [[], [], ["Ferie"]],
        "2026-07-04 00:01": [[], [], ["Ferie"]],
    }
    for local, expected in moments.items():
        with freeze_time(f"{local}+02:00"):
            # The second is told from the order that the first has kept.
            assert [lists(client, index), lists(client, index)] == [expected] * 2, local


@pytest.mark.parametrize("query", ["", "?page=2", "?page=999", "?q=Nr", "?year=2026"])
def test_ten_notices_and_three_hundred_are_asked_for_alike(client, index, query):
    def asked(number):
        for n in range(number):
            day = LAST - timedelta(days=n % 100)
            factories.notice(index, f"Nr. {n}", from_day=day, to_day=day)
        client.get(f"{index.url}{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{index.url}{query}")
        return len(queries)

    assert asked(10) == asked(290)


def test_neither_years_nor_former_notices_are_counted_while_the_order_is_kept(
    client, index, notices
):
    listed(client, index)
    with CaptureQueriesContext(connection) as queries:
        listed(client, index)
    asked = " ".join(query["sql"] for query in queries)
    assert "COUNT(" not in asked
    assert "DISTINCT" not in asked


def test_the_last_of_the_kept_years_goes_with_its_notice(client, index, notices):
    old = factories.notice(index, "Gammel", from_day=date(2019, 1, 1), to_day=date(2019, 1, 2))

    def years():
        form = client.get(f"{index.url}?page=1").context["notice_filters"]
        return [value for value, _label in form.fields["year"].choices]

    assert 2019 in years()
    old.unpublish()
    assert 2019 not in years()
