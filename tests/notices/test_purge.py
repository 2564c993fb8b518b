"""What a change of a notice purges from a cache in front of the site."""

import pytest
from django.test import override_settings
from wagtail.contrib.frontend_cache.backends import BaseBackend

from tests import factories
from tests.kept import kept

pytestmark = pytest.mark.django_db
BASE = {"BASE_TEMPLATE": "example_site/base.html"}
FEEDS = {
    f"http://localhost/libfees/{name}"
    for name in ("notices.atom", "notices.rss", "notices.json", "notices.ics", "screen.rss")
}
purged: set[str] = set()


class Remembering(BaseBackend):
    """A cache that remembers what it was asked to forget."""

    def purge_batch(self, urls):
        purged.update(urls)


class Refusing(BaseBackend):
    """A cache that does not answer."""

    def purge_batch(self, urls):
        raise ConnectionError


@pytest.fixture(autouse=True)
def _front():
    purged.clear()
    with override_settings(WAGTAILFRONTENDCACHE={"x": {"BACKEND": f"{__name__}.Remembering"}}):
        yield


@kept
def index(site):
    return factories.notice_index(site.root_page, slug="drift")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(change):
        purged.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return set(purged)

    return run


CHANGES = {
    "publish": lambda notice: notice.save_revision().publish(),
    "unpublish": lambda notice: notice.unpublish(),
    "delete": lambda notice: notice.delete(),
    "restrict": lambda notice: factories.restrict(notice),
    "expire": lambda notice: notice.unpublish(set_expired=True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_purges_the_archive_and_the_feeds(index, committed, change):
    notice = factories.notice(index)
    assert committed(lambda: CHANGES[change](notice)) >= {"http://localhost/drift/"} | FEEDS


def test_a_restriction_that_is_taken_away_purges_too(index, committed):
    restriction = factories.restrict(factories.notice(index))
    assert committed(restriction.delete) >= FEEDS


def test_a_move_purges_both_sites(site, index, committed):
    other = factories.site("andenby.example", default=False)
    notice = factories.notice(index)
    target = factories.notice_index(other.root_page)
    found = committed(lambda: notice.move(target, pos="last-child"))
    assert found >= FEEDS | {"http://andenby.example/libfees/notices.atom"}


def test_a_site_that_is_not_concerned_is_left_alone(index, committed):
    factories.site("andenby.example", default=False)
    notice = factories.notice(index)
    found = committed(lambda: notice.save_revision().publish())
    assert not any("andenby" in url for url in found)


def test_a_draft_purges_nothing(index, committed):
    notice = factories.notice(index)
    assert committed(notice.save_revision) == set()


def test_another_page_purges_nothing_of_the_notices(site, index, committed):
    page = factories.faq_page(site.root_page)
    assert not committed(lambda: page.save_revision().publish()) & FEEDS


def addresses(site):
    """The pages of a site that have the banner, as a site itself would say it."""
    return [f"{site.root_url}/forside/"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (False, set()),
        (True, {"http://localhost/", "http://localhost/om/"}),
        (f"{__name__}.addresses", {"http://localhost/forside/"}),
    ],
)
def test_a_site_says_which_pages_have_the_banner(site, index, committed, setting, expected):
    factories.restrict(factories.faq_page(site.root_page, slug="lukket-side"))
    factories.faq_page(site.root_page, slug="om")
    notice = factories.notice(index, slug="nu")
    with override_settings(WAGTAIL_LIBFEES={**BASE, "NOTICE_PURGE_PAGES": setting}):
        found = committed(lambda: notice.save_revision().publish())
    # Those that are purged in any case.
    known = FEEDS | {"http://localhost/drift/", "http://localhost/drift/nu/"}
    assert found - known == expected


def test_a_cache_that_does_not_answer_keeps_nobody_from_publishing(index, committed):
    notice = factories.notice(index, live=False)
    with override_settings(WAGTAILFRONTENDCACHE={"x": {"BACKEND": f"{__name__}.Refusing"}}):
        notice_again = type(notice).objects.get(pk=notice.pk)
        notice_again.title = "Ny"
        committed(lambda: factories.restrict(notice_again))
    assert type(notice).objects.get(pk=notice.pk).get_view_restrictions().exists()
