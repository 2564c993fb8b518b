"""Notices cost a page view nothing when the list is warm, and a change is seen at once."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import Locale, PageViewRestriction, Site

from tests import factories
from tests.kept import kept
from wagtail_libfees.caching import keep_until, noted_boundary
from wagtail_libfees.models import NoticeStamp, OwnFact, notices_for
from wagtail_libfees.notices import cache as notice_cache
from wagtail_libfees.notices.queries import read_notice_list

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
NAME = "wagtail_libfees.notices.cache"


@pytest.fixture(autouse=True)
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


@kept
def index(site):
    return factories.notice_index(site.root_page)


def titles(site, language="da", **more):
    return [notice.title for notice in notices_for(site, language, **more)]


def queries(function, *args):
    with CaptureQueriesContext(connection) as captured:
        function(*args)
    return len(captured)


def found_request(path="/"):
    """A request whose site is known, as on every page that Wagtail serves."""
    request = RequestFactory().get(path)
    Site.find_for_request(request)
    return request


def banner(request):
    return Template("{% load libfees_tags %}{% libfees_notices %}").render(
        Context({"request": request})
    )


# What it costs


def test_a_warm_banner_asks_the_database_nothing(site, index, django_assert_num_queries):
    factories.notice(index, "Lukket")
    request = found_request()
    assert "Lukket" in banner(request)
    with django_assert_num_queries(0):
        assert "Lukket" in banner(request)


def test_a_warm_banner_asks_nothing_for_the_facts_that_it_tells(
    site, index, django_assert_num_queries
):
    factories.fee_settings(site, portal="Fjordbetaling")
    factories.notice(index, "Lukket", severity="urgent", lead="Betal i {portal}.")
    request = found_request()
    assert "Betal i Fjordbetaling." in banner(request)
    with django_assert_num_queries(0):
        assert "Betal i Fjordbetaling." in banner(request)


def other_settings(site, page):
    factories.fee_settings(site, portal="Ny", fee_page=page)


def other_rates(site, page):
    page.body = [factories.overdue(factories.group("Voksne", (1, None, 99)))]
    page.save_revision().publish()


def other_own_fact(site, page):
    OwnFact.objects.filter(name="kaffe").first().delete()


@pytest.mark.parametrize("change", [other_settings, other_rates, other_own_fact])
def test_a_fact_that_changes_is_seen_in_the_banner_at_once(site, index, change):
    page = factories.takster_page(site.root_page, factories.overdue())
    factories.fee_settings(site, fee_page=page, portal="Gammel")
    OwnFact.objects.create(site=site, name="kaffe", value="sort", locale=factories.locale("da"))
    factories.notice(index, "Lukket", severity="urgent", lead="{portal}, {max_fee_adult}, {kaffe}.")
    request = found_request()
    before = banner(request)
    assert "sort" in before
    assert banner(request) == before
    change(site, page)
    assert banner(request) != before


def test_the_fact_of_a_warm_banner_changes_with_the_rates_at_midnight(site, index, clock):
    coming = factories.overdue(
        factories.group("Voksne", (1, None, 88)), first=date(2027, 1, 1), heading="Ny"
    )
    page = factories.takster_page(site.root_page, factories.overdue(), coming)
    factories.fee_settings(site, fee_page=page)
    factories.notice(index, "Takster", severity="urgent", lead="Højst {max_fee_adult}.")
    clock.move_to("2026-12-31T22:59:58Z")
    request = found_request()
    assert "70" in banner(request)
    assert noted_boundary(request) == datetime(2026, 12, 31, 23, tzinfo=UTC)
    clock.move_to("2026-12-31T23:00:00Z")
    assert "88" in banner(found_request())


def test_a_page_with_a_warm_banner_costs_what_it_costs_without_one(client, site, index):
    factories.notice(index, "Lukket")
    page = factories.faq_page(site.root_page)
    client.get(page.url)
    warm = queries(client.get, page.url)
    factories.notice(index, "Også lukket")
    client.get(page.url)
    assert queries(client.get, page.url) == warm


@pytest.mark.parametrize("number", [1, 30])
def test_a_cold_list_costs_the_same_however_many_notices_hold(site, index, number):
    for position in range(number):
        factories.notice(index, f"Nr. {position}")
    Site.get_site_root_paths()
    assert queries(read_notice_list, Site.objects.get(pk=site.pk)) <= 10


def test_former_notices_are_not_read(site, index):
    for position in range(5):
        factories.notice(index, f"Nr. {position}", to_day=date(2026, 11, 19))
    factories.notice(index, "Nu", to_day=date(2026, 11, 20))
    assert [notice.title for notice in read_notice_list(site).notices] == ["Nu"]


# What a change does


def test_a_second_after_another_process_changed_something_it_is_seen(site, index, clock):
    """The other process has a cache of its own: here, this one never hears of the change."""
    notice = factories.notice(index, "Gammel")
    assert titles(site) == ["Gammel"]
    type(notice).objects.update(title="Ny")
    NoticeStamp.objects.update(value="of the other process")
    assert titles(site) == ["Gammel"]
    clock.tick(timedelta(seconds=1, milliseconds=1))
    assert titles(site) == ["Ny"]


def test_what_no_signal_tells_of_is_seen_when_the_list_has_lived_its_time(site, index, clock):
    notice = factories.notice(index, "Gammel")
    assert titles(site) == ["Gammel"]
    type(notice).objects.update(title="Ny")
    clock.tick(299)
    assert titles(site) == ["Gammel"]
    clock.tick(2)
    assert titles(site) == ["Ny"]


def publish(notice, index):
    notice.title = "Ændret"
    notice.save_revision().publish()
    return ["Ændret"]


def unpublish(notice, index):
    notice.unpublish()
    return []


def delete(notice, index):
    notice.delete()
    return []


def delete_archive(notice, index):
    index.delete()
    return []


def restrict(notice, index):
    factories.restrict(notice)
    return []


def restrict_archive(notice, index):
    factories.restrict(index)
    return []


def move_away(notice, index):
    other = factories.site("andenby.example", default=False)
    notice.move(factories.notice_index(other.root_page), pos="last-child")
    return []


def move_archive_away(notice, index):
    index.move(factories.site("andenby.example", default=False).root_page, pos="last-child")
    return []


def change_root(notice, index):
    site = Site.objects.get(is_default_site=True)
    site.root_page = factories.home_page()
    site.save()
    return []


@pytest.mark.parametrize(
    "change",
    [
        publish,
        unpublish,
        delete,
        delete_archive,
        restrict,
        restrict_archive,
        move_away,
        move_archive_away,
        change_root,
    ],
)
def test_a_change_is_seen_at_once(site, index, change):
    notice = factories.notice(index, "Lukket")
    assert titles(site) == ["Lukket"]
    expected = change(notice, index)
    assert titles(Site.objects.get(pk=site.pk)) == expected


def test_a_restriction_that_is_taken_away_is_seen_at_once(site, index):
    restriction = factories.restrict(factories.notice(index, "Lukket"))
    assert titles(site) == []
    restriction.delete()
    assert titles(site) == ["Lukket"]


def test_a_new_slug_above_a_notice_changes_its_address_at_once(
    site, index, django_capture_on_commit_callbacks
):
    parent = factories.faq_page(site.root_page, slug="om")
    archive = factories.notice_index(parent, slug="drift")
    factories.notice(archive, slug="lukket")
    assert [n.url for n in notices_for(site, "da")] == ["/om/drift/lukket/"]
    parent.slug = "om-os"
    with django_capture_on_commit_callbacks(execute=True):
        parent.save_revision().publish()
    assert [n.url for n in notices_for(site, "da")] == ["/om-os/drift/lukket/"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Locale.objects.get_or_create(language_code="en")[0].save(),
        lambda: Site.objects.get(is_default_site=True).save(),
        lambda: factories.branch(),
        lambda: PageViewRestriction.objects.create(
            page=Site.objects.get(is_default_site=True).root_page, restriction_type="login"
        ),
    ],
)
def test_what_lists_are_made_of_sets_another_mark(site, change):
    before = NoticeStamp.current().value
    change()
    assert NoticeStamp.current().value != before


def test_a_draft_outdates_nothing(site, index):
    notice = factories.notice(index, "Lukket")
    before = NoticeStamp.current().value
    notice.title = "Kladde"
    notice.save_revision()
    assert NoticeStamp.current().value == before
    assert titles(site) == ["Lukket"]


def test_reading_writes_nothing(site, index):
    NoticeStamp.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        titles(site)
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)
    assert not NoticeStamp.objects.exists()


def _regret(site, index):
    factories.notice(index, "Fortrudt")
    assert "Fortrudt" in titles(site)
    raise RuntimeError


def test_a_change_that_is_rolled_back_leaves_nothing_behind(site, index):
    factories.notice(index, "Lukket")
    assert titles(site) == ["Lukket"]
    with pytest.raises(RuntimeError), transaction.atomic():
        _regret(site, index)
    notice_cache.forget_stamp()
    assert titles(site) == ["Lukket"]


def test_what_was_rolled_back_does_not_come_again_with_the_next_change(site, index):
    with pytest.raises(RuntimeError), transaction.atomic():
        _regret(site, index)
    factories.notice(index, "Rigtig")
    assert titles(site) == ["Rigtig"]


# Boundaries


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-11-20 11:59:59.999", []),
        ("2026-11-20 12:00", ["Lukket"]),
        ("2026-11-20 12:59:59.999", ["Lukket"]),
        ("2026-11-20 13:00", []),
    ],
)
def test_a_warm_list_turns_to_the_second_and_asks_nothing(
    site, index, clock, moment, shown, django_assert_num_queries
):
    clock.move_to("2026-11-20T10:59:59.5Z")
    factories.notice(
        index,
        "Lukket",
        from_day=date(2026, 11, 20),
        from_time=time(12),
        to_day=date(2026, 11, 20),
        to_time=time(13),
    )
    titles(site)
    instant = datetime.fromisoformat(f"{moment}+01:00")
    with django_assert_num_queries(0):
        assert titles(site, moment=instant) == shown


def test_a_notice_whose_page_expires_goes_with_it_though_no_job_has_run(site, index, clock):
    factories.notice(index, "Lukket", expire_at=NOON + timedelta(minutes=1))
    assert titles(site) == ["Lukket"]
    clock.tick(60)
    assert titles(site) == []


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"from_day": date(2026, 11, 20), "from_time": time(12)}, ["Lukket"]),
        ({"to_day": date(2026, 11, 20), "to_time": time(12)}, []),
    ],
)
def test_what_is_published_at_its_very_boundary_is_on_the_right_side_of_it(
    site, index, fields, shown
):
    assert titles(site) == []
    notice = factories.notice(index, "Lukket", live=False, **fields)
    notice.save_revision().publish()
    assert titles(site) == shown


def test_a_notice_that_ends_while_a_page_is_made_leaves_no_copy_of_it(client, site, index, clock):
    """The page was chosen before the end and is sent after it."""
    factories.notice(index, "Lukket", to_day=date(2026, 11, 20), to_time=time(12, 0, 1))
    request = found_request()
    assert "Lukket" in banner(request)
    clock.tick(2)
    response = HttpResponse(headers={"Cache-Control": "max-age=600"})
    keep_until(response, noted_boundary(request))
    assert response.headers["Cache-Control"] == "max-age=0"
    assert "Lukket" not in banner(found_request())


# When the cache does not help


class Broken(LocMemCache):
    """A cache whose server does not answer."""

    def get(self, *args, **kwargs):
        raise ConnectionError

    set = delete = get


class Nonsense(LocMemCache):
    """A cache that holds what another release put there."""

    def get(self, *args, **kwargs):
        raise AttributeError


@pytest.mark.parametrize(
    "backend",
    [
        f"{__name__}.Broken",
        f"{__name__}.Nonsense",
        "django.core.cache.backends.dummy.DummyCache",
    ],
)
def test_without_a_working_cache_the_database_answers(site, index, backend):
    caches_setting = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "other": {"BACKEND": backend},
    }
    with override_settings(CACHES=caches_setting, WAGTAIL_LIBFEES={"NOTICE_CACHE": "other"}):
        factories.notice(index, "Lukket")
        assert titles(site) == ["Lukket"]
        factories.notice(index, "Åbent", severity="urgent")
        assert titles(site) == ["Åbent", "Lukket"]
        caches["other"].clear()


# Many at once


def test_one_thread_makes_the_list_and_the_others_wait_for_it(site, monkeypatch):
    """No stampede. The list is made of nothing here: threads do not share a test's transaction."""
    made = []
    barrier = threading.Barrier(8)

    class Stamp:
        value = "one"

    monkeypatch.setattr(f"{NAME}.NoticeStamp.current", lambda: Stamp)

    def read(asked):
        made.append(asked.pk)
        threading.Event().wait(0.05)
        return notice_cache.NoticeList("one", None, "da")

    monkeypatch.setattr(f"{NAME}.read_notice_list", read)

    def ask():
        barrier.wait()
        notice_cache.notice_list(site)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [site.pk]
