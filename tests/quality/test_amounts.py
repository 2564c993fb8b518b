"""Numbers in prose against the rates and the settings: precise rather than complete."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests import factories
from wagtail_libfees.clock import today
from wagtail_libfees.editorial.registry import findings

pytestmark = pytest.mark.django_db


def exclusion(amount=200, first=None):
    value = {"heading": "", "amount": Decimal(amount), "inclusive": True, "notice_days": None}
    return ("exclusion", {**value, **factories.validity(first)})


def reminders(*amounts):
    fees = [{"amount": Decimal(amount), "basis": "flat"} for amount in amounts]
    return ("reminder_fees", {"heading": "", "fees": fees, **factories.validity()})


def timings(**days):
    return ("timings", {"heading": "", **days, **factories.validity()})


ADULTS = factories.group("Voksne", (1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230))
CHILDREN = factories.group("Børn", (1, 7, 10), (8, 14, 40), (15, 30, 55), (31, None, 120))


@pytest.fixture
def fjordby():
    """A site with rates of every kind."""
    site = factories.site()
    page = factories.takster_page(
        site.root_page,
        factories.overdue(ADULTS, CHILDREN),
        exclusion(),
        reminders(150, 250),
        timings(registration_delay_hours=72, recall_days=14, considered_lost_days=30),
    )
    factories.fee_settings(site, fee_page=page, advance_notice_days=3, payment_deadline_days=30)
    return site


def contradictions(site, words):
    page = factories.faq_page(
        site.root_page, factories.questions(("Hvad?", f"<p>{words}</p>")), live=False
    )
    return [finding.excerpt for finding in findings(page) if finding.code == "contradiction"]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Du bliver udelukket, når du skylder 300 kr. eller mere.", "300 kr"),
        ("Skylder du over kr. 250,00, er der lukket for lån.", "kr. 250,00"),
        ("Du kan ikke låne, hvis du skylder 1.200 kr.", "1.200 kr"),
        ("Der kan gå 24 timer, før din betaling er registreret.", "24 timer"),
        ("Din betaling vises efter 1 døgn.", "1 døgn"),
        ("It takes 24 hours before your payment is registered.", "24 hours"),
        ("Hjemkaldelsen sendes efter 10 dage.", "10 dage"),
        ("Du får en påmindelse 5 dage før fristen.", "5 dage"),
        ("Bogen anses for bortkommet efter 45 dage.", "45 dage"),
        ("Betalingsfristen er 14 dage.", "14 dage"),
        ("Et rykkergebyr koster 100 kr.", "100 kr"),
        ("Afleverer du 8-14 dage for sent, koster det 60 kr.", "60 kr"),
        ("Gebyret er 25 kr. ved 1 til 7 dage.", "25 kr"),
    ],
)
def test_a_contradiction_is_found(fjordby, words, written):
    assert contradictions(fjordby, words) == [written]


@pytest.mark.parametrize(
    "words",
    [
        "Du bliver udelukket, når du skylder 200 kr. eller mere.",
        "Skylder du 200 kr. eller 300 kr., bliver du udelukket.",
        "Rykkergebyret er 150 kr., og du bliver ikke udelukket.",
        "Tidligere blev du udelukket ved 300 kr.",
        "I 2019 blev du udelukket ved 300 kr.",
        "Du kan købe en pose for 300 kr.",
        "Der kan gå 72 timer, før din betaling er registreret.",
        "Der kan gå 3 døgn, før din betaling vises.",
        "Vi har åbent 24 timer i døgnet.",
        "Reservationen holdes i 24 timer.",
        "Ring inden 24 timer om din betaling.",
        "Et rykkergebyr er 250 kr.",
        "Afleverer du 8-14 dage for sent, koster det 70 kr.",
        "For børn koster 8-14 dage for sent 40 kr.",
        "8-14 dage for sent koster 40 kr. for børn og 60 kr. for voksne.",
        "Du kan låne i 30 dage.",
        "Lånetiden er 28-30 dage.",
        "Faktura 300 og telefon 70 80 90 10",
        "Du har skyldt 300 kr. for eksempel og er udelukket",
    ],
)
def test_what_is_right_or_uncertain_is_left_alone(fjordby, words):
    assert contradictions(fjordby, words) == []


def test_where_nothing_is_stated_nothing_is_contradicted():
    site = factories.site()
    assert contradictions(site, "Du bliver udelukket, når du skylder 300 kr.") == []
    assert contradictions(site, "Der kan gå 24 timer, før din betaling er registreret.") == []


def test_what_is_known_to_come_is_right_too():
    site = factories.site()
    coming = today() + timedelta(days=30)
    page = factories.takster_page(site.root_page, exclusion(), exclusion(300, coming))
    factories.fee_settings(site, fee_page=page)
    assert contradictions(site, "Du bliver udelukket ved en gæld på 300 kr.") == []
    assert contradictions(site, "Du bliver udelukket ved en gæld på 400 kr.") == ["400 kr"]


def test_what_was_once_right_is_no_longer():
    site = factories.site()
    page = factories.takster_page(site.root_page, exclusion(300), exclusion(200, date(2020, 1, 1)))
    factories.fee_settings(site, fee_page=page)
    assert contradictions(site, "Du bliver udelukket ved en gæld på 300 kr.") == ["300 kr"]


def test_a_fee_page_is_held_against_its_own_blocks():
    site = factories.site()
    page = factories.takster_page(
        site.root_page, exclusion(), factories.text("Du udelukkes, når du skylder 300 kr.")
    )
    assert "contradiction" in {finding.code for finding in findings(page)}


def test_the_rates_of_another_site_do_not_count(fjordby):
    other = factories.site("sandby.example", default=False)
    assert contradictions(other, "Du bliver udelukket, når du skylder 300 kr.") == []


def test_a_draft_of_the_rates_does_not_count():
    site = factories.site()
    page = factories.takster_page(site.root_page, exclusion(), live=False)
    factories.fee_settings(site, fee_page=page)
    assert contradictions(site, "Du bliver udelukket, når du skylder 300 kr.") == []


def test_the_message_says_what_is_right(fjordby):
    page = factories.faq_page(
        fjordby.root_page,
        factories.questions(("Hvad?", "<p>Du udelukkes, når du skylder 300 kr.</p>")),
    )
    [finding] = [f for f in findings(page) if f.code == "contradiction"]
    assert "300 kr" in finding.message
    assert "200\xa0kr." in finding.message
