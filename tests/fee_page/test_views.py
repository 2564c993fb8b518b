"""The redirect to the fee page: the stable address for apps, mails and printed matter."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse

from tests import factories
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db

URL = "/libfees/fee-page/"

# To the front page, or back to the redirect.
NOWHERE = [
    "#",
    "?",
    "#takster",
    "?q=takster",
    "/",
    "/?x",
    ".",
    "/./",
    "/takster/..",
    "/%2e/",
    "/en/",
    "/en",
    "http://localhost",
    "https://LOCALHOST/",
    URL,
    "/libfees/fee-page",
    "/libfees//fee-page/?next=1",
    "/libfees/fee%2Dpage/",
    f"http://localhost{URL}",
]
SOMEWHERE = [
    "/takster",
    "/english",
    "/libfees/fee-page/mere",
    "https://takster.example/",
    f"https://andenby.example{URL}",
]


def test_the_address_is_the_documented_one():
    assert reverse("wagtail_libfees:fee_page") == URL


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    ("language", "target"), [("da", "/takster/"), ("en", "/en/fees/"), ("de", "/takster/")]
)
def test_it_redirects_for_now_to_the_page_in_the_readers_language(
    client, site, method, language, target
):
    page = factories.takster_page(site.root_page, slug="takster")
    factories.translated(page, slug="fees")
    factories.fee_settings(site, fee_page=page)
    response = getattr(client, method)(URL, headers={"accept-language": language})
    assert (response.status_code, response.url) == (302, target)


def test_it_redirects_to_the_address_field(client, site):
    factories.fee_settings(site, fee_page_url="https://kommunen.example/takster")
    assert client.get(URL).url == "https://kommunen.example/takster"


def test_caches_keep_the_languages_apart(client, site):
    for _ in range(2):
        vary = client.get(URL).headers["Vary"]
        assert {"Accept-Language", "Cookie"} <= {name.strip() for name in vary.split(",")}
        factories.fee_settings(site, fee_page_url="/takster")


@pytest.mark.parametrize("language", ["da", "en"])
def test_without_a_fee_page_it_says_so_in_the_readers_language(client, site, language):
    response = client.get(URL, headers={"accept-language": language})
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.content.decode()
    shown = "The fee page could not be found" in response.content.decode()
    assert shown == (language == "en")


def test_without_a_fee_page_head_says_so_too(client, site):
    assert client.head(URL).status_code == 404


@override_settings(WAGTAIL_LIBFEES={})
def test_the_message_stands_in_the_packages_own_base_template_too(client, site):
    response = client.get(URL, headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "The fee page could not be found" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(client, site, method):
    factories.fee_settings(site, fee_page_url="/takster")
    assert getattr(client, method)(URL).status_code == 405


def test_a_refused_address_is_no_way_out_of_the_site(client, site):
    FeeSettings.objects.create(site=site, fee_page_url="//evil.example")
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("address", NOWHERE)
def test_a_stored_address_that_leads_nowhere_is_said_to_be_missing(client, site, address):
    FeeSettings.objects.create(site=site, fee_page_url=address)
    assert client.get(URL).status_code == 404
    assert client.get("/libfees/settings.json").json()["fee_page"] is None


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_leads_nowhere_is_refused(site, address):
    with pytest.raises(ValidationError) as caught:
        FeeSettings(site=site, fee_page_url=address).full_clean()
    assert list(caught.value.message_dict) == ["fee_page_url"]


@pytest.mark.parametrize("address", SOMEWHERE)
def test_an_address_that_leads_somewhere_is_followed(client, site, address):
    FeeSettings(site=site, fee_page_url=address).full_clean()
    FeeSettings.objects.create(site=site, fee_page_url=address)
    assert client.get(URL).url == address


def test_the_query_string_is_no_way_out_of_the_site(client, site):
    factories.fee_settings(site, fee_page_url="/takster")
    found = client.get(f"{URL}?next=//evil.example&url=//evil.example").url
    assert found == "/takster?next=%2F%2Fevil.example&url=%2F%2Fevil.example"


@pytest.mark.parametrize(
    ("query", "address", "target"),
    [
        ("date=2027-01-01", "/takster/", "/takster/?date=2027-01-01"),
        ("a=1&a=2&b=", "/takster/", "/takster/?a=1&a=2&b="),
        ("date=2027-01-01", "/takster/?vis=alle#gebyr", "/takster/?vis=alle&date=2027-01-01#gebyr"),
        ("q=%C3%A6ble", "https://kommune.example", "https://kommune.example?q=%C3%A6ble"),
        ("%FF=%0d%0aSet-Cookie", "/takster/", "/takster/?%EF%BF%BD=%0D%0ASet-Cookie"),
        ("?", "/takster/", "/takster/?%3F="),
        ("", "/takster/", "/takster/"),
    ],
)
def test_the_query_goes_along(client, site, query, address, target):
    factories.fee_settings(site, fee_page_url=address)
    assert client.get(f"{URL}?{query}").url == target


@override_settings(WAGTAIL_LIBFEES={})
def test_an_unknown_host_without_a_default_site_gets_the_message(client, site):
    site.is_default_site = False
    site.save()
    assert client.get(URL, headers={"host": "ukendt.example"}).status_code == 404
