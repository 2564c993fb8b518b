"""Where the banner shows a notice, and how it says so to a reader and a screen reader."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from freezegun import freeze_time

from tests import factories
from tests.kept import kept
from wagtail_libfees.models import notices_for

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
BASE = {"BASE_TEMPLATE": "example_site/base.html"}


@pytest.fixture(autouse=True)
def _noon():
    with freeze_time(NOON):
        yield


@kept
def index(site):
    return factories.notice_index(site.root_page)


def titles(site, language="da", **more):
    return {notice.title for notice in notices_for(site, language, **more)}


def banner(client, url="/"):
    return BeautifulSoup(client.get(url).content, "lxml").select(".libfees-notice")


def shown(client, url="/"):
    return {notice.a.get_text() for notice in banner(client, url)}


# Branches


@pytest.fixture
def branches(site, index):
    """Two branches with a notice each, and a notice to everyone."""
    harbour = factories.branch("Havnebiblioteket", isil="DK-700100")
    forest = factories.branch("Skovby Ældste")
    for title, named in (("Havn", [harbour]), ("Skov", [forest]), ("Alle", [])):
        notice = factories.notice(index, title)
        notice.branches.set(named)
        notice.save()
    return harbour, forest


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("", {"Havn", "Skov", "Alle"}),
        ("DK-700100", {"Havn", "Alle"}),
        ("dk-700100", {"Havn", "Alle"}),
        (" havnebiblioteket ", {"Havn", "Alle"}),
        ("skovby-ældste", {"Skov", "Alle"}),
        ("findes-ikke", {"Havn", "Skov", "Alle"}),
        ("\x00", {"Havn", "Skov", "Alle"}),
    ],
)
def test_a_branch_has_its_own_notices_and_those_to_everyone(site, branches, branch, expected):
    assert titles(site, branch=branch) == expected


def test_the_address_can_name_the_branch(client, branches):
    assert shown(client, "/?branch=DK-700100") == {"Havn", "Alle"}
    assert len(shown(client, "/?branch=<script>")) == 1


@pytest.mark.parametrize(
    ("code", "context", "expected"),
    [
        ('{% libfees_notices branch="dk-700100" %}', {}, {"Havn", "Alle"}),
        ("{% libfees_notices %}", {"libfees_branch": "havnebiblioteket"}, {"Havn", "Alle"}),
        # What stands nearer counts more.
        (
            '{% libfees_notices branch="dk-700100" %}',
            {"libfees_branch": "skovby-ældste"},
            {"Havn", "Alle"},
        ),
    ],
)
def test_a_template_can_name_the_branch(branches, code, context, expected):
    request = RequestFactory().get("/?branch=skovby-ældste")
    html = Template("{% load libfees_tags %}" + code).render(
        Context({"request": request, **context})
    )
    found = BeautifulSoup(html, "lxml").select(".libfees-notice a")
    assert {link.get_text() for link in found} == expected


def test_a_branch_of_another_site_is_not_known_here(site, branches):
    harbour, _ = branches
    harbour.site = factories.site("andenby.example", default=False)
    harbour.save()
    assert titles(site, branch="DK-700100") == {"Havn", "Skov", "Alle"}


def test_a_branch_has_its_notices_in_every_language(site, branches):
    harbour, _ = branches
    english = harbour.copy_for_translation(factories.locale("en"))
    english.name = "Harbour Library"
    english.save()
    assert titles(site, "en", branch="harbour-library") == {"Havn", "Alle"}


def test_a_branch_that_is_taken_off_a_notice_counts_at_once(site, index, branches):
    assert "Skov" not in titles(site, branch="DK-700100")
    notice = factories.notice(index, "Ændret")
    notice.branches.set([branches[1]])
    notice.save_revision().publish()
    assert "Ændret" not in titles(site, branch="DK-700100")
    notice.branches.clear()
    notice.save_revision().publish()
    assert "Ændret" in titles(site, branch="DK-700100")


# Sections


@pytest.fixture
def section(site, index):
    """A section with a page below it, and a notice that stands only there."""
    parent = factories.faq_page(site.root_page, slug="om")
    factories.faq_page(parent, slug="under")
    factories.notice(index, "Afsnit", scope="section", section=parent)
    return parent


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/", set()), ("/om/", {"Afsnit"}), ("/om/under/", {"Afsnit"}), ("/soeg/", set())],
)
def test_a_notice_of_a_section_stands_there_and_below(client, section, url, expected):
    assert shown(client, url) == expected


def test_a_page_whose_place_begins_alike_is_in_no_section(client, site, section):
    factories.faq_page(site.root_page, slug="om-andet")
    assert shown(client, "/om-andet/") == set()


def test_a_section_has_its_notices_in_every_language(client, section):
    translated = factories.translated(section, slug="about")
    assert shown(client, translated.url) == {"Afsnit"}
    assert shown(client, "/en/") == set()


def test_a_section_that_was_moved_takes_its_notices_along(client, site, section):
    target = factories.faq_page(site.root_page, slug="flyttet")
    section.move(target, pos="last-child")
    assert shown(client, "/flyttet/om/under/") == {"Afsnit"}
    assert shown(client, "/flyttet/") == set()


def test_a_notice_whose_section_was_deleted_spreads_to_no_other_page(client, section):
    section.delete()
    assert shown(client, "/") == set()


# Languages


@override_settings(WAGTAIL_LIBFEES={**BASE, "NOTICE_UNTRANSLATED": False})
def test_a_site_can_leave_out_what_is_not_translated(client, site, index):
    factories.translated(site.root_page, slug="front")
    factories.notice(index, "Lukket")
    factories.translated(factories.notice(index, "Åbent"), title="Open")
    assert shown(client, "/en/") == {"Open"}
    assert shown(client, "/") == {"Lukket", "Åbent"}


def test_the_words_of_the_banner_are_in_the_language_of_the_page(client, site, index):
    factories.translated(site.root_page, slug="front")
    factories.notice(index, "Lukket", severity="warning")
    [notice] = banner(client, "/en/")
    assert notice["lang"] == "da"
    assert notice.select_one(".libfees-notice-severity")["lang"] == "en"


# What it says to a browser


@pytest.mark.parametrize(
    ("severity", "dismissible"), [("information", True), ("warning", True), ("urgent", False)]
)
def test_a_severity_decides_on_the_lead_and_on_dismissal(client, index, severity, dismissible):
    factories.notice(index, lead="Vi har lukket.", severity=severity)
    [notice] = banner(client)
    assert ("Vi har lukket." in notice.get_text()) is not dismissible
    # What was there at load is no news: a live region would only repeat it.
    assert not notice.select("[role]")
    assert notice.has_attr("data-libfees-notice") is dismissible
    page = BeautifulSoup(client.get("/").content, "lxml")
    assert bool(page.select("script[src*='notices.js']")) is dismissible


def test_the_banner_is_a_landmark_with_a_name(client, index):
    factories.notice(index)
    section = banner(client)[0].find_parent("section")
    assert section["aria-label"]


def mark(client):
    return banner(client)[0]["data-libfees-notice"]


def test_a_correction_has_another_mark_only_if_the_editor_says_so(client, index):
    notice = factories.notice(index)
    before = mark(client)
    notice.title = "Rettet"
    notice.save_revision().publish()
    assert mark(client) == before
    notice.show_again = True
    notice.save_revision().publish()
    assert mark(client) != before


def test_a_notice_that_was_dismissed_is_so_in_every_language(client, site, index):
    factories.translated(site.root_page, slug="front")
    factories.translated(factories.notice(index), title="Closed")
    danish = mark(client)
    [english] = banner(client, "/en/")
    assert english["data-libfees-notice"] == danish


def more_of(client, path="/"):
    """Where the link to the rest leads, the language that it says that is in, and its words."""
    page = BeautifulSoup(client.get(path).content, "lxml")
    found = page.select(".libfees-notices-more a")
    return [(a["href"], a.get("hreflang"), a.get_text()) for a in found]


@pytest.mark.parametrize("number", [2, 4])
def test_the_link_to_the_rest_leads_to_the_published_archive(client, index, number):
    for position in range(number):
        factories.notice(index, f"Nr. {position}")
    more = [(index.url, None, "+3 servicemeddelelser")] if number == 4 else []
    assert more_of(client) == more
    index.unpublish()
    assert more_of(client) == []


def test_the_link_to_the_rest_leads_to_the_archive_of_the_language_or_says_which(
    client, site, index
):
    factories.translated(site.root_page, slug="front")
    for position in range(4):
        factories.notice(index, f"Nr. {position}")
    assert more_of(client, "/en/") == [(index.url, "da", "+3 service notices (Danish)")]
    archive = factories.translated(index)
    assert more_of(client, "/en/") == [(archive.url, None, "+3 service notices")]
    assert more_of(client) == [(index.url, None, "+3 servicemeddelelser")]
    factories.restrict(archive)
    assert more_of(client, "/en/")[0][:2] == (index.url, "da")


def test_preview_of_a_draft_reaches_no_banner(client, index):
    notice = factories.notice(index, "Udgivet")
    notice.title = "Kladde"
    notice.make_preview_request(preview_mode=notice.default_preview_mode)
    assert shown(client) == {"Udgivet"}
