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
from wagtail_libfees.rates.linked_data import PageLanguage, Provider, linked_data, script_json

TODAY = date(2026, 11, 20)


def services(card, day=TODAY, **more):
    """The services for overdue fees by the name of their group."""
    data = linked_data(card, day, **more) or {"@graph": []}
    found = [node for node in data["@graph"] if "audience" in node]
    return {node["audience"].get("audienceType"): node for node in found}


def prices(service):
    """The price specifications of a service."""
    return [offer["priceSpecification"] for offer in service["offers"]]


def test_a_service_for_each_group_tells_whom_it_is_for_and_who_charges():
    library = Provider("Fjordby Bibliotek", "https://fjordby.example")
    found = services(card_of(ADULTS, CHILDREN), url="https://fjordby.example/t/", provider=library)
    assert list(found) == ["Voksne", "Børn"]
    assert found["Voksne"]["audience"] == {
        "@type": "PeopleAudience",
        "audienceType": "Voksne",
        "suggestedMinAge": 18,
    }
    assert found["Børn"]["audience"]["suggestedMaxAge"] == 17
    assert found["Voksne"]["url"] == "https://fjordby.example/t/"
    assert found["Voksne"]["provider"] == {
        "@type": "Library",
        "name": "Fjordby Bibliotek",
        "url": "https://fjordby.example",
    }
    assert "provider" not in services(CARD)["Voksne"]


def test_each_band_is_an_offer_with_its_days_and_its_price():
    offers = services(card_of(ADULTS))["Voksne"]["offers"]
    assert [offer["name"] for offer in offers] == [
        "1-7 dage",
        "8-14 dage",
        "15-30 dage",
        "Efter 30 dage",
    ]
    assert offers[0]["priceSpecification"] == {
        "@type": "PriceSpecification",
        "price": "20",
        "priceCurrency": "DKK",
        "eligibleQuantity": {
            "@type": "QuantitativeValue",
            "minValue": 1,
            "maxValue": 7,
            "unitCode": "DAY",
            "unitText": "days overdue",
        },
    }
    assert "maxValue" not in offers[3]["priceSpecification"]["eligibleQuantity"]


def test_fee_free_zero_and_unknown_stay_three_things():
    bands = ((1, 7, "free"), (8, 14, 0), (15, 30, None), (31, None, "20.5"))
    found = prices(services(card_of(group(*bands)))["Voksne"])
    said = [(price["price"], price.get("description", "")) for price in found]
    assert said == [("0", "Fee-free: nothing is charged"), ("0", ""), ("20.50", "")]


def test_a_fee_free_group_has_fee_free_offers_only():
    free = GroupRates(BorrowerGroup("Børn", None, 17), (), fee_free=True)
    (price,) = prices(services(card_of(free))["Børn"])
    assert (price["price"], price["eligibleQuantity"]["minValue"]) == ("0", 1)
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
    assert linked_data(card, TODAY) is None


def test_other_charges_are_services_of_their_own():
    data = linked_data(replace(CARD, overdue=()), TODAY, url="https://fjordby.example/t/")
    kinds = [node["serviceType"] for node in data["@graph"]]
    assert kinds == ["replacement", "reminder", "other"]
    assert all(node["url"] for node in data["@graph"])


def spans(card, day=TODAY):
    """Price, first and last day of each offer to adults."""
    return [
        (price["price"], price.get("validFrom"), price.get("validThrough"))
        for price in prices(services(card, day)["Voksne"])
    ]


def flat(amount, start=None, end=None):
    """A version with one amount for every day."""
    return overdue(group((1, None, amount)), start=start, end=end)


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([flat(20)], [("20", None, None)]),
        (
            [flat(20), flat(25, "2027-01-01")],
            [("20", None, "2026-12-31"), ("25", "2027-01-01", None)],
        ),
        # A fee-free trial ends on its day, and what was in force before comes back.
        (
            [flat(20), flat("free", "2026-12-01", "2026-12-31")],
            [
                ("20", None, "2026-11-30"),
                ("0", "2026-12-01", "2026-12-31"),
                ("20", "2027-01-01", None),
            ],
        ),
        ([flat(10, end="2026-11-19"), flat(20, "2026-11-20")], [("20", "2026-11-20", None)]),
        ([flat(10, end="2026-11-20")], [("10", None, "2026-11-20")]),
        ([flat(20, "2024-02-29", "2028-02-29")], [("20", "2024-02-29", "2028-02-29")]),
    ],
    ids=["always", "next year", "trial", "just begun", "last day", "leap day"],
)
def test_offers_hold_from_the_day_on_and_end_when_others_begin(versions, expected):
    assert spans(RateCard(overdue=tuple(versions))) == expected


def test_rates_that_are_over_are_not_offered():
    assert linked_data(RateCard(overdue=(flat(10, end="2026-11-19"),)), TODAY) is None


def test_texts_are_in_the_language_of_the_page():
    found = services(card_of(group((8, None, "free"))), wording=PageLanguage("en", str.upper))
    offer = found["Voksne"]["offers"][0]
    assert offer["name"] == "After 7 days"
    assert offer["priceSpecification"]["description"] == "FEE-FREE: NOTHING IS CHARGED"


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 \" ' \\ ]]> æ"


def test_no_text_leaves_the_script_element():
    card = card_of(GroupRates(BorrowerGroup(HOSTILE), (Band(1, None, Decimal(20)),)))
    data = linked_data(card, TODAY, provider=Provider(HOSTILE, HOSTILE))
    written = script_json(data)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == data


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cards)
def test_any_card_gives_json_that_says_dkk(card: RateCard) -> None:
    data = linked_data(card, TODAY)
    if data is not None:
        assert json.loads(script_json(data)) == data
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
    template = Template("{% load libfees_linked_data %}{% libfees_rates_json_ld page %}")
    with freeze_time("2026-11-20T11:00:00Z"):
        return template.render(Context({"page": page, "request": request}))


def data_of(html):
    """The linked data in the one script element of `html`."""
    ((attributes, content),) = Scripts(html).found
    assert attributes == {"type": "application/ld+json"}
    return json.loads(content)


@pytest.mark.django_db
def test_the_tag_writes_the_rates_of_the_page():
    page = make_fee_page(make_site())
    data = data_of(rendered(page))
    assert data["@context"] == "https://schema.org"
    service = data["@graph"][0]
    assert service["url"] == page.full_url
    assert service["provider"]["name"] == "Fjordby"
    spans = {(p.get("validFrom"), p.get("validThrough")) for p in prices(service)}
    assert spans == {(None, "2026-12-31"), ("2027-01-01", None)}


@pytest.mark.django_db
def test_the_tag_lets_no_text_of_an_editor_out():
    hostile = GroupRates(BorrowerGroup(HOSTILE), (Band(1, None, Decimal(20)),))
    page = make_fee_page(make_site(name=HOSTILE), card_of(hostile))
    (service,) = data_of(rendered(page))["@graph"]
    assert service["audience"]["audienceType"] == HOSTILE
    assert service["provider"]["name"] == HOSTILE


@pytest.mark.django_db
def test_the_tag_says_nothing_of_a_page_without_rates_or_a_site_without_a_name():
    site = make_site(name="")
    assert rendered(make_fee_page(site, RateCard(), title="Tom")).strip() == ""
    assert "provider" not in data_of(rendered(make_fee_page(site)))["@graph"][0]


@pytest.mark.django_db
def test_the_tag_writes_what_is_published_and_works_without_a_request():
    page = make_fee_page(make_site(), card_of(ADULTS))
    save_draft(page, card_of(group((1, None, 777))))
    assert "777" not in rendered(fresh(page))
    template = Template("{% load libfees_linked_data %}{% libfees_rates_json_ld page %}")
    assert "20" in template.render(Context({"page": fresh(page)}))
