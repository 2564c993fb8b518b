"""Notices on a database with rows that are locked: what two do at the same time."""

import threading
from datetime import date, time

import pytest
from django.db import connection, transaction
from freezegun import freeze_time
from wagtail.models import Page, Site

from tests import factories
from wagtail_libfees.models import NoticeStamp, notices_for
from wagtail_libfees.notices import cache as notice_cache
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite locks the whole database, never a row."
    ),
]
LONG = 20


@pytest.fixture
def index():
    """An archive; the tables are empty after another test of this kind."""
    notice_cache.forget_stamp()
    return factories.notice_index(factories.site_in_emptied_tables().root_page)


def together(*works):
    """Run `works` in threads of their own; returns what they raised."""
    raised = []

    def run(work):
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work], daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert not any(thread.is_alive() for thread in threads), "They wait for each other."
    return raised


def row(notice):
    return ServiceNoticePage.objects.get(pk=notice.pk)


def published(index, title, **fields):
    notice = factories.notice(index, title, **fields)
    notice.save_revision().publish()
    return row(notice)


def titles(site=None):
    return [n.title for n in notices_for(site or Site.objects.get(), "da")]


def test_two_long_transactions_in_opposite_order_do_not_wait_for_each_others_mark(index):
    """One waits for the row that the other has, and must find nothing of its own in the way."""
    first, second = published(index, "Første"), published(index, "Anden")
    has_saved, has_locked = threading.Event(), threading.Event()

    def publishes_both():
        with transaction.atomic():
            first.save_revision().publish()
            has_saved.set()
            assert has_locked.wait(LONG)
            second.save_revision().publish()

    def publishes_the_other():
        assert has_saved.wait(LONG)
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=second.pk)
            has_locked.set()
            notice_cache.notices_changed()

    assert together(publishes_both, publishes_the_other) == []
    assert (row(first).version, row(second).version) == (2, 2)


def test_a_change_of_an_earlier_transaction_that_ends_later_is_announced(index):
    notice = published(index, "Gammel")
    has_saved, may_end = threading.Event(), threading.Event()
    seen = []

    def slow():
        with transaction.atomic():
            notice.title = "Ny"
            notice.save_revision().publish()
            has_saved.set()
            assert may_end.wait(LONG)

    def quick():
        assert has_saved.wait(LONG)
        published(index, "Anden")
        seen.append(set(titles()))
        may_end.set()

    assert together(slow, quick) == []
    notice_cache.forget_stamp()
    assert seen == [{"Gammel", "Anden"}]
    assert set(titles()) == {"Ny", "Anden"}


def test_marks_do_not_pile_up(index):
    for _ in range(3):
        published(index, "Lukket").delete()
    assert NoticeStamp.objects.count() == 1


def test_two_who_end_and_change_a_notice_at_once_get_a_version_each(index):
    notice = published(index, "Lukket")
    start = threading.Barrier(2)

    def ends():
        mine = row(notice)
        start.wait(LONG)
        mine.to_day = date(2026, 1, 2)
        mine.save_revision().publish()

    def changes():
        mine = row(notice)
        start.wait(LONG)
        mine.lead = "Rettet."
        mine.show_again = True
        mine.save_revision().publish()

    assert together(ends, changes) == []
    found = row(notice)
    assert (found.version, found.dismissal_version) == (3, 1)
    # One of the two holds as it was published, and not a mixture of both.
    assert (found.to_day, found.lead) in [
        (date(2026, 1, 2), "Kort om: Lukket"),
        (None, "Rettet."),
    ]
    listed = [n.lead for n in notices_for(Site.objects.get(), "da")]
    assert listed == ([] if found.to_day else ["Rettet."])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"from_time": time(12)}, ["Nu"]), ({"to_day": date(2026, 11, 20), "to_time": time(12)}, [])],
    ids=["begins", "ends"],
)
def test_what_is_published_at_the_boundary_while_others_read_is_right_for_all(
    index, fields, expected
):
    with freeze_time("2026-11-20T11:00:00Z"):
        site = Site.objects.get()
        assert titles(site) == []
        notice = factories.notice(index, "Nu", live=False, from_day=date(2026, 11, 20), **fields)
        start = threading.Barrier(4)

        def publishes():
            start.wait(LONG)
            notice.save_revision().publish()

        def reads():
            start.wait(LONG)
            for _ in range(20):
                assert titles(site) in ([], expected)

        assert together(publishes, reads, reads, reads) == []
        assert titles(site) == expected
