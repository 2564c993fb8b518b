"""The feeds of notices as their readers see them: feedparser, icalendar and a JSON schema."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta

import feedparser
import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from freezegun import freeze_time
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from tests import factories
from tests.kept import kept
from wagtail_libfees.models import PermanentAddress

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
ATOM, RSS, JSON = "/libfees/notices.atom", "/libfees/notices.rss", "/libfees/notices.json"
ICS, SCREEN = "/libfees/notices.ics", "/libfees/screen.rss"
ALL = [ATOM, RSS, JSON, ICS, SCREEN]
XML = [ATOM, RSS, SCREEN]
BASE = {"BASE_TEMPLATE": "example_site/base.html"}

# The fields of JSON Feed 1.1 that a feed of ours has, by https://www.jsonfeed.org/version/1.1/.
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "pattern": "^https?://"},
        "feed_url": {"type": "string", "pattern": "^https?://"},
        "language": {"type": "string"},
        "authors": {
            "type": "array",
            "items": {
                "type": "object",
                "minProperties": 1,
                "properties": {"name": {"type": "string"}},
            },
        },
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "$defs": {
        "item": {
            "type": "object",
            "required": ["id"],
            "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "minLength": 1},
                "url": {"type": "string", "pattern": "^https?://"},
                "title": {"type": "string"},
                "summary": {"type": "string"},
                "content_html": {"type": "string"},
                "image": {"type": "string", "pattern": "^https?://"},
                "language": {"type": "string"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "date_published": {"type": "string", "format": "date-time"},
                "date_modified": {"type": "string", "format": "date-time"},
                "_libfees": {"type": "object"},
            },
        }
    },
}


@pytest.fixture(autouse=True)
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


@kept
def index(site):
    return factories.notice_index(site.root_page, slug="drift")


def published(index, title="Lukket", **fields):
    """A notice as an editor publishes it."""
    fields.setdefault("period_from_day", date(2026, 12, 24))
    notice = factories.notice(index, title, **fields)
    notice.save_revision().publish()
    notice.refresh_from_db()
    return notice


def get(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return response


def permanent_url(notice):
    """The short address that a feed names instead of that of the page."""
    address = PermanentAddress.objects.get(translation_key=notice.translation_key)
    return f"http://localhost/libfees/n/{address.key}"


def parsed(response):
    headers = {"content-type": response.headers["Content-Type"]}
    found = feedparser.parse(response.content, response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(client, path):
    """The titles of the entries of a feed of any kind."""
    response = get(client, path)
    if path.startswith(JSON):
        return [item["title"] for item in response.json()["items"]]
    if path.startswith(ICS):
        return [str(event["summary"]) for event in events(response)]
    return [entry.title for entry in parsed(response).entries]


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


# Each kind


@pytest.mark.parametrize(
    ("path", "version", "kind"),
    [
        (ATOM, "atom10", "application/atom+xml"),
        (RSS, "rss20", "application/rss+xml"),
        (SCREEN, "rss20", "application/rss+xml"),
    ],
)
def test_a_reader_knows_the_feed(client, site, index, path, version, kind):
    notice = published(index, "Lukket", lead="Vi har lukket.", text="<p>Hele dagen.</p>")
    response = get(client, path)
    assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
    found = parsed(response)
    assert found.version == version
    assert found.feed.language == "da"
    assert found.feed.link == "http://localhost/drift/"
    [entry] = found.entries
    assert entry.title == "Lukket"
    assert entry.link == permanent_url(notice)
    assert entry.id.startswith("urn:uuid:")
    assert "Vi har lukket." in entry.summary
    assert ("Hele dagen." in entry.summary) is (path != SCREEN)


def test_the_json_feed_keeps_to_its_format(client, site, index):
    harbour = factories.branch(isil="DK-700100")
    notice = published(index, "Lukket", lead="Kort.", text="<p>Langt.</p>", branches=[harbour])
    response = get(client, JSON)
    data = response.json()
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    validator = Draft202012Validator(JSON_FEED, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    [item] = data["items"]
    assert item["url"] == permanent_url(notice)
    assert item["_libfees"]["branches"] == [{"name": "Havnebiblioteket", "isil": "DK-700100"}]
    assert item["_libfees"]["shown_from"] == "2025-12-31T23:00:00+00:00"
    assert item["_libfees"]["from"] == "2026-12-23T23:00:00+00:00"
    assert data["home_page_url"] == "http://localhost/drift/"
    assert data["feed_url"] == f"http://localhost{JSON}"


def test_an_entry_says_all_that_the_notice_says(client, index):
    published(
        index,
        text="<p>Brødtekst</p>",
        changes="<p>Ændring</p>",
        unchanged="<p>Uændret</p>",
        to_do="<p>Handling</p>",
    )
    html = get(client, JSON).json()["items"][0]["content_html"]
    for words in ("Brødtekst", "Ændring", "Uændret", "Handling"):
        assert words in html


@pytest.mark.parametrize("path", ALL)
def test_a_feed_without_notices_is_valid_and_quiet(client, site, path):
    assert titles(client, path) == []


@pytest.mark.parametrize("path", ALL)
def test_a_site_without_an_archive_has_feeds_too(client, site, path):
    assert get(client, path).content


# What is in it


def test_a_screen_shows_what_holds_now_the_most_urgent_first(client, index):
    published(index, "Besked")
    factories.notice(index, "Haster", severity="urgent")
    published(index, "I morgen", from_day=date(2026, 11, 21))
    published(index, "I går", to_day=date(2026, 11, 19))
    assert titles(client, SCREEN) == ["Haster", "Besked"]


@pytest.mark.parametrize("path", [ATOM, RSS, JSON])
def test_a_reader_gets_what_is_to_come_too_and_nothing_that_is_over(client, index, path):
    published(index, "Nu")
    published(index, "I morgen", from_day=date(2026, 11, 21))
    published(index, "I går", to_day=date(2026, 11, 19))
    assert titles(client, path) == ["I morgen", "Nu"]


@pytest.mark.parametrize("path", ALL)
def test_what_is_not_public_is_in_no_feed(client, site, index, path):
    factories.restrict(published(index, "Hemmelig", kind="closure"))
    factories.notice(index, "Kladde", kind="closure", live=False)
    hidden = factories.notice_index(site.root_page)
    factories.restrict(hidden)
    published(hidden, "Skjult", kind="closure")
    other = factories.site("andenby.example", default=False)
    published(factories.notice_index(other.root_page), "Fra Andenby", kind="closure")
    notice = published(index, "Udgivet", kind="closure", lead="Udgivet tekst")
    notice.title = "Uudgivet rettelse"
    notice.save_revision()
    text = get(client, path).content.decode()
    for title in ("Hemmelig", "Kladde", "Skjult", "Fra Andenby", "Uudgivet rettelse"):
        assert title not in text
    assert "Udgivet" in text


@pytest.mark.parametrize("path", ALL)
def test_staff_are_not_named(client, index, path):
    published(index, kind="closure", responsible=factories.admin("birgit-ansvarlig"))
    assert "birgit" not in get(client, path).content.decode()


@pytest.mark.parametrize("path", ALL)
def test_a_branch_has_a_feed_of_its_own(client, index, path):
    published(index, "Havn", kind="closure", branches=[factories.branch(isil="DK-700100")])
    published(index, "Skov", kind="closure", branches=[factories.branch("Skovby")])
    published(index, "Alle", kind="closure")
    assert set(titles(client, f"{path}?branch=DK-700100")) == {"Havn", "Alle"}
    assert set(titles(client, f"{path}?branch=skovby")) == {"Skov", "Alle"}
    assert set(titles(client, f"{path}?branch=")) == {"Havn", "Skov", "Alle"}


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("query", ["branch=findes-ikke", "branch=%00", "lang=xx", "lang=%00"])
def test_an_unknown_branch_or_language_is_not_found(client, index, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 404
    assert response.json()["errors"]


def test_parameters_of_others_do_no_harm(client, index):
    published(index)
    assert titles(client, f"{ATOM}?utm_source=nyhedsbrev") == ["Lukket"]


def test_a_feed_in_another_language(client, site, index):
    notice = published(index, "Lukket")
    factories.translated(notice, title="Closed")
    published(index, "Kun dansk", from_day=date(2025, 1, 1))
    assert titles(client, ATOM) == ["Lukket", "Kun dansk"]
    assert titles(client, f"{ATOM}?lang=en") == ["Closed", "Kun dansk"]
    assert parsed(get(client, f"{ATOM}?lang=en")).feed.language == "en"
    with override_settings(WAGTAIL_LIBFEES={**BASE, "NOTICE_UNTRANSLATED": False}):
        notice.save()
        assert titles(client, f"{ATOM}?lang=en") == ["Closed"]


def test_the_address_of_a_feed_is_the_sites_own(client, index):
    published(index)
    response = client.get(f"{ATOM}?branch=&lang=da", headers={"host": "evil.example"})
    assert b"evil.example" not in response.content


# Hostile words


HOSTILE = [
    "]]>",
    "<script>alert(1)</script>",
    "A & B < C",
    "&lt;b&gt;",
    "Citat \" og ' og \\ og ; og ,",
    "BEGIN:VEVENT\r\nSUMMARY:Indsmuglet",
    "🦭 Lukket 𝄞",
    "Styre\x08tegn\x0b og \x1b[31m",
    "\ufffe ikke et tegn \uffff",
    "Linje\u2028skift",
    "‮Omvendt",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("path", ALL)
def test_no_word_of_an_editor_breaks_a_feed(client, index, path, words):
    published(index, words, lead=words, kind="closure")
    found = titles(client, path)
    assert len(found) == 1
    response = get(client, path)
    if path in XML:
        etree.fromstring(response.content)
    if path == ICS:
        assert len(events(response)) == 1
    assert b"<script>" not in response.content or path not in XML
    for character in "\x08\x0b\x1b\ufffe\uffff":
        assert character not in response.content.decode()


def test_a_screen_gets_nothing_that_could_be_read_as_markup(client, index):
    published(index, "<b>Lukket</b>", lead="<img src=x onerror=alert(1)> & mere")
    [entry] = parsed(get(client, SCREEN)).entries
    assert "<" not in entry.title + entry.summary
    assert entry.title == "‹b›Lukket‹/b›"


def test_a_screen_gets_two_lengths(client, index):
    published(index, "Titel " * 40, lead="Ord " * 74)
    [entry] = parsed(get(client, SCREEN)).entries
    assert len(entry.title) <= 90
    assert entry.title.endswith("…")
    assert 90 < len(entry.summary) <= 300
    assert "24. december 2026" in entry.summary.rsplit("…", 1)[1]


# The calendar


def event(client, path=ICS):
    [found] = events(get(client, path))
    return found


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        (
            {"period_from_day": date(2026, 12, 24), "period_to_day": date(2026, 12, 26)},
            date(2026, 12, 24),
            date(2026, 12, 27),
        ),
        (
            {"period_from_day": date(2026, 12, 31), "period_to_day": date(2026, 12, 31)},
            date(2026, 12, 31),
            date(2027, 1, 1),
        ),
        ({"period_from_day": date(2026, 12, 24)}, date(2026, 12, 24), None),
        (
            {
                "period_from_day": date(2026, 12, 24),
                "period_from_time": time(9, 30),
                "period_to_day": date(2026, 12, 24),
                "period_to_time": time(12),
            },
            datetime(2026, 12, 24, 8, 30, tzinfo=UTC),
            datetime(2026, 12, 24, 11, tzinfo=UTC),
        ),
        (
            {
                "period_from_day": date(2027, 3, 27),
                "period_from_time": time(22),
                "period_to_day": date(2027, 3, 28),
            },
            datetime(2027, 3, 27, 21, tzinfo=UTC),
            datetime(2027, 3, 28, 22, tzinfo=UTC),
        ),
    ],
)
def test_an_event_has_the_days_or_times_of_the_notice(client, index, fields, start, end):
    published(index, kind="closure", **fields)
    found = event(client)
    assert found["dtstart"].dt == start
    assert (found["dtend"].dt if "dtend" in found else None) == end


def test_a_clock_time_is_copenhagens_and_the_calendar_knows_the_zone(client, index):
    published(index, kind="closure", period_from_time=time(9))
    response = get(client, ICS)
    assert event(client)["dtstart"].params["tzid"] == "Europe/Copenhagen"
    [zone] = Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({"kind": "closure"}, True),
        ({"kind": "opening_hours"}, True),
        ({"kind": "other", "services": ["payment"]}, True),
        ({"kind": "rate_change"}, False),
        # When it is shown says nothing of when the library is closed.
        ({"kind": "closure", "period_from_day": None}, False),
    ],
)
def test_the_calendar_has_closures_hours_and_changed_services(client, index, fields, there):
    published(index, **fields)
    assert titles(client, ICS) == (["Lukket"] if there else [])


def test_a_change_keeps_the_id_and_counts_up(client, index):
    notice = published(index, kind="closure")
    before = event(client)
    notice.title = "Lukket længere"
    notice.save_revision().publish()
    after = event(client)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["status"] == "CONFIRMED"


def test_a_withdrawn_notice_is_cancelled_without_its_words(client, index):
    notice = published(index, "Hemmelighed", kind="closure", lead="Hemmelighed")
    before = event(client)
    notice.unpublish()
    response = get(client, ICS)
    after = event(client)
    assert after["uid"] == before["uid"]
    assert after["status"] == "CANCELLED"
    assert after["sequence"] > before["sequence"]
    assert b"Hemmelighed" not in response.content
    notice.save_revision().publish()
    again = event(client)
    assert again["status"] == "CONFIRMED"
    assert again["sequence"] > after["sequence"]


def test_a_withdrawn_notice_of_another_branch_or_a_private_one_is_not_told(client, index):
    notice = published(index, kind="closure", branches=[factories.branch("Skovby")])
    factories.branch("Havn")
    notice.unpublish()
    assert events(get(client, f"{ICS}?branch=havn")) == []
    assert len(events(get(client, f"{ICS}?branch=skovby"))) == 1
    factories.restrict(notice)
    assert events(get(client, ICS)) == []


def test_the_calendar_names_the_branches(client, index):
    branch = factories.branch("Havnebiblioteket", address="Kajen 1, 9999 Fjordby")
    published(index, kind="closure", branches=[branch])
    assert str(event(client)["location"]) == "Havnebiblioteket, Kajen 1, 9999 Fjordby"


# Asking again


@pytest.mark.parametrize("path", ALL)
def test_who_has_it_already_gets_no_copy(client, index, path):
    published(index, kind="closure")
    first = get(client, path)
    for header, value in (
        ("if-none-match", first.headers["ETag"]),
        ("if-modified-since", first.headers["Last-Modified"]),
    ):
        again = client.get(path, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("path", ALL)
def test_a_change_is_another_copy_for_either_header(client, index, path, clock):
    notice = published(index, kind="closure")
    first = get(client, path)
    clock.tick(90)
    notice.title = "Ændret"
    notice.save_revision().publish()
    for header, value in (
        ("if-none-match", first.headers["ETag"]),
        ("if-modified-since", first.headers["Last-Modified"]),
    ):
        assert client.get(path, headers={header: value}).status_code == 200


@pytest.mark.parametrize("path", ALL)
def test_a_copy_is_the_same_a_minute_later(client, index, path, clock):
    published(index, kind="closure")
    first = get(client, path)
    clock.tick(60)
    assert get(client, path).headers["ETag"] == first.headers["ETag"]


def test_a_boundary_is_another_copy(client, index, clock):
    clock.move_to(NOON)
    published(index, "Snart", from_day=date(2026, 11, 20), from_time=time(12, 0, 30))
    first = get(client, SCREEN)
    assert "max-age=30" in first.headers["Cache-Control"]
    clock.tick(29)
    assert titles(client, SCREEN) == []
    clock.tick(1)
    assert titles(client, SCREEN) == ["Snart"]
    since = first.headers["Last-Modified"]
    assert client.get(SCREEN, headers={"if-modified-since": since}).status_code == 200


def test_an_end_at_midnight_is_another_copy_days_later(client, index, clock):
    published(index, to_day=date(2026, 11, 20))
    first = get(client, ATOM)
    clock.tick(timedelta(days=3))
    since = first.headers["Last-Modified"]
    assert client.get(ATOM, headers={"if-modified-since": since}).status_code == 200
    assert titles(client, ATOM) == []


@pytest.mark.parametrize("path", ALL)
def test_a_feed_can_be_read_by_scripts_of_others_and_not_written(client, index, path):
    response = get(client, path)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" in response.headers["Cache-Control"]
    assert "max-age=60" in response.headers["Cache-Control"]
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == response.headers["ETag"]
    assert client.post(path).status_code == 405
    assert client.options(path).status_code == 204


@pytest.mark.parametrize("path", ALL)
def test_a_warm_feed_asks_only_which_site_it_is(client, index, path):
    published(index, kind="closure")
    get(client, path)
    with CaptureQueriesContext(connection) as captured:
        get(client, path)
    assert all("wagtailcore_site" in query["sql"] for query in captured.captured_queries)
    assert len(captured) <= 1


def test_json_is_text_and_not_escapes(client, index):
    published(index, "Rødgrød med fløde")
    assert "Rødgrød med fløde" in get(client, JSON).content.decode()
    assert json.loads(get(client, JSON).content)


# Updates


def update(day, clock, words):
    return ("update", {"day": day, "time": clock, "text": f"<p>{words}</p>"})


SEARCHING = update(date(2026, 11, 18), time(9, 15), "Vi leder efter fejlen.")
SOLVED = update(date(2026, 11, 20), time(11, 30), "Det virker igen &amp; alt er <b>godt</b>.")


@pytest.mark.parametrize("path", ALL)
def test_every_feed_carries_the_updates_the_latest_first(client, index, path):
    published(
        index, "Nedbrud", kind="outage", lead="Søgningen er nede.", updates=[SEARCHING, SOLVED]
    )
    response = get(client, path)
    if path == ICS:
        text = str(events(response)[0]["description"])
    elif path == JSON:
        text = response.json()["items"][0]["content_html"]
    else:
        text = parsed(response).entries[0].summary
    assert "Det virker igen" in text
    assert "20. november 2026 kl. 11.30" in text
    assert "Søgningen er nede." in text
    if path != SCREEN:
        assert text.index("Det virker igen") < text.index("Vi leder efter fejlen.")
        assert "18. november 2026 kl. 9.15" in text
    if path in (ICS, SCREEN):
        assert "Det virker igen & alt er godt." in text


def test_an_update_is_in_the_language_of_its_notice(client, index):
    notice = published(index, updates=[SOLVED])
    factories.translated(
        notice, title="Closed", updates=[update(date(2026, 11, 20), time(11, 30), "Solved.")]
    )
    html = get(client, f"{JSON}?lang=en").json()["items"][0]["content_html"]
    assert "Updates" in html
    assert "20 November 2026" in html


def test_the_json_feed_has_updates_as_data(client, index):
    published(index, updates=[SEARCHING, SOLVED])
    data = get(client, JSON).json()
    validator = Draft202012Validator(JSON_FEED, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    assert data["items"][0]["_libfees"]["updates"] == [
        {
            "at": "2026-11-20T10:30:00+00:00",
            "html": "<p>Det virker igen &amp; alt er <b>godt</b>.</p>",
        },
        {"at": "2026-11-18T08:15:00+00:00", "html": "<p>Vi leder efter fejlen.</p>"},
    ]


def test_the_date_of_an_entry_is_that_of_its_last_update(client, index, clock):
    notice = published(index)
    first = parsed(get(client, RSS)).entries[0].published
    clock.move_to(NOON + timedelta(hours=3))
    notice.updates = [update(date(2026, 11, 20), time(14, 50), "Løst.")]
    notice.save_revision().publish()
    [entry] = parsed(get(client, RSS)).entries
    assert entry.published != first
    assert entry.published == "Fri, 20 Nov 2026 13:50:00 +0000"
    [entry] = parsed(get(client, ATOM)).entries
    # Atom and JSON have a date for each: when it was first published, and when it was changed.
    assert (entry.published, entry.updated) == (
        "2026-11-20T11:00:00+00:00",
        "2026-11-20T14:00:00+00:00",
    )
    [item] = get(client, JSON).json()["items"]
    assert item["date_modified"] == "2026-11-20T14:00:00+00:00"


def test_an_update_that_is_typed_ahead_does_not_date_an_entry_in_the_future(client, index):
    published(index, updates=[update(date(2026, 11, 25), time(8), "Åbent igen."), SEARCHING])
    [entry] = parsed(get(client, RSS)).entries
    assert entry.published == "Fri, 20 Nov 2026 11:00:00 +0000"


@pytest.mark.parametrize("path", ALL)
def test_an_update_waits_for_its_day_and_time(client, index, clock, path):
    published(
        index,
        "Nedbrud",
        kind="outage",
        lead="Søgningen er nede.",
        updates=[update(date(2026, 11, 20), time(16), "Det virker igen."), SEARCHING],
    )
    before = get(client, path)
    assert "Det virker igen." not in before.content.decode()
    # No cache keeps it past the update, 16:00 in Copenhagen.
    until = NOON + timedelta(hours=4)
    assert int(re.search(r"max-age=(\d+)", before["Cache-Control"])[1]) <= 4 * 60 * 60
    clock.move_to(until - timedelta(seconds=1))
    assert "Det virker igen." not in get(client, path).content.decode()
    clock.move_to(until)
    told = client.get(path, headers={"if-modified-since": before["Last-Modified"]})
    assert told.status_code == 200
    assert "Det virker igen." in told.content.decode().replace("\r\n ", "")
    if path == ATOM:
        [entry] = parsed(told).entries
        assert entry.updated == "2026-11-20T15:00:00+00:00"


def test_an_update_older_than_the_notice_does_not_date_it_back(client, index):
    published(index, updates=[update(date(2020, 1, 1), time(8), "Gammelt.")])
    [entry] = parsed(get(client, RSS)).entries
    assert entry.published == "Fri, 20 Nov 2026 11:00:00 +0000"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("path", ALL)
def test_no_update_breaks_a_feed(client, index, path, words):
    published(index, kind="closure", updates=[update(date(2026, 11, 20), time(8), escape(words))])
    assert len(titles(client, path)) == 1
    response = get(client, path)
    if path in XML:
        etree.fromstring(response.content)
    for character in "\x08\x0b\x1b\ufffe\uffff":
        assert character not in response.content.decode()


def test_a_long_update_leaves_a_screen_its_days(client, index):
    published(index, updates=[update(date(2026, 11, 20), time(8), "Ord " * 200)])
    [entry] = parsed(get(client, SCREEN)).entries
    assert len(entry.summary) <= 300
    assert "24. december 2026" in entry.summary.rsplit("…", 1)[1]


def test_the_permanent_addresses_of_a_feed_cost_no_query_of_their_own(client, index):
    for number in range(5):
        published(index, f"Meddelelse {number}")
    with CaptureQueriesContext(connection) as found:
        items = get(client, JSON).json()["items"]
    assert all("/libfees/n/" in item["url"] for item in items)
    own = [query for query in found if 'FROM "wagtail_libfees_permanentaddress"' in query["sql"]]
    # A part of the query that reads the notices.
    assert [query for query in own if "servicenoticepage" not in query["sql"]] == []
    assert len(own) == 1
