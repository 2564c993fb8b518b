"""98 libraries on one installation: each with its own settings, words and people."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from tests import factories
from tests.kept import kept
from wagtail_libfees.admin.desk import panel  # noqa: F401 - registers the lines
from wagtail_libfees.admin.desk.lines import desk_lines
from wagtail_libfees.models import FeeSettings, OutdatedTerm
from wagtail_libfees.notices.cache import notice_list
from wagtail_libfees.quality.check_runs import checkable_pages, look_at

pytestmark = pytest.mark.django_db

SITES = 98


@kept
def first_library():
    """The first of the libraries, which are all made.

    Each has its own portal and its own outdated word, and names both on its FAQ.
    """
    made = []
    for number in range(SITES):
        site = factories.site(f"by{number}.example", default=number == 0)
        # Every other library names a portal that is not its own.
        portal = "Betal din kommune" if number % 2 else "Mit Betalingsoverblik"
        factories.fee_settings(site, portal=portal)
        OutdatedTerm.objects.create(site=site, term=f"Ord{number}xyz", replacement="Nyt")
        words = f"<p>Betal på Mit Betalingsoverblik. Ord{number}xyz og Ord{number + 1}xyz.</p>"
        factories.faq_page(
            site.root_page,
            factories.questions(("Det samme spørgsmål?", words)),
            title=f"By {number}",
        )
        made.append(site)
    return made[0]


@pytest.fixture
def installation(first_library):
    """The sites of all libraries, by their number."""
    return list(Site.objects.filter(pk__gte=first_library.pk).order_by("pk"))


def test_nothing_leaks_between_sites(installation):
    found = look_at(checkable_pages(factories.admin()))
    by_site = {}
    for each in found:
        by_site.setdefault(each.site.pk, []).append((each.finding.code, each.finding.excerpt))
    for number, site in enumerate(installation):
        expected = {("outdated_term", f"Ord{number}xyz")}
        if number % 2:
            expected.add(("other_portal", "Mit Betalingsoverblik"))
        assert set(by_site[site.pk]) == expected


def test_a_colleague_sees_the_own_library_only(installation):
    user = factories.staff("lokal", "change_page", below=installation[41].root_page)
    assert {each.site for each in look_at(checkable_pages(user))} == {installation[41]}
    page = installation[41].root_page.get_children().get().specific
    page.owner = user
    page.save()
    lines = desk_lines(user)
    assert len(lines) == 1
    assert "By 41" in lines[0].text


def test_the_queries_do_not_grow_with_the_sites(installation):
    user = factories.admin()
    Site.get_site_root_paths()  # Wagtail keeps them in its cache.
    with CaptureQueriesContext(connection) as queries:
        look_at(checkable_pages(user))
    assert len(queries) < 30


def test_the_front_page_of_the_admin_asks_little(installation, client):
    """None of the libraries has chosen a fee page, and two have one: each is a line of the desk."""
    user = factories.admin()
    for site in installation[2:4]:
        factories.takster_page(site.root_page, factories.overdue(), owner=user)
        factories.notice(site.root_page)
    client.force_login(user)
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as queries:
        html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "by0.example" in html
    # Wagtail's own are about twenty.
    assert len(queries) <= 66
    assert len(queries) - len({query["sql"] for query in queries}) <= 3


def test_the_command_for_one_of_them(installation):
    out = StringIO()
    call_command("libfees_check", "--site", "by3.example", "--format", "json", stdout=out)
    assert {each["site"] for each in json.loads(out.getvalue())} == {"by3.example"}


@pytest.mark.parametrize("kind", ["faq", "takster"])
def test_one_query_for_the_settings_of_a_page(installation, client, kind):
    site, words = installation[7], "<p>I {portal}, se {fee_page}</p>"
    fees = factories.takster_page(site.root_page, factories.overdue(), factories.text(words))
    FeeSettings.objects.filter(site=site).update(fee_page=fees.page_ptr)
    faq = factories.faq_page(site.root_page, factories.questions(("Hvor?", words)))
    page = faq if kind == "faq" else fees
    # The list of notices is kept for all pages, with the names that stand in it.
    notice_list(site)
    with CaptureQueriesContext(connection) as queries:
        html = client.get(page.url, HTTP_HOST="by7.example").content.decode()
    assert "I Betal din kommune, se" in html
    asked = [query["sql"] for query in queries if "wagtail_libfees_feesettings" in query["sql"]]
    assert len(asked) == 1


def test_one_query_for_the_settings_of_a_request(installation, rf):
    request = rf.get("/", HTTP_HOST="by7.example")
    FeeSettings.for_request(request)
    with CaptureQueriesContext(connection) as queries:
        assert FeeSettings.for_request(request).portal_name == "Betal din kommune"
    assert len(queries) == 0
