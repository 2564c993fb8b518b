from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings

from tests.rate_pages import CARD, fresh, make_fee_page, make_site, save_draft
from tests.rates.factories import ADULTS, CHILDREN, card_of, group, overdue
from tests.rates.strategies import cards
from wagtail_libfees.rates import Band, BorrowerGroup, GroupRates, RateCard
from wagtail_libfees.rates.linked_data import (
    PageLanguage,
    linked_data,
    script_json,
)

TODAY = date(2026, 11, 20)


def services(card, day=TODAY, **more):
    """The services for overdue fees by the name of their group."""
    found = [node for node in linked_data(card, day, **more) if node["@type"] == "Service"]
    return {node["audience"].get("audienceType"): node for node in found}


def prices(service):
    """The offers of a service."""
    return service["offers"]


def test_a_service_for_each_group_tells_whom_it_is_for_and_who_charges():
    found = services(card_of(ADULTS, CHILDREN), provider="https://fjordby.example#library")
    assert list(found) == ["Voksne", "Børn"]
    assert found["Voksne"]["audience"] == {
        "@type": "PeopleAudience",
        "audienceType": "Voksne",
        "suggestedMinAge": 18,
    }
    assert found["Børn"]["audience"]["suggestedMaxAge"] == 17
    assert found["Voksne"]["provider"] == {"@id": "https://fjordby.example#library"}
    assert "provider" not in services(CARD)["Voksne"]


def test_each_band_is_an_offer_with_its_days_and_its_price():
    offers = services(card_of(ADULTS))["Voksne"]["offers"]
    assert [(offer["name"], offer["price"]) for offer in offers] == [
        ("1–7 dage", "20"),
        ("8–14 dage", "70"),
        ("15–30 dage", "120"),
        ("Efter 30 dage", "230"),
    ]
    assert {offer["priceCurrency"] for offer in offers} == {"DKK"}


def test_fee_free_zero_and_unknown_stay_three_things():
    bands = ((1, 7, "free"), (8, 14, 0), (15, 30, None), (31, None, "20.5"))
    found = prices(services(card_of(group(*bands)))["Voksne"])
    said = [(price["price"], price.get("description", "")) for price in found]
    assert said == [("0", "Fee-free: nothing is charged"), ("0", ""), ("20.50", "")]


def test_a_fee_free_group_has_fee_free_offers_only():
    free = GroupRates(BorrowerGroup("Børn", None, 17), (), fee_free=True)
    (price,) = prices(services(card_of(free))["Børn"])
    assert price["price"] == "0"
    assert price["description"].startswith("Fee-free")
    with_bands = replace(free, bands=(Band(1, 30, Decimal(9)), Band(31, replacement_added=True)))
    found = prices(services(card_of(with_bands))["Børn"])
    assert [price["price"] for price in found] == ["0", "0"]
    assert found[1]["description"].endswith("The replacement price is added")


def test_an_added_replacement_is_said_in_words():
    rates = GroupRates(BorrowerGroup("Alle"), (Band(1, None, Decimal(20), replacement_added=True),))
    (price,) = prices(services(card_of(rates))["Alle"])
    assert price["description"] == "The replacement price is added"


@pytest.mark.parametrize(
    "card",
    [RateCard(), card_of(group((1, None, None))), card_of(group())],
)
def test_what_is_unknown_is_not_said_at_all(card):
    assert linked_data(card, TODAY) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 12, 31), ["20"]), (date(2027, 1, 1), ["25"]), (date(2028, 1, 1), [])],
)
def test_only_what_holds_on_the_day_is_offered(day, expected):
    versions = (
        overdue(group((1, None, 20)), end="2026-12-31"),
        overdue(group((1, None, 25)), start="2027-01-01", end="2027-12-31"),
    )
    found = services(RateCard(overdue=versions), day)
    assert [price["price"] for node in found.values() for price in prices(node)] == expected


def test_texts_are_in_the_language_of_the_page():
    found = services(card_of(group((8, None, "free"))), wording=PageLanguage("en", str.upper))
    offer = found["Voksne"]["offers"][0]
    assert offer["name"] == "After 7 days"
    assert offer["description"] == "FEE-FREE: NOTHING IS CHARGED"


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 \" ' \\ ]]> æ"


def test_no_text_leaves_the_script_element():
    card = card_of(GroupRates(BorrowerGroup(HOSTILE), (Band(1, None, Decimal(20)),)))
    nodes = linked_data(card, TODAY, provider=HOSTILE)
    written = script_json(nodes)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["@graph"] == nodes


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cards)
def test_any_card_gives_json_that_says_dkk(card: RateCard) -> None:
    data = {"@graph": linked_data(card, TODAY)}
    assert json.loads(script_json(data["@graph"]))["@graph"] == data["@graph"]
    for service in data["@graph"]:
        assert {price["priceCurrency"] for price in prices(service)} == {"DKK"}


class Scripts(HTMLParser):
    """The type and the content of each script element."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open = tag == "script"
        if self.open:
            self.found.append([dict(attrs), ""])

    def handle_endtag(self, tag):
        self.open = False

    def handle_data(self, data):
        if self.open:
            self.found[-1][1] += data


def rendered(page, host="fjordby.example"):
    """What the tag gives on a page of the site."""
    request = RequestFactory().get("/", headers={"host": host})
    template = Template("{% load libfees_tags %}{% libfees_head %}")
    with freeze_time("2026-11-20T11:00:00Z"):
        return template.render(Context({"page": page, "request": request}))


def data_of(html):
    """The linked data in the one script element of `html`."""
    ((attributes, content),) = Scripts(html).found
    assert attributes == {"type": "application/ld+json"}
    return json.loads(content)


@pytest.mark.django_db
def test_the_head_has_the_rates_of_the_page():
    page = make_fee_page(make_site())
    data = data_of(rendered(page))
    assert data["@context"] == "https://schema.org"
    kinds = {node["@type"]: node for node in data["@graph"]}
    assert list(kinds) == ["WebPage", "BreadcrumbList", "Library", "Service"]
    assert kinds["WebPage"]["@id"] == page.full_url
    assert kinds["WebPage"]["dateModified"]
    way = [item["item"] for item in kinds["BreadcrumbList"]["itemListElement"]]
    assert way == [page.get_site().root_page.full_url, page.full_url]
    assert kinds["Library"]["name"] == "Fjordby"
    assert kinds["Service"]["provider"] == {"@id": kinds["Library"]["@id"]}


@pytest.mark.django_db
def test_the_head_lets_no_text_of_an_editor_out():
    hostile = GroupRates(BorrowerGroup(HOSTILE), (Band(1, None, Decimal(20)),))
    page = make_fee_page(make_site(name=HOSTILE), card_of(hostile))
    *_, library, service = data_of(rendered(page))["@graph"]
    assert service["audience"]["audienceType"] == HOSTILE
    assert library["name"] == HOSTILE


@pytest.mark.django_db
def test_nothing_is_said_of_unknown_rates_nor_of_a_library_without_a_name():
    site = make_site(name="")

    def kinds(page):
        return [node["@type"] for node in data_of(rendered(page))["@graph"]]

    assert "Service" not in kinds(make_fee_page(site, RateCard(), title="Tom"))
    assert set(kinds(make_fee_page(site))) == {"WebPage", "BreadcrumbList", "Service"}


@pytest.mark.django_db
def test_the_head_has_what_is_published_and_nothing_without_a_request():
    page = make_fee_page(make_site(), card_of(ADULTS))
    save_draft(page, card_of(group((1, None, 777))))
    assert "777" not in rendered(fresh(page))
    template = Template("{% load libfees_tags %}{% libfees_head %}")
    assert "ld+json" not in template.render(Context({"page": fresh(page)}))
