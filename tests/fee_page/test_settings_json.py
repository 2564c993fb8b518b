"""`settings.json`: absolute addresses by a schema, and nothing that is not public."""

import json
from datetime import date

import jsonschema
import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_libfees.fee_page.settings.open_data import schema_document
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db

URL, SCHEMA = "/libfees/settings.json", "/libfees/settings.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(
    schema_document(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def document(client, **headers):
    response = client.get(URL, headers=headers)
    assert response.status_code == 200
    found = json.loads(response.content)
    VALIDATOR.validate(found)
    return found


def test_a_site_without_settings_says_nothing_and_stores_nothing(client, site):
    found = document(client)
    for name in ("fee_page", "payment", "portal", "blocked", "terms", "accessibility"):
        assert found[name] is None
    assert not FeeSettings.objects.exists()


def test_what_is_said_is_told_with_absolute_addresses(client, site):
    page = factories.takster_page(site.root_page, slug="takster")
    factories.fee_settings(
        site,
        fee_page=page.page_ptr,
        portal={"name": "Portalen", "url": "https://betal.example/", "login_needed": True},
        blocked_url="node/7",
        terms_url="/regler",
        accessibility_url="https://was.example/x",
    )
    found = document(client)
    assert found["fee_page"] == "http://localhost/takster/"
    assert found["payment"] == "portal"
    assert found["portal"] == {
        "name": "Portalen",
        "url": "https://betal.example/",
        "login_needed": True,
    }
    assert found["blocked"] == "http://localhost/node/7"
    assert found["terms"] == "http://localhost/regler"
    assert found["accessibility"] == "https://was.example/x"


@pytest.mark.parametrize(
    ("kind", "profile"), [("netbank", "invoice"), ("desk", "desk"), ("none", "none")]
)
def test_another_way_of_paying_has_no_portal(client, site, kind, profile):
    factories.fee_settings(site, portal={"kind": kind})
    found = document(client)
    assert (found["payment"], found["portal"]) == (profile, None)


def test_a_portal_without_an_address_has_a_name_only(client, site):
    factories.fee_settings(site, portal="Netbanken")
    assert document(client)["portal"] == {"name": "Netbanken", "url": None, "login_needed": None}


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_fee_page_that_is_not_public_is_not_told(client, site, how):
    page = factories.takster_page(site.root_page, live=how != "draft")
    if how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    factories.fee_settings(site, fee_page=page.page_ptr)
    assert document(client)["fee_page"] is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "https://a:b@x.example"])
def test_an_address_stored_around_the_form_is_not_told(client, site, link):
    factories.fee_settings(site, blocked_url=link, terms_url=link, accessibility_url=link)
    found = document(client)
    assert [found[name] for name in ("blocked", "terms", "accessibility")] == [None] * 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://æbleby.example/bøder", "https://xn--bleby-rra.example/b%C3%B8der"),
        ("https://æbleby.example:8443/", "https://xn--bleby-rra.example:8443/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        (
            "/takster-på-biblioteket?q=æ#ø",
            "http://localhost/takster-p%C3%A5-biblioteket?q=%C3%A6#%C3%B8",
        ),
        ("/b%C3%B8der", "http://localhost/b%C3%B8der"),
        ("/%zz", "http://localhost/%25zz"),
        ("/100%", "http://localhost/100%25"),
        ("/a[b]?c[]=d", "http://localhost/a%5Bb%5D?c%5B%5D=d"),
        ("https://æ..example/", None),
    ],
)
def test_an_address_is_told_in_the_letters_of_a_uri(client, site, typed, told):
    factories.fee_settings(site, blocked_url=typed, fee_page_url=typed)
    found = document(client)
    assert (found["blocked"], found["fee_page"]) == (told, told)


def test_a_site_with_danish_letters_is_told_in_those_of_a_uri(client, site):
    site.hostname = "æbleby.example"
    site.save()
    page = factories.takster_page(site.root_page, slug="takster")
    factories.fee_settings(site, fee_page=page.page_ptr, blocked_url="/x")
    found = document(client, host="xn--bleby-rra.example")
    for name in ("schema", "fee_page", "blocked"):
        assert found[name].startswith("http://xn--bleby-rra.example/")


def test_nothing_else_of_the_settings_is_in_it(client, site):
    secret = "Kun til kolleger"
    factories.fee_settings(
        site,
        library_name=secret,
        old_balances_before=date(2027, 1, 1),
        old_balances_place=secret,
        contact_points=[("point", {"matter": "other", "name": secret, "email": "x@y.example"})],
    )
    text = client.get(URL).content.decode()
    assert secret not in text
    assert "y.example" not in text


def test_each_site_tells_its_own(client, site):
    second = factories.site("andenby.example", default=False)
    factories.fee_settings(site, blocked_url="/a")
    factories.fee_settings(second, blocked_url="/b")
    assert document(client)["blocked"] == "http://localhost/a"
    assert document(client, host="andenby.example")["blocked"] == "http://andenby.example/b"


def test_it_is_open_data(client, site):
    response = client.get(URL)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(URL, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    factories.fee_settings(site, blocked_url="/ny")
    changed = client.get(URL, headers={"If-None-Match": response.headers["ETag"]})
    assert changed.status_code == 200
    assert client.post(URL).status_code == 405
    assert client.options(URL).status_code == 204
    assert client.get(URL + "?x=1").status_code == 400


def test_the_schema_is_served_where_the_document_says(client, site):
    response = client.get(SCHEMA)
    assert json.loads(response.content) == schema_document()
    assert response.headers["Content-Type"] == "application/schema+json"
    assert document(client)["schema"].endswith(SCHEMA)
    jsonschema.Draft202012Validator.check_schema(schema_document())


@pytest.mark.parametrize(
    "wrong",
    [
        {"fee_page": "/takster"},
        {"portal": {"name": "", "url": None, "login_needed": None}},
        {"payment": "cash"},
        {"more": 1},
    ],
)
def test_the_schema_refuses_what_the_document_never_says(client, site, wrong):
    assert not VALIDATOR.is_valid({**document(client), **wrong})
