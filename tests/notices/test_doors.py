"""A notice at every public door of a site: what may not be read is not, what is hostile does no
harm, and no door is open longer than the notice holds.
"""

import json
from datetime import date

import feedparser
import icalendar
import pytest
from bs4 import BeautifulSoup
from freezegun import freeze_time

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
HOSTILE = (
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> & {{7*7}} ]]> ;X,\\n æ😀"
)
FEEDS = [f"/libfees/{name}" for name in ("notices.atom", "notices.rss", "screen.rss")]
DOORS = [
    "/",
    "/drift/",
    "/drift/?q=Hemmelig",
    "/drift/lukket/",
    *FEEDS,
    "/libfees/notices.json",
    "/libfees/notices.ics",
    "/api/v2/pages/?fields=*&type=libfees_pages.ServiceNoticePage",
    "/soeg/?q=Hemmelig",
    "/sitemap.xml",
]
SECRET = "Hemmeligt anliggende"


@pytest.fixture
def index():
    return factories.notice_index(factories.site().root_page, slug="drift")


def closure(index, title=SECRET, **fields):
    fields = {"slug": "lukket", "kind": "closure", "period_from_day": date(2026, 11, 20), **fields}
    notice = factories.notice(index, title, lead=title, **fields)
    notice.save_revision()
    return notice


def withdrawn(index):
    closure(index).unpublish()


def private(index):
    factories.restrict(closure(index))


def in_a_private_archive(index):
    factories.restrict(index)
    closure(index)


def elsewhere(index):
    other = factories.site("andenby.example", default=False)
    closure(factories.notice_index(other.root_page, slug="drift"))


@pytest.mark.parametrize(
    "write",
    [lambda index: closure(index, live=False), withdrawn, private, in_a_private_archive, elsewhere],
    ids=["draft", "withdrawn", "private", "private archive", "another site"],
)
@pytest.mark.parametrize("door", DOORS)
def test_what_is_not_public_here_is_behind_no_door(client, index, write, door):
    with freeze_time("2026-11-20T11:00:00Z"):
        write(index)
        assert SECRET not in client.get(door).content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_hostile_words_are_words_behind_every_door(client, index, door):
    with freeze_time("2026-11-20T11:00:00Z"):
        closure(index, HOSTILE).branches.set([factories.branch(HOSTILE[:90])])
        response = client.get(door)
    assert response.status_code in (200, 404)
    if "html" in response.headers["Content-Type"]:
        text = response.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        for data in BeautifulSoup(text, "lxml").select("script[type='application/ld+json']"):
            json.loads(data.string)
    if door in FEEDS:
        assert not feedparser.parse(response.content).bozo
    if door.endswith(".ics"):
        assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
        [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
        assert "æ" in event["summary"]


@pytest.mark.parametrize("door", [*FEEDS, "/libfees/notices.json", "/libfees/notices.ics"])
def test_a_feed_does_not_outlive_the_year_by_the_two_seconds_that_are_left(client, index, door):
    with freeze_time("2026-12-31T22:59:58Z"):
        factories.notice(index, "Nytår", from_day=date(2027, 1, 1))
        assert "max-age=2" in client.get(door).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("day", "before", "at"),
    [
        (date(2026, 10, 25), "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"),
        (date(2027, 3, 28), "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z"),
    ],
)
@pytest.mark.parametrize("door", ["/", "/libfees/screen.rss", "/libfees/notices.atom"])
def test_to_and_including_the_day_on_which_clocks_change(client, index, door, day, before, at):
    factories.notice(index, "Skift", to_day=day)
    with freeze_time(before):
        assert "Skift" in client.get(door).content.decode()
    with freeze_time(at):
        assert "Skift" not in client.get(door).content.decode()
