"""The registry of facts, and what each of the package's own says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from wagtail_libfees import rates
from wagtail_libfees.editorial.fact_text import named_facts
from wagtail_libfees.editorial.fact_values import Facts
from wagtail_libfees.editorial.facts import (
    FactLink,
    OwnValue,
    register_fact,
    registered_facts,
    unregister_fact,
)
from wagtail_libfees.editorial.national import NATIONAL

NB = "\N{NO-BREAK SPACE}"
EMPTY = {
    "portal_name": "",
    "portal_url": "",
    "routes": [],
    "library_name": "",
    "municipality_name": "",
    "municipality_genitive": "",
    "contact_points": [],
    "advance_notice_days": None,
    "recall_days": None,
    "considered_lost_days": None,
    "registration_delay_hours": None,
    "payment_deadline_days": None,
    "invoice_minimum": None,
    "found_again_refund_months": None,
}


def facts(language="da", *, card=None, own=None, fee_page=None, mark_gaps=False, **settings):
    sources = SimpleNamespace(
        language=language,
        settings=SimpleNamespace(**{**EMPTY, **settings}),
        card=card or rates.RateCard(),
        own=own or {},
        fee_page=fee_page,
    )
    return Facts(lambda: sources, mark_gaps=mark_gaps)


def point(matter, **fields):
    return SimpleNamespace(value={"matter": matter, **fields})


def group(label, low, high, *amounts, fee_free=False):
    bands = tuple(
        rates.Band(
            i + 1,
            i + 1 if i + 1 < len(amounts) else None,
            None if amount in (None, "free") else Decimal(amount),
            fee_free=amount == "free",
        )
        for i, amount in enumerate(amounts)
    )
    return rates.GroupRates(rates.BorrowerGroup(label, low, high), bands, fee_free=fee_free)


def overdue(*groups):
    return rates.RateCard(overdue=(rates.OverdueFees(groups=groups),))


CHILD, ADULT = group("Børn", 0, 17, 10, 120), group("Voksne", 18, None, 20, 230)
BILLED = replace(CHILD, bill_to=rates.BillTo.GUARDIAN, bill_by=rates.BillBy.DIGITAL_POST)
TO_PARENTS = "En forælder eller værge får regningen. Den kommer i Digital Post."
OWN_BILL = replace(
    group("Unge", 14, 17, 10), bill_to=rates.BillTo.BORROWER, bill_by=rates.BillBy.LETTER
)
TIMINGS = rates.Timings(
    advance_notice_days=3,
    recall_days=1,
    considered_lost_days=30,
    registration_delay_hours=72,
    invoice_minimum=Decimal("50"),
    payment_deadline_days=14,
)
POINTS = [
    point("reason", name="Hovedbiblioteket", phone="12 34 56 78", email="bib@fjordby.example"),
    point("payment", name="Opkrævningen", phone="+45 87 65 43 21", email=""),
]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("portal", {"portal_name": "Fjordbetaling"}, "Fjordbetaling"),
        ("portal_url", {"portal_url": "https://betal.example"}, "https://betal.example"),
        ("library", {"library_name": "Fjordby Bibliotek"}, "Fjordby Bibliotek"),
        ("municipality", {"municipality_name": "Fjordby Kommune"}, "Fjordby Kommune"),
        ("municipality_genitive", {"municipality_genitive": "Fjordbys"}, "Fjordbys"),
        ("phone_library", {"contact_points": POINTS}, "12 34 56 78"),
        ("phone_payment", {"contact_points": POINTS}, "+45 87 65 43 21"),
        ("email_library", {"contact_points": POINTS}, "bib@fjordby.example"),
        ("email_payment", {"contact_points": POINTS}, ""),
        ("payment_office", {"contact_points": POINTS}, "Opkrævningen"),
        ("max_fee_adult", {"card": overdue(CHILD, ADULT)}, f"230{NB}kr."),
        ("max_fee_child", {"card": overdue(CHILD, ADULT)}, f"120{NB}kr."),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17, fee_free=True))}, "gebyrfrit"),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17, "free"))}, "gebyrfrit"),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17, "free", 40))}, f"40{NB}kr."),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17, 0))}, f"0{NB}kr."),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17, 10, None))}, ""),
        ("max_fee_child", {"card": overdue(group("Børn", 0, 17))}, ""),
        ("max_fee_child", {"card": overdue(ADULT)}, ""),
        ("max_fee_child", {"card": overdue(group("Alle", None, None, 5))}, f"5{NB}kr."),
        ("max_fee_child", {"card": overdue(group("A", None, None, 5), ADULT)}, ""),
        ("max_fee_child", {"card": overdue(CHILD, group("Alle børn", 0, 14, 3))}, ""),
        ("bill_for_child", {"card": overdue(BILLED, ADULT)}, TO_PARENTS),
        ("bill_for_child", {"card": overdue(CHILD, ADULT)}, ""),
        ("bill_for_child", {"card": overdue(BILLED, group("Unge", 14, 17, 10), ADULT)}, ""),
        (
            "bill_for_child",
            {"card": overdue(BILLED, replace(OWN_BILL, bill_by=None), ADULT)},
            f"Børn: {TO_PARENTS} Unge: Låneren får selv regningen.",
        ),
        (
            "bill_for_child",
            {"card": overdue(replace(OWN_BILL, bill_to=rates.BillTo.GUARDIAN, own_bill_from=15))},
            (
                "En forælder eller værge får regningen, indtil låneren er fyldt 15 år. "
                "Derefter får låneren den selv. Den kommer med brev."
            ),
        ),
        (
            "exclusion_threshold",
            {"card": rates.RateCard(exclusions=(rates.Exclusion(Decimal("200")),))},
            f"200{NB}kr.",
        ),
        (
            "exclusion_rule",
            {"card": rates.RateCard(exclusions=(rates.Exclusion(Decimal("200")),))},
            f"200{NB}kr. eller mere",
        ),
        (
            "exclusion_rule",
            {"card": rates.RateCard(exclusions=(rates.Exclusion(Decimal("200"), False),))},
            f"mere end 200{NB}kr.",
        ),
        ("exclusion_rule", {"card": rates.RateCard(exclusions=(rates.Exclusion(None),))}, ""),
        (
            "exclusion_notice_days",
            {"card": rates.RateCard(exclusions=(rates.Exclusion(None, notice_days=7),))},
            "7 dage",
        ),
        (
            "handling_fee",
            {"card": rates.RateCard(replacements=(rates.ReplacementPrices((), Decimal("90")),))},
            f"90{NB}kr.",
        ),
        ("refund_period", {"found_again_refund_months": 3}, "3 måneder"),
        ("refund_period", {"found_again_refund_months": 0}, ""),
        ("advance_notice_days", {"card": rates.RateCard(timings=(TIMINGS,))}, "3 dage"),
        ("recall_days", {"card": rates.RateCard(timings=(TIMINGS,))}, "1 dag"),
        ("recall_days", {"recall_days": 14}, "14 dage"),
        (
            "recall_days",
            {"card": rates.RateCard(timings=(TIMINGS,)), "recall_days": 14},
            "1 dag",
        ),
        ("considered_lost_days", {"card": rates.RateCard(timings=(TIMINGS,))}, "30 dage"),
        ("registration_delay", {"registration_delay_hours": 72}, "72 timer"),
        ("registration_delay", {"registration_delay_hours": 0}, "0 timer"),
        ("payment_deadline_days", {"payment_deadline_days": 14}, "14 dage"),
        ("invoice_minimum", {"invoice_minimum": Decimal("50")}, f"50{NB}kr."),
        (
            "max_reminder_fee",
            {
                "card": rates.RateCard(
                    reminders=(
                        rates.ReminderFees(
                            (rates.ReminderFee(Decimal(150)), rates.ReminderFee(Decimal(250)))
                        ),
                    )
                )
            },
            f"250{NB}kr.",
        ),
        (
            "max_reminder_fee",
            {
                "card": rates.RateCard(
                    reminders=(
                        rates.ReminderFees(
                            (rates.ReminderFee(Decimal(150)), rates.ReminderFee(None))
                        ),
                    )
                )
            },
            "",
        ),
    ],
)
def test_what_a_fact_says_in_danish(name, given, said):
    assert facts(**given).plain(name) == said


@pytest.mark.parametrize("name", sorted(registered_facts().keys() - NATIONAL.keys()))
def test_a_fact_that_nobody_stated_is_empty_and_no_error(name):
    assert facts().plain(name) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("recall_days", "1 day"),
        ("advance_notice_days", "3 days"),
        ("registration_delay", "72 hours"),
        ("invoice_minimum", f"DKK{NB}50"),
    ],
)
def test_a_fact_speaks_the_language_of_the_page_whatever_is_active(name, said):
    assert facts("en", card=rates.RateCard(timings=(TIMINGS,))).plain(name) == said


def test_national_facts_have_a_source_and_give_way_to_the_site():
    assert all(fact.source.startswith("https://") for fact in NATIONAL.values())
    told = facts()
    assert told.html("{phone_mitid}") == '<a href="tel:33980010">33 98 00 10</a>'
    assert told.html("{borger_dk}") == '<a href="https://www.borger.dk/">borger.dk</a>'
    assert facts("en").plain("hours_mitid") == (
        "Monday to Friday, 8 am to 8 pm; Saturday and Sunday, 10 am to 4 pm"
    )
    assert facts(own={"phone_1881": OwnValue("", "70 10 18 81")}).plain("phone_1881") == (
        "70 10 18 81"
    )


def test_a_value_is_text_and_never_markup():
    told = facts(portal_name="<b onclick=x>A & B</b>", own={"x1": OwnValue("", "<i>")})
    assert told.html("<p>{portal} {x1}</p>") == (
        "<p>&lt;b onclick=x&gt;A &amp; B&lt;/b&gt; &lt;i&gt;</p>"
    )
    assert told.text("{portal}") == "<b onclick=x>A & B</b>"


def test_a_value_that_looks_like_a_fact_is_not_filled_again():
    told = facts(portal_name="{library}", library_name="Fjordby")
    assert told.text("{portal}") == "{library}"


def test_a_link_is_a_link_in_rich_text_but_not_inside_another():
    told = facts(contact_points=POINTS, fee_page=FactLink("https://b.dk/t/", "/t/", "Takster <1>"))
    assert told.html("<p>{phone_payment}</p>") == (
        '<p><a href="tel:+4587654321">+45 87 65 43 21</a></p>'
    )
    assert told.html("{fee_page}") == '<a href="/t/">Takster &lt;1&gt;</a>'
    assert told.html('<a href="/x">{fee_page}</a>') == '<a href="/x">https://b.dk/t/</a>'
    assert told.text("Se {fee_page}") == "Se https://b.dk/t/"


def test_the_public_reads_a_neutral_text_where_a_value_is_missing():
    assert facts().html("<p>Ring {phone_payment}</p>") == "<p>Ring (ikke oplyst)</p>"
    assert facts().text("Ring {phone_payment}") == "Ring (ikke oplyst)"
    assert facts("en").text("Call {phone_payment}") == "Call (not stated)"


def test_a_draft_shows_what_is_missing_and_what_is_unknown():
    told = facts(mark_gaps=True)
    assert '<mark class="libfees-gap">' in told.html("<p>{portal}</p>")
    assert told.html("<p>{foo}</p>") == '<p><mark class="libfees-gap">{foo}</mark></p>'
    assert "{portal}" in told.text("{portal}")
    assert told.text("{foo}") == "{foo}"


def test_nothing_is_looked_up_before_a_text_names_a_fact():
    def refuse():
        raise AssertionError("looked up")

    told = Facts(refuse)
    assert told.html('<p>{"a": 1} og {{portal}}</p>') == '<p>{"a": 1} og {{portal}}</p>'
    assert told.text("Ingen") == "Ingen"
    assert told.used is False


def test_a_site_registers_its_own():
    @register_fact("house_colour", "Farve", "koden")
    def colour(sources):
        return f"blå-{sources.language}"

    try:
        assert facts().text("{house_colour}") == "blå-da"
        with pytest.raises(ValueError, match="already"):
            register_fact("house_colour", "Igen")
    finally:
        unregister_fact("house_colour")
    assert facts().text("{house_colour}") == "{house_colour}"


@pytest.mark.parametrize("name", ["", "A", "Portal", "1a", "a b", "a-b", "å" * 3, "a" * 51])
def test_a_name_of_a_wrong_shape_is_refused(name):
    with pytest.raises(ValueError, match="no name"):
        register_fact(name, "x")


def test_a_registered_fact_wins_over_an_own_one_of_the_same_name():
    told = facts(portal_name="Rigtig", own={"portal": OwnValue("", "Forkert")})
    assert told.text("{portal}") == "Rigtig"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_words_of_each_fact_in_braces_are_its_name(language):
    """Whatever language the editor reads; so no two facts have the same words."""
    known = facts(language="en")
    with translation.override(language):
        written = {name: f"{{{fact.label}}}" for name, fact in registered_facts().items()}
    assert {name: named_facts(text, known.by_words) for name, text in written.items()} == {
        name: f"{{{name}}}" for name in written
    }


def test_words_that_two_facts_have_are_nobodys():
    own = {
        "coffee": OwnValue("Kaffe og te", "sort"),
        "tea": OwnValue("kaffe  og te", "grøn"),
        "juice": OwnValue("Saft", "rød"),
        # The name of another fact stays that one's.
        "mine": OwnValue("portal", "x"),
    }
    words = facts(own=own).by_words
    assert "kaffe og te" not in words
    assert words["saft"] == "juice"
    assert "portal" not in words


def test_rates_of_a_coming_day_are_not_told_today():
    card = rates.RateCard(
        exclusions=(
            rates.Exclusion(Decimal(200)),
            rates.Exclusion(Decimal(300), validity=rates.Validity(valid_from=date(2027, 1, 1))),
        )
    )
    assert facts(card=card.as_of(date(2026, 12, 31))).plain("exclusion_threshold") == f"200{NB}kr."
    assert facts(card=card.as_of(date(2027, 1, 1))).plain("exclusion_threshold") == f"300{NB}kr."
