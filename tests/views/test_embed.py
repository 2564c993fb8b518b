"""The calculator and the rates in a frame of another system."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.conf import libfees_settings

pytestmark = pytest.mark.django_db

CALCULATOR, RATES = "/libfees/embed/calculator/", "/libfees/embed/rates/"
both = pytest.mark.parametrize("address", [CALCULATOR, RATES])


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def page(site):
    page = factories.takster_page(site.root_page)
    factories.fee_settings(site, fee_page=page)
    return page


def read(response):
    return BeautifulSoup(response.content.decode().replace("\N{NO-BREAK SPACE}", " "), "lxml")


@both
def test_only_the_site_itself_may_frame_it_unless_a_setting_names_others(
    client, page, settings, address
):
    policy = client.get(address).headers["Content-Security-Policy"]
    assert policy == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    )
    settings.WAGTAIL_LIBFEES = {
        **libfees_settings.stated(),
        # What E006 refuses is no part of the policy, which it would change.
        "EMBED_ORIGINS": [
            "https://katalog.example",
            "https://x.example; script-src *",
            "https://x.example\r\nX: y",
            None,
        ],
    }
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://katalog.example")
    # It knows no origins, and would forbid what the policy allows.
    assert "X-Frame-Options" not in response.headers


def test_other_pages_stay_unframed(client, page):
    assert client.get(page.url).headers["X-Frame-Options"] == "DENY"


@both
def test_it_is_in_no_index_and_has_nothing_of_the_site_around_it(client, page, address):
    response = client.get(address)
    found = read(response)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert found.select_one("meta[name=robots]")["content"] == "noindex"
    assert not found.select("header, nav, footer")
    assert found.select_one("base")["target"] == "_top"
    assert found.select_one("script[src$='embedded.js']")
    assert len(found.select("h1")) == 1


@both
def test_without_a_public_fee_page_there_is_none(client, page, address):
    page.unpublish()
    assert client.get(address).status_code == 404


@freeze_time("2026-11-20 09:00")
def test_the_calculator_answers_in_the_frame_without_script(client, page):
    form = read(client.get(CALCULATOR)).select_one("form[data-libfees-calculator]")
    assert (form["action"], form["target"]) == (f"{CALCULATOR}#answer", "_self")
    assert form["method"] == "post"
    response = client.post(CALCULATOR, {"group": "Voksne", "due": "2026-11-11"})
    assert "I dag: 70 kr." in read(response).select_one("#answer").text
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_a_mistake_leads_to_its_field_within_the_frame(client, page):
    found = read(client.get(CALCULATOR, {"group": "Voksne", "due": ""}))
    assert found.title.text.startswith("Fejl:")
    assert {a["target"] for a in found.select("#answer a")} == {"_self"}


def test_the_language_can_be_asked_for_and_stays(client, page):
    factories.translated(page)
    found = read(client.get(CALCULATOR, {"language": "en"}))
    assert found.html["lang"] == "en"
    assert found.select_one("form input[name=language]")["value"] == "en"
    assert read(client.get(CALCULATOR, {"language": "xx"})).html["lang"] == "da"


@freeze_time("2026-11-20 09:00")
def test_the_rates_are_those_of_today_and_can_be_narrowed(client, site):
    later = factories.overdue(factories.group("Voksne", (1, None, 999)), first=date(2040, 1, 1))
    other = factories.other_fees(("Lånerkort", 15))
    page = factories.takster_page(site.root_page, factories.overdue(), later, other)
    factories.fee_settings(site, fee_page=page)
    text = read(client.get(RATES)).text
    assert "70 kr." in text
    assert "15 kr." in text
    assert "999" not in text
    assert "15 kr." not in read(client.get(RATES, {"kind": "late"})).text
    assert "70 kr." not in read(client.get(RATES, {"group": "Katte"})).text


def test_files_of_another_host_may_be_loaded(client, page, settings):
    settings.STATIC_URL = "https://filer.example/static/"
    policy = client.get(CALCULATOR).headers["Content-Security-Policy"]
    assert "default-src 'self' https://filer.example;" in policy
