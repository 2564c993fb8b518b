"""What a developer copies from the example site: addresses, errors, sitemap, search, files."""

import subprocess
import sys
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from tests import factories
from tests.sites import environment_of


def page_at(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "language", "title"),
    [("/findes-ikke/", "da", "Siden findes ikke"), ("/en/nowhere/", "en", "The page is not here")],
)
def test_what_is_not_there_is_told_in_the_sites_design_and_language(
    client, site, url, language, title
):
    factories.takster_page(site.root_page, show_in_menus=True, title="Takster")
    found = page_at(client, url, 404)
    assert found.html["lang"] == language
    assert found.title.string.startswith(title)
    assert found.select_one('meta[name="robots"]')["content"] == "noindex"
    assert found.main.select_one("form[role=search]")["action"] == (
        "/soeg/" if language == "da" else "/en/search/"
    )
    if language == "da":
        assert "Takster" in found.main.get_text()
    [other] = found.select(".site-languages a:not([aria-current])")
    assert client.get(other["href"]).status_code == 200


@pytest.mark.django_db
@override_settings(
    DEBUG=True, MIDDLEWARE=[*settings.MIDDLEWARE, "example_site.middleware.OwnNotFoundMiddleware"]
)
def test_the_demo_shows_the_sites_own_page_for_what_is_not_there(client, site):
    assert page_at(client, "/findes-ikke/", 404).h1.string == "Siden findes ikke"
    assert "/findes-ikke/" in client.get("/findes-ikke")["Location"]


@pytest.mark.parametrize(
    ("url", "language", "title"),
    [("/takster/", "da", "Der skete en fejl"), ("/en/fees/", "en", "Something went wrong")],
)
def test_an_error_is_told_without_a_database(client, url, language, title):
    """This test may not ask the database: each page fails, and so would a page of an error."""
    client.raise_request_exception = False
    found = page_at(client, url, 500)
    assert found.html["lang"] == language
    assert found.h1.string == title
    assert "site.css" in str(found.head)


@pytest.mark.django_db
def test_an_error_in_the_base_template_is_told_too(client, site):
    client.raise_request_exception = False
    with mock.patch("example_site.home.templatetags.example_tags._root", side_effect=ValueError):
        assert page_at(client, "/", 500).h1.string == "Der skete en fejl"


@pytest.mark.django_db
def test_robots_are_led_to_the_sitemap_and_kept_from_the_admin(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.django_db
def test_the_sitemap_has_every_public_page_in_each_language(client, site):
    page = factories.takster_page(site.root_page)
    translated = factories.translated(page)
    factories.translated(factories.faq_page(site.root_page), live=False)
    factories.staff_guide(site.root_page)
    elsewhere = factories.site("andenby.example", default=False)
    found = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    addresses = {loc.string for loc in found.select("loc")}
    assert {page.full_url, translated.full_url, site.root_page.full_url} <= addresses
    assert len(addresses) == 5
    for address in (page.full_url, translated.full_url):
        [url] = [loc.parent for loc in found.select("loc") if loc.string == address]
        assert {link["hreflang"]: link["href"] for link in url.find_all("link")} == {
            "da": page.full_url,
            "en": translated.full_url,
            "x-default": page.full_url,
        }
    assert elsewhere.root_page.full_url not in addresses


@pytest.mark.django_db
@pytest.mark.usefixtures("search_index")
def test_the_title_of_a_search_says_what_was_searched_and_found(client, site):
    factories.takster_page(site.root_page, title="Takster")
    assert page_at(client, "/soeg/?q=takster").title.string.startswith("”takster”: 1 side fundet")
    assert page_at(client, "/en/search/?q=fee").title.string.startswith("“fee”: 0 pages found")
    found = page_at(client, "/soeg/?q=%3Cb%3E")
    assert found.title.string.startswith("”<b>”")
    assert found.select_one('meta[name="robots"]')["content"] == "noindex"


@pytest.mark.parametrize(("language", "address"), [("da", "/soeg/"), ("en", "/en/search/")])
def test_addresses_are_in_the_language_of_the_page(language, address):
    with translation.override(language):
        assert reverse("search") == address


@pytest.mark.django_db
def test_every_page_has_the_way_to_it_and_the_library_to_ask(client, site):
    notice = factories.notice(factories.notice_index(site.root_page), title="Lukket")
    contact = ("contact", {"heading": "Spørg", "points": [{"matter": "Regninger", "phone": "1"}]})
    page = factories.takster_page(site.root_page, contact)
    point = {
        "matter": "reason",
        "name": "Skranken",
        "phone": "12 34 56 78",
        "hours": "Man-fre 10-17",
    }
    factories.fee_settings(site, library_name="Fjordby", contact_points=[("point", point)])
    factories.translated(notice)
    found = page_at(client, notice.url)
    way = [item.get_text() for item in found.select(".site-way li")]
    assert way[0] == "Fjordby"
    assert way[-1] == "Lukket"
    assert page_at(client, page.url).footer.address
    english = page_at(client, "/en/search/")
    assert english.footer.address.select_one('[lang="da"]').string == "Skranken"
    assert "Monday to Friday, 10 am to 5 pm" in english.footer.get_text()
    assert not page_at(client, "/").select(".site-way")


PRINT_SETTINGS = """
import django; django.setup()
from django.conf import settings
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from example_site.demo.users import login_allowed
try:
    reverse("demo_login", args=["admin"])
    button = "there"
except NoReverseMatch:
    button = "none"
print(settings.STORAGES["staticfiles"]["BACKEND"].rpartition(".")[2], login_allowed(), button)
"""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "StaticFilesStorage True there"),
        ({"DEMO": "0"}, "StaticFilesStorage False none"),
        ({"DEBUG": "0"}, "ManifestStaticFilesStorage False none"),
        ({"DEBUG": "0", "DEMO": "1"}, "ManifestStaticFilesStorage False none"),
    ],
)
def test_a_site_in_earnest_has_hashed_files_and_no_button_to_log_in(
    tmp_path, environment, expected
):
    done = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        cwd=settings.BASE_DIR,
        env={**environment_of(tmp_path, "sqlite://:memory:"), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected
