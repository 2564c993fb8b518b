"""The archive: what is to come, what is over, and what a reader asks for."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from tests import factories
from tests.kept import kept

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
BASE = {"BASE_TEMPLATE": "example_site/base.html"}


@pytest.fixture(autouse=True)
def clock():
    with freeze_time(NOON) as frozen:
        yield frozen


@kept
def index(site):
    return factories.notice_index(site.root_page)


def get(client, index, query=""):
    response = client.get(f"{index.url}{query}")
    assert response.status_code == 200
    return response


def titles(client, index, query=""):
    """All titles that the archive shows, whenever they hold."""
    context = get(client, index, query).context
    parts = (context["notices_now"], context["notices_coming"], context["notices_over"])
    return {notice.title for part in parts for notice in part}


def test_notice_to_come_is_in_the_archive_and_not_in_the_banner(client, index):
    factories.notice(index, "Lukket til jul", from_day=date(2026, 12, 24))
    text = client.get(index.url).content.decode()
    assert "Lukket til jul" in text.split('id="libfees-coming"')[1]
    assert "libfees-notices" not in text


def test_the_archive_has_what_a_banner_in_its_language_shows_untranslated(client, site, index):
    adults = factories.overdue(factories.group("Voksne", (1, None, 20), age_from=18))
    rates = factories.takster_page(site.root_page, adults)
    factories.fee_settings(site, fee_page=rates)
    lead = "Det koster {max_fee_adult} at glemme det."
    lost = factories.notice(index, "Kun på dansk", lead=lead)
    factories.translated(factories.notice(index, "Lukket"), title="Closed")
    factories.notice(index, "Slut", from_day=date(2026, 1, 1), to_day=date(2026, 1, 2))
    english = index.get_translations().get()
    assert titles(client, english) == {"Kun på dansk", "Closed"}
    page = BeautifulSoup(get(client, english).content, "lxml")
    [link] = page.select(".libfees-notice-item a[lang]")
    assert (link["href"], link["lang"], link["hreflang"]) == (lost.url, "da", "da")
    assert "20\N{NO-BREAK SPACE}kr." in link.find_parent("li").select_one("p[lang=da]").get_text()
    assert titles(client, index) == {"Kun på dansk", "Lukket", "Slut"}
    with override_settings(WAGTAIL_LIBFEES={**BASE, "NOTICE_UNTRANSLATED": False}):
        assert titles(client, english) == {"Closed"}


# To the second


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("2026-11-20T08:59:59.9+01:00", "notices_coming"),
        ("2026-11-20T09:00+01:00", "notices_now"),
        ("2026-11-20T11:59:59.9+01:00", "notices_now"),
        ("2026-11-20T12:00+01:00", "notices_over"),
        ("2026-11-20T23:59:59.9+01:00", "notices_over"),
        ("2026-11-21T00:00+01:00", "notices_over"),
    ],
)
def test_a_notice_moves_on_when_its_time_comes(client, index, clock, moment, part):
    factories.notice(
        index,
        "Lukket",
        from_day=date(2026, 11, 20),
        from_time=time(9),
        to_day=date(2026, 11, 20),
        to_time=time(12),
    )
    clock.move_to(moment)
    context = get(client, index).context
    assert [notice.title for notice in context[part]] == ["Lukket"]
    assert len(titles(client, index)) == 1


def test_the_hour_that_autumn_repeats_is_the_first_one(client, index, clock):
    day = date(2026, 10, 25)
    factories.notice(index, from_day=day, to_day=day, to_time=time(2, 30))
    for moment, part in (
        ("2026-10-25T00:29:59Z", "notices_now"),
        ("2026-10-25T00:30:00Z", "notices_over"),
        # Again 02:15 by the clock.
        ("2026-10-25T01:15:00Z", "notices_over"),
    ):
        clock.move_to(moment)
        assert len(list(get(client, index).context[part])) == 1


def test_of_those_that_ended_on_the_same_day_the_last_to_end_comes_first(client, index):
    day = date(2026, 11, 20)
    for title, last in (("Ti", time(10)), ("Elleve", time(11))):
        factories.notice(index, title, from_day=day, to_day=day, to_time=last)
    day = date(2026, 11, 19)
    for title, last in (("Hele dagen", None), ("Formiddag", time(12))):
        factories.notice(index, title, from_day=day, to_day=day, to_time=last)
    over = get(client, index).context["notices_over"]
    assert [notice.title for notice in over] == ["Elleve", "Ti", "Hele dagen", "Formiddag"]


def test_a_copy_of_the_archive_ends_when_a_notice_does(client, index):
    assert "no-store" not in get(client, index).headers.get("Cache-Control", "")
    factories.notice(index, to_day=date(2026, 11, 20), to_time=time(12, 10))
    with override_settings(MIDDLEWARE=["django.middleware.common.CommonMiddleware"]):
        assert "no-store" in get(client, index).headers["Cache-Control"]


# What a reader asks for


@pytest.fixture
def some(index):
    harbour = factories.branch("Havnebiblioteket", isil="DK-700100")
    factories.notice(index, "Jul", kind="closure", from_day=date(2026, 12, 24))
    factories.notice(
        index,
        "Ny portal",
        kind="payment_change",
        severity="warning",
        text="<p>Du får et nyt <b>betalingsoverblik</b>.</p>",
    )
    old = factories.notice(
        index,
        "Åbent hus",
        kind="other",
        lead="Vi fejrer havnen",
        from_day=date(2024, 12, 30),
        to_day=date(2025, 1, 2),
    )
    old.branches.set([harbour])
    old.save()


ALL = {"Jul", "Ny portal", "Åbent hus"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("?kind=closure", {"Jul"}),
        ("?severity=warning", {"Ny portal"}),
        ("?year=2024", {"Åbent hus"}),
        ("?year=2026", {"Jul", "Ny portal"}),
        ("?branch=dk-700100", ALL),
        ("?q=portal", {"Ny portal"}),
        ("?q=BETALINGSOVERBLIK", {"Ny portal"}),
        ("?q=åbent", {"Åbent hus"}),
        ("?q=%C3%85BENT", {"Åbent hus"}),
        ("?q=hus+havnen", {"Åbent hus"}),
        ("?q=hus+portal", set()),
        ("?q=%25", set()),
        ("?q=_", set()),
        ("?kind=closure&severity=warning", set()),
        ("?kind=&severity=&q=&year=", ALL),
        # What makes no sense asks for nothing.
        ("?kind=x", ALL),
        ("?year=9999", ALL),
        ("?year=x", ALL),
        ("?branch=findes-ikke", ALL),
        ("?q=%00", ALL),
        (f"?q={'x' * 101}", ALL),
        ("?kind=closure&kind=outage", set()),
    ],
)
def test_the_form_narrows_the_archive(client, index, some, query, expected):
    assert titles(client, index, query) == expected


def test_a_branch_leaves_out_what_is_about_another_one(client, index, some):
    factories.branch("Skovby")
    assert titles(client, index, "?branch=skovby") == {"Jul", "Ny portal"}


def test_a_question_without_an_answer_says_so_and_offers_the_way_back(client, index, some):
    page = BeautifulSoup(get(client, index, "?q=findesikke").content, "lxml")
    assert page.select(".libfees-notice-list") == []
    assert len(page.select(".libfees-archive > section p")) == 1
    assert page.select_one(f".libfees-filters a[href='{index.url}']")


def test_what_was_asked_stands_in_the_form_and_is_no_markup(client, index, some):
    response = get(client, index, "?q=%22%3E%3Cscript%3Ealert(1)&kind=closure")
    assert b"<script>alert" not in response.content
    page = BeautifulSoup(response.content, "lxml")
    assert page.select_one("[name=q]")["value"] == '"><script>alert(1)'
    assert page.select_one("[name=kind] option[selected]")["value"] == "closure"


def test_a_mistake_is_said_at_its_field(client, index, some):
    page = BeautifulSoup(get(client, index, "?kind=x").content, "lxml")
    field = page.select_one("[name=kind]")
    assert field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"]).get_text()


def test_an_archive_without_branches_and_years_does_not_ask_for_them(client, index):
    names = [
        field["name"]
        for field in BeautifulSoup(get(client, index).content, "lxml").select(
            ".libfees-filters [name]"
        )
    ]
    assert names == ["q", "kind", "severity"]


def test_turning_the_page_keeps_the_question(client, index):
    for number in range(45):
        day = date(2026, 11, 1) - timedelta(days=number)
        kind = "outage" if number % 2 else "closure"
        factories.notice(index, f"Nr. {number}", kind=kind, from_day=day, to_day=day)
    page = BeautifulSoup(get(client, index, "?kind=closure&page=1").content, "lxml")
    [link] = page.select(".libfees-pagination a")
    assert titles(client, index, link["href"]) == {"Nr. 40", "Nr. 42", "Nr. 44"}


def test_a_question_of_a_branch_counts_each_notice_once(client, index):
    notice = factories.notice(index, from_day=date(2026, 1, 1), to_day=date(2026, 1, 1))
    harbour = factories.branch("Havn", isil="DK-700100")
    english = harbour.copy_for_translation(factories.locale("en"))
    english.save()
    notice.branches.set([harbour, english])
    notice.save()
    over = get(client, index, "?branch=dk-700100").context["notices_over"]
    assert (len(over), over.paginator.count) == (1, 1)


# What it costs


def test_former_notices_are_read_a_page_at_a_time(client, index):
    day, counts = date(2026, 11, 1), []
    for number in (2, 38):
        for position in range(number):
            factories.notice(index, f"Nr. {position}", from_day=day, to_day=day)
        get(client, index)
        with CaptureQueriesContext(connection) as captured:
            over = get(client, index).context["notices_over"]
        counts.append(len(captured))
    assert (len(over), over.paginator.count) == (20, 40)
    assert counts[0] == counts[1]


# The feeds


def test_the_archive_names_its_feeds(client, index):
    page = BeautifulSoup(get(client, index).content, "lxml")
    links = page.select("link[rel=alternate][type]")
    kinds = {link["type"] for link in links}
    assert kinds >= {
        "application/atom+xml",
        "application/rss+xml",
        "application/feed+json",
        "text/calendar",
    }
    for link in links:
        assert client.get(link["href"]).status_code == 200
