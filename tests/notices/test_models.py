"""Notices on the pages of a site: the banner, the archive, and the rules of a notice."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from tests import factories
from tests.kept import kept
from wagtail_libfees.models import notices_for
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db

# 12:00 in Copenhagen.
NOON = "2026-11-20T11:00:00Z"


@pytest.fixture(autouse=True)
def _noon():
    with freeze_time(NOON):
        yield


@kept
def index(site):
    return factories.notice_index(site.root_page)


def titles(site, language="da", **more):
    return [notice.title for notice in notices_for(site, language, **more)]


def banner(client, url="/"):
    return BeautifulSoup(client.get(url).content, "lxml").select(".libfees-notice")


# Which


def test_notices_stand_in_order(site, index):
    factories.notice(index, "Besked")
    factories.notice(index, "Haster", severity="urgent")
    factories.notice(index, "Advarsel", severity="warning", from_day=date(2026, 11, 1))
    factories.notice(index, "Ny advarsel", severity="warning", from_day=date(2026, 11, 20))
    assert titles(site) == ["Haster", "Ny advarsel", "Advarsel", "Besked"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"from_day": date(2026, 11, 20), "to_day": date(2026, 11, 20)}, True),
        ({"from_day": date(2026, 11, 21)}, False),
        ({"from_day": date(2026, 11, 1), "to_day": date(2026, 11, 19)}, False),
        ({"from_day": date(2026, 11, 20), "from_time": time(12)}, True),
        ({"from_day": date(2026, 11, 20), "from_time": time(12, 1)}, False),
        (
            {
                "from_day": date(2026, 11, 20),
                "to_day": date(2026, 11, 20),
                "to_time": time(12),
            },
            False,
        ),
        ({"live": False}, False),
    ],
)
def test_a_notice_is_shown_while_it_holds_and_is_published(client, site, index, fields, shown):
    factories.notice(index, "Lukket", **fields)
    assert titles(site) == (["Lukket"] if shown else [])
    assert len(banner(client)) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-11-19T22:59:59Z", False),
        ("2026-11-19T23:00:00Z", True),
        ("2026-11-20T22:59:59Z", True),
        ("2026-11-20T23:00:00Z", False),
    ],
)
def test_the_day_is_copenhagens_and_needs_no_job(client, site, index, moment, shown):
    factories.notice(index, from_day=date(2026, 11, 20), to_day=date(2026, 11, 20))
    with freeze_time(moment):
        assert len(banner(client)) == shown


@override_settings(TIME_ZONE="America/New_York")
def test_the_time_zone_of_the_site_does_not_matter(client, site, index):
    factories.notice(index, from_day=date(2026, 11, 20), to_day=date(2026, 11, 20))
    with freeze_time("2026-11-19T23:00:00Z"):
        assert len(banner(client)) == 1


def test_a_private_notice_is_not_shown(client, site, index):
    factories.restrict(factories.notice(index))
    assert titles(site) == []
    assert banner(client) == []


def test_notices_of_a_private_archive_are_not_shown(site, index):
    factories.notice(index)
    factories.restrict(index)
    assert titles(site) == []


def test_a_notice_of_another_site_is_not_shown(client, site, index):
    other = factories.site("andenby.example", default=False)
    factories.notice(factories.notice_index(other.root_page), "Fra Andenby")
    factories.notice(index, "Herfra")
    assert titles(site) == ["Herfra"]
    assert titles(other) == ["Fra Andenby"]
    assert "Fra Andenby" not in client.get("/").content.decode()


def test_a_site_whose_root_begins_like_anothers_is_another(site):
    """The address of one root can be the beginning of another's."""
    first = factories.site("en.example", default=False)
    root = first.root_page
    twin = factories.home_page(slug=f"{root.slug}-2")
    factories.notice(factories.notice_index(twin), "Fra tvillingen")
    assert titles(first) == []


def test_no_site_has_no_notices():
    assert notices_for(None, "da") == []


@override_settings(WAGTAIL_LIBFEES={"NOTICE_PAGE_MODEL": "home.HomePage"})
def test_a_site_that_names_a_page_type_reads_that_one(site):
    from wagtail_libfees.conf import libfees_settings

    assert libfees_settings.page_model("NOTICE_PAGE_MODEL").__name__ == "HomePage"


# Languages


def test_each_language_shows_its_own_text(client, site, index):
    notice = factories.notice(index, "Lukket")
    factories.translated(notice, title="Closed", lead="Closed today")
    assert titles(site, "da") == ["Lukket"]
    assert titles(site, "en") == ["Closed"]


def test_a_notice_without_a_translation_is_shown_in_the_sites_language(client, site, index):
    factories.translated(site.root_page, slug="front")
    factories.notice(index, "Lukket")
    assert titles(site, "en") == ["Lukket"]
    [shown] = banner(client, "/en/")
    assert shown["lang"] == "da"


def test_a_notice_in_the_language_of_the_page_says_no_language(client, site, index):
    factories.notice(index, "Lukket")
    [shown] = banner(client)
    assert not shown.has_attr("lang")


def test_a_translation_that_is_not_public_gives_way_to_the_sites_language(site, index):
    notice = factories.notice(index, "Lukket")
    factories.translated(notice, title="Closed", live=False)
    assert titles(site, "en") == ["Lukket"]


def test_a_notice_in_another_language_only_is_not_shown(site, index):
    english = factories.translated(index, slug="notices")
    factories.notice(english, "Only English", locale=factories.locale("en"))
    assert titles(site, "da") == []
    assert titles(site, "en") == ["Only English"]


# The banner


def test_the_banner_stands_on_every_page_and_links_to_the_notice(client, site, index):
    notice = factories.notice(index, "Lukket")
    other = factories.notice(index, "Lukket igen")
    both = {notice.url, other.url}
    for url in ("/", factories.faq_page(site.root_page).url):
        assert {shown.a["href"] for shown in banner(client, url)} == both
    # Not where the notice itself is read.
    assert [shown.a["href"] for shown in banner(client, notice.url)] == [other.url]
    assert banner(client, index.url) == []


def test_the_banner_has_no_element_without_notices(client, site):
    assert "libfees-notices" not in client.get("/").content.decode()


@pytest.mark.parametrize(("limit", "shown", "more"), [(3, 2, True), (1, 1, True), (5, 5, False)])
def test_the_banner_has_a_limit_and_a_link_to_the_rest(client, site, index, limit, shown, more):
    for number in range(5):
        factories.notice(index, f"Nr. {number}")
    settings = {"NOTICE_LIMIT": limit, "BASE_TEMPLATE": "example_site/base.html"}
    with override_settings(WAGTAIL_LIBFEES=settings):
        page = BeautifulSoup(client.get("/").content, "lxml")
    assert len(page.select(".libfees-notice")) == shown
    assert [a["href"] for a in page.select(".libfees-notices-more a")] == [index.url] * more


def test_the_words_of_a_notice_are_no_markup(client, site, index):
    factories.notice(index, "<b>Lukket</b>", lead="<script>alert(1)</script>")
    content = client.get("/").content.decode()
    assert "<script>alert(1)" not in content
    assert "<b>Lukket" not in content


def test_each_severity_has_a_class_and_a_word(client, site, index):
    for severity in ("information", "warning", "urgent"):
        factories.notice(index, severity, severity=severity)
    with override_settings(WAGTAIL_LIBFEES={"NOTICE_LIMIT": 3}):
        shown = banner(client)
    assert [n["class"] for n in shown] == [
        ["libfees-notice", f"libfees-notice--{s}"] for s in ("urgent", "warning", "information")
    ]
    assert len({n.select_one(".libfees-notice-severity").get_text() for n in shown}) == 3


def test_notices_cost_the_same_number_of_queries_however_many_there_are(site, index):
    counts = []
    titles(site)  # What is kept for a process or a site is asked for once.
    for _ in range(2):
        for number in range(5):
            factories.notice(index, f"Nr. {number}")
        with CaptureQueriesContext(connection) as captured:
            notices_for(site, "da")
        counts.append(len(captured))
    assert counts[0] == counts[1]


# The archive


def archive(client, index, query=""):
    response = client.get(f"{index.url}{query}")
    assert response.status_code == 200
    context = response.context
    now = [notice.title for notice in context["notices_now"]]
    return now, [notice.title for notice in context["notices_over"]]


def test_the_archive_says_what_is_to_come_the_next_one_first(client, index):
    factories.notice(index, "Til jul", from_day=date(2026, 12, 24))
    factories.notice(index, "I morgen", from_day=date(2026, 11, 21), to_day=date(2026, 11, 21))
    factories.notice(index, "Kladde", from_day=date(2026, 12, 1), live=False)
    coming = client.get(index.url).context["notices_coming"]
    assert [notice.title for notice in coming] == ["I morgen", "Til jul"]
    assert archive(client, index) == ([], [])


def test_the_archive_parts_what_is_now_from_what_is_over(client, index):
    factories.notice(index, "Nu")
    factories.notice(index, "Var", from_day=date(2026, 10, 1), to_day=date(2026, 10, 2))
    factories.notice(index, "Var sidst", from_day=date(2026, 9, 1), to_day=date(2026, 11, 1))
    factories.notice(index, "Kladde", live=False)
    assert archive(client, index) == (["Nu"], ["Var sidst", "Var"])


def test_an_empty_archive_says_so(client, index):
    assert archive(client, index) == ([], [])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", range(20)),
        ("?page=1", range(20)),
        ("?page=2", range(20, 40)),
        ("?page=3", range(40, 45)),
        ("?page=99", range(40, 45)),
        ("?page=0", range(40, 45)),
        ("?page=-1", range(40, 45)),
        ("?page=x", range(20)),
        ("?page=%00", range(20)),
        ("?page=1%27--", range(20)),
    ],
)
def test_former_notices_come_in_pages(client, index, query, numbers):
    for number in range(45):
        day = date.fromordinal(date(2026, 11, 1).toordinal() - number)
        factories.notice(index, f"Nr. {number}", from_day=day, to_day=day)
    assert archive(client, index, query)[1] == [f"Nr. {number}" for number in numbers]


def test_a_private_notice_is_not_in_the_archive(client, index):
    factories.restrict(factories.notice(index, "Skjult"))
    assert archive(client, index) == ([], [])


# The rules of a notice


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, None),
        ({"to_day": date(2026, 11, 20)}, None),
        ({"to_day": date(2026, 11, 19)}, "to_day"),
        ({"to_time": time(12)}, "to_day"),
        ({"from_time": time(12), "to_day": date(2026, 11, 20), "to_time": time(12)}, "to_day"),
        ({"from_time": time(12), "to_day": date(2026, 11, 20), "to_time": time(12, 1)}, None),
        ({"from_time": time(23, 59), "to_day": date(2026, 11, 20)}, None),
        ({"to_day": date(2026, 11, 20), "to_time": time(0)}, "to_day"),
    ],
)
def test_a_notice_may_not_end_before_it_begins(fields, wrong):
    notice = ServiceNoticePage(title="X", slug="x", from_day=date(2026, 11, 20), lead="X", **fields)
    if wrong is None:
        notice.clean()
    else:
        with pytest.raises(ValidationError) as caught:
            notice.clean()
        assert list(caught.value.message_dict) == [wrong]


def test_a_half_typed_notice_does_not_break_the_check():
    ServiceNoticePage(title="X", slug="x", from_day=None, to_day=date(2026, 11, 20)).clean()


def test_the_first_day_of_a_new_notice_is_todays_in_copenhagen():
    with freeze_time("2026-11-20T23:30:00Z"):
        assert ServiceNoticePage().from_day == date(2026, 11, 21)


def test_the_api_gives_the_notice_as_data(client, index):
    notice = factories.notice(index, "Lukket", severity="warning", to_day=date(2026, 11, 20))
    data = client.get(f"/api/v2/pages/{notice.pk}/?fields=*").json()
    assert (data["severity"], data["from_day"], data["to_day"], data["to_time"]) == (
        "warning",
        "2026-01-01",
        "2026-11-20",
        None,
    )


def test_the_api_names_the_branches_in_the_language_of_the_notice(client, index):
    branch = factories.branch("Havnen", isil="DK-700100", address="Kajen 1", site=index.get_site())
    english = branch.copy_for_translation(factories.locale("en"))
    english.name = "The Harbour"
    english.save()
    notice = factories.notice(index)
    notice.branches.set([branch])
    notice.save()
    other = factories.translated(notice)
    for page, name in ((notice, "Havnen"), (other, "The Harbour")):
        data = client.get(f"/api/v2/pages/{page.pk}/?fields=branches").json()
        assert data["branches"] == [{"name": name, "address": "Kajen 1", "isil": "DK-700100"}]
