"""What borrowers read of the fee settings, and that it costs one query and never leaks."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.blocks.contact import ContactBlock, PaymentPortalBlock
from wagtail_libfees.models import FeeSettings

pytestmark = pytest.mark.django_db


def rendered(block, host="localhost", language="da", **value):
    request = RequestFactory().get("/", headers={"host": host})
    bound = block.normalize({**block.get_default(), **value})
    with translation.override(language):
        return block.render(bound, context={"request": request})


def point(matter="payment", name="Opkrævningen", **fields):
    return ("point", {"matter": matter, "name": name, **fields})


PROFILES = [
    ({"portal": {"kind": "netbank"}}, "faktura", "invoice"),
    ({"portal": {"kind": "desk"}}, "skranken", "desk"),
    ({"portal": {"kind": "none"}}, "Spørg biblioteket", "Ask the library"),
    (
        {
            "portal": {"name": "Portalen", "url": "https://p.example/", "login_needed": True},
        },
        "logge ind",
        "log in",
    ),
    ({"portal": "Netbanken"}, "Netbanken", 'You pay in <span lang="da">Netbanken</span>'),
    (
        {
            "portal": {"kind": "other", "name": "Betaling i kommunen", "url": "https://p.example/"},
        },
        "Læs, hvordan du betaler",
        "Read how to pay",
    ),
]


@pytest.mark.parametrize(("fields", "danish", "english"), PROFILES)
def test_each_way_of_paying_has_its_words(site, fields, danish, english):
    factories.fee_settings(site, **fields)
    assert danish in rendered(PaymentPortalBlock())
    assert english in rendered(PaymentPortalBlock(), language="en")


def test_without_settings_only_the_heading_and_the_text_are_there(site):
    html = rendered(PaymentPortalBlock(), heading="Betaling")
    assert "Betaling" in html
    assert "<p" not in html
    assert not FeeSettings.objects.exists()


@pytest.mark.parametrize(("day", "shown"), [("2027-06-30", True), ("2027-07-02", False)])
def test_older_debts_are_told_until_their_last_day(site, day, shown):
    factories.fee_settings(
        site,
        portal={"kind": "desk"},
        old_balances_before=date(2027, 1, 1),
        old_balances_place="Gammel portal",
        old_balances_url="gammel",
        old_balances_until=date(2027, 6, 30),
    )
    with freeze_time(day):
        html = rendered(PaymentPortalBlock())
    assert ("Gammel portal" in html) is shown
    assert ('href="/gammel"' in html) is shown


def test_who_knows_about_paying_stands_with_the_way_of_paying(site):
    factories.fee_settings(
        site, contact_points=[point(phone="12 34 56 78"), point("reason", "Biblioteket")]
    )
    html = rendered(PaymentPortalBlock())
    assert "tel:12345678" in html
    assert "Biblioteket" not in html


def test_the_contact_block_shows_the_settings_unless_it_has_points_of_its_own(site):
    factories.fee_settings(site, contact_points=[point(), point("reason", "Biblioteket")])
    assert "Opkrævningen" in rendered(ContactBlock())
    own = {"matter": "Regning", "name": "Os", "phone": "", "email": "", "url": "", "hours": ""}
    html = rendered(ContactBlock(), points=[own])
    assert "Opkrævningen" not in html
    assert "Os" in html


def test_channels_come_in_the_editors_order_and_unused_ones_not(site):
    factories.fee_settings(
        site,
        contact_points=[
            point(phone="12 34 56 78", email="p@fjordby.example", url="https://s.example")
        ],
        contact_channels=[("channel", {"channel": name}) for name in ("phone", "self_service")],
    )
    html = rendered(ContactBlock())
    assert html.index("12 34 56 78") < html.index("https://s.example")
    assert "p@fjordby.example" not in html


@pytest.mark.parametrize("shown", [True, False])
def test_prices_are_shown_only_when_turned_on_and_with_their_source(site, shown):
    factories.fee_settings(
        site,
        show_channel_prices=shown,
        contact_points=[point()],
        contact_channels=[
            (
                "channel",
                {
                    "channel": "phone",
                    "price": Decimal("37"),
                    "price_source": "Egen opgørelse",
                    "price_date": date(2026, 1, 1),
                },
            )
        ],
    )
    html = rendered(ContactBlock())
    assert ("37\xa0kr." in html) is shown
    assert ("Egen opgørelse" in html) is shown


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 1 }}"])
def test_what_is_typed_is_text(site, text):
    factories.fee_settings(site, portal=text, contact_points=[point(name=text)])
    assert "<script>" not in rendered(PaymentPortalBlock()) + rendered(ContactBlock())


def test_ninety_eight_sites_read_their_own_with_one_query_each(django_assert_num_queries):
    sites = [factories.site("localhost")]
    sites += [factories.site(f"by{number}.example", default=False) for number in range(97)]
    for number, site in enumerate(sites):
        factories.fee_settings(site, portal=f"Portal {number}.")
    for number, site in list(enumerate(sites))[::16]:
        request = RequestFactory().get("/", headers={"host": site.hostname})
        template = Template(
            "{% load libfees_tags %}{% libfees_settings_of_site as one %}"
            "{% libfees_settings_of_site as two %}{{ one.portal_name }}{{ two.portal_name }}"
        )
        # One for the site, which Wagtail keeps on the request too, and one for its settings.
        with django_assert_num_queries(2):
            html = template.render(Context({"request": request}))
        assert html == f"Portal {number}." * 2
