"""What each block says for a value: every sentence, word for word, in Danish and English."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import translation

from wagtail_libfees.blocks import takster_blocks

pytestmark = pytest.mark.django_db

BLOCKS = dict(takster_blocks())
ADULTS = {
    "label": "Voksne",
    "bands": [
        {"from_day": 1, "to_day": 1, "amount": "20"},
        {"from_day": 2, "to_day": 7, "amount": "70"},
        {"from_day": 8, "to_day": None, "amount": "230", "replacement_added": True},
    ],
}
BANDS = {
    "label": "Børn",
    "bands": [
        {"from_day": 1, "to_day": 7, "fee_free": True},
        {"from_day": 8, "to_day": None, "amount": None},
    ],
}
FREE = {"label": "Børn", "fee_free": True, "bands": []}
UNKNOWN = {"label": "Foreninger", "bands": []}
# What it is: (block, its fields)
ROWS = {
    # The prices of lost items.
    "a fixed price": ("replacement_prices", {"prices": [{"material": "Bog", "amount": "250"}]}),
    "a price with a note": (
        "replacement_prices",
        {"prices": [{"material": "Bog", "amount": "250", "note": "også lydbog"}]},
    ),
    "the purchase price": (
        "replacement_prices",
        {"prices": [{"material": "Film", "pricing": "purchase_price"}]},
    ),
    "the purchase price with a limit": (
        "replacement_prices",
        {"prices": [{"material": "Film", "pricing": "purchase_price", "amount": "900"}]},
    ),
    "a surcharge": (
        "replacement_prices",
        {"prices": [{"material": "Spil", "pricing": "surcharge", "amount": "75"}]},
    ),
    "a price for each part": (
        "replacement_prices",
        {"prices": [{"material": "Puslespil", "pricing": "per_part", "amount": "30"}]},
    ),
    "a handling fee beside the prices": ("replacement_prices", {"handling_fee": "50"}),
    "a handling fee within the prices": (
        "replacement_prices",
        {"handling_fee": "50", "handling_included": True},
    ),
    "no refund": ("replacement_prices", {"refund_months": 0}),
    "a refund within a month": ("replacement_prices", {"refund_months": 1}),
    "a refund within months": ("replacement_prices", {"refund_months": 3}),
    "nothing about refunds": ("replacement_prices", {"refund_months": None}),
    # Overdue fees.
    "one group": ("overdue_fees", {"groups": [ADULTS]}),
    "one fee for a loan date": ("overdue_fees", {"groups": [FREE], "accrual": "loan_date"}),
    "one fee for a due date": ("overdue_fees", {"groups": [FREE], "accrual": "due_date"}),
    "a group without fees": ("overdue_fees", {"groups": [FREE]}),
    "a group that nothing is known of": ("overdue_fees", {"groups": [UNKNOWN]}),
    "a fee-free band and an unknown one": ("overdue_fees", {"groups": [BANDS]}),
    # The exclusion.
    "an exclusion at an amount": ("exclusion", {"amount": "200"}),
    "an exclusion above an amount": ("exclusion", {"amount": "200", "inclusive": False}),
    "an exclusion told the day before": ("exclusion", {"amount": "200", "notice_days": 1}),
    "an exclusion told days before": ("exclusion", {"amount": "200", "notice_days": 14}),
    "no exclusion": ("exclusion", {"amount": None, "notice_days": 14}),
    # Other fees.
    "a service and its price": ("other_fees", {"fees": [{"label": "Print", "amount": "2.5"}]}),
    "a service without a price": (
        "other_fees",
        {"fees": [{"label": "Lokale", "fee_free": True, "note": "for foreninger"}]},
    ),
    # Reminders.
    "a reminder for all": ("reminder_fees", {"fees": [{"amount": "100"}]}),
    "a reminder for a kind of claim": (
        "reminder_fees",
        {"fees": [{"amount": "100", "basis": "claim", "claim": "Erstatning"}]},
    ),
    "a reminder for a debt from an amount": (
        "reminder_fees",
        {"fees": [{"amount": "100", "basis": "debt", "debt_from": "200"}]},
    ),
    "a reminder for a debt over an amount": (
        "reminder_fees",
        {"fees": [{"amount": "100", "basis": "debt", "debt_from": "200", "from_inclusive": False}]},
    ),
    "a reminder for a debt under an amount": (
        "reminder_fees",
        {"fees": [{"amount": "50", "basis": "debt", "debt_to": "200"}]},
    ),
    "a reminder for a debt between two amounts": (
        "reminder_fees",
        {
            "fees": [
                {
                    "amount": "50",
                    "basis": "debt",
                    "debt_from": "100",
                    "debt_to": "200",
                    "to_inclusive": True,
                }
            ]
        },
    ),
    "a reminder for every debt": ("reminder_fees", {"fees": [{"amount": "50", "basis": "debt"}]}),
    # Deadlines.
    "each deadline, of one": (
        "timings",
        {
            "advance_notice_days": 1,
            "recall_days": 1,
            "considered_lost_days": 1,
            "registration_delay_hours": 1,
            "invoice_minimum": "1",
            "payment_deadline_days": 1,
        },
    ),
    "each deadline, of more": (
        "timings",
        {
            "advance_notice_days": 3,
            "recall_days": 30,
            "considered_lost_days": 45,
            "registration_delay_hours": 24,
            "invoice_minimum": "200",
            "payment_deadline_days": 14,
        },
    ),
    # The head of any rates.
    "rates with a heading": ("timings", {"heading": "Frister"}),
    "rates for a year": ("timings", {"valid_from": "2027-01-01", "valid_to": "2027-12-31"}),
    "rates from a day": ("timings", {"valid_from": "2027-01-01"}),
    "rates up to a day": ("timings", {"valid_to": "2027-12-31"}),
    "rates that somebody adopted": ("timings", {"adopted_by": "Byrådet"}),
    "rates that somebody adopted on a day": (
        "timings",
        {
            "adopted_by": "Byrådet",
            "adopted_on": "2026-10-08",
            "decision_url": "https://fjordby.example/1",
        },
    ),
    # Words of the editor.
    "a text": ("text", {"heading": "Om gebyrer", "text": "<p>Betal <b>her</b>.</p>"}),
    "a contact": (
        "contact",
        {
            "points": [
                {
                    "matter": "Regninger",
                    "name": "Betalingskontoret",
                    "phone": "12345678",
                    "email": "betal@fjordby.example",
                    "url": "https://fjordby.example/betal",
                    "hours": "9-12",
                }
            ]
        },
    ),
    "a contact without a heading of its own": ("contact", {"heading": "Spørg os"}),
}


def html(name, fields, language):
    """The block as a reader of that language gets it."""
    block = BLOCKS[name]
    value = block.to_python({**block.get_prep_value(block.get_default()), **fields})
    with translation.override(language):
        return block.render(value, context={"request": RequestFactory().get("/")})


def words(markup):
    """Each piece of text of the markup, with plain spaces."""
    pieces = BeautifulSoup(markup, "lxml").stripped_strings
    return [re.sub(r"\s+", " ", piece) for piece in pieces]


# What it is: (what it says in Danish, what it says in English)
SENTENCES = {
    "a fixed price": (
        ["Pris for bortkomne eller ødelagte materialer", "Materiale", "Pris", "Bog", "250 kr."],
        ["Price of lost or damaged items", "Material", "Price", "Bog", "DKK 250"],
    ),
    "a price with a note": (
        [
            "Pris for bortkomne eller ødelagte materialer",
            "Materiale",
            "Pris",
            "Bog",
            "også lydbog",
            "250 kr.",
        ],
        ["Price of lost or damaged items", "Material", "Price", "Bog", "også lydbog", "DKK 250"],
    ),
    "the purchase price": (
        [
            "Pris for bortkomne eller ødelagte materialer",
            "Materiale",
            "Pris",
            "Film",
            "Indkøbsprisen",
        ],
        ["Price of lost or damaged items", "Material", "Price", "Film", "The purchase price"],
    ),
    "the purchase price with a limit": (
        [
            "Pris for bortkomne eller ødelagte materialer",
            "Materiale",
            "Pris",
            "Film",
            "Indkøbsprisen, dog højst 900 kr.",
        ],
        [
            "Price of lost or damaged items",
            "Material",
            "Price",
            "Film",
            "The purchase price, at most DKK 900",
        ],
    ),
    "a surcharge": (
        [
            "Pris for bortkomne eller ødelagte materialer",
            "Materiale",
            "Pris",
            "Spil",
            "Indkøbsprisen + 75 kr.",
        ],
        [
            "Price of lost or damaged items",
            "Material",
            "Price",
            "Spil",
            "The purchase price + DKK 75",
        ],
    ),
    "a price for each part": (
        [
            "Pris for bortkomne eller ødelagte materialer",
            "Materiale",
            "Pris",
            "Puslespil",
            "30 kr. for hver del",
        ],
        [
            "Price of lost or damaged items",
            "Material",
            "Price",
            "Puslespil",
            "DKK 30 for each part",
        ],
    ),
    "a handling fee beside the prices": (
        ["Der lægges et klargøringsgebyr på 50 kr. til for hvert materiale."],
        ["A handling fee of DKK 50 is added for each item."],
    ),
    "a handling fee within the prices": (
        ["Et klargøringsgebyr på 50 kr. er med i priserne."],
        ["The prices contain a handling fee of DKK 50."],
    ),
    "no refund": (
        ["Finder du materialet, får du ikke det tilbage, du har betalt for det."],
        ["What you have paid for an item is not refunded if you find it."],
    ),
    "a refund within a month": (
        ["Finder du materialet senest 1 måned efter, at du har betalt, får du prisen tilbage."],
        ["If you find the item within 1 month after you paid, the price is refunded."],
    ),
    "a refund within months": (
        ["Finder du materialet senest 3 måneder efter, at du har betalt, får du prisen tilbage."],
        ["If you find the item within 3 months after you paid, the price is refunded."],
    ),
    "nothing about refunds": (
        [],
        [],
    ),
    "one group": (
        [
            "Det skylder du i alt, fordelt på dage over tiden",
            "Dage over tiden",
            "Voksne",
            "1 dag",
            "20 kr.",
            "2–7 dage",
            "70 kr.",
            "Efter 7 dage",
            "230 kr.",
            "+ erstatning",
        ],
        [
            "What you owe in all, by days overdue",
            "Days overdue",
            "Voksne",
            "1 day",
            "DKK 20",
            "2–7 days",
            "DKK 70",
            "After 7 days",
            "DKK 230",
            "+ replacement",
        ],
    ),
    "one fee for a loan date": (
        [
            "Børn: Gebyrfri",
            "Materialer, som du har lånt samme dag og afleverer samlet, koster ét gebyr.",
        ],
        [
            "Børn: Fee-free",
            "Items that you borrowed on the same day and return together cost one fee.",
        ],
    ),
    "one fee for a due date": (
        [
            "Børn: Gebyrfri",
            (
                "Materialer, der har samme afleveringsfrist, og som du afleverer samlet, "
                "koster ét gebyr."
            ),
        ],
        [
            "Børn: Fee-free",
            "Items that are due on the same day and that you return together cost one fee.",
        ],
    ),
    "a group without fees": (
        ["Børn: Gebyrfri"],
        ["Børn: Fee-free"],
    ),
    "a group that nothing is known of": (
        ["Foreninger: Ikke oplyst"],
        ["Foreninger: Not stated"],
    ),
    "a fee-free band and an unknown one": (
        [
            "Det skylder du i alt, fordelt på dage over tiden",
            "Dage over tiden",
            "Børn",
            "1–7 dage",
            "Gebyrfri",
            "Efter 7 dage",
            "Ikke oplyst",
        ],
        [
            "What you owe in all, by days overdue",
            "Days overdue",
            "Børn",
            "1–7 days",
            "Fee-free",
            "After 7 days",
            "Not stated",
        ],
    ),
    "an exclusion at an amount": (
        ["Skylder du 200 kr. eller mere, kan du ikke låne eller reservere."],
        ["If you owe DKK 200 or more, you cannot borrow or reserve."],
    ),
    "an exclusion above an amount": (
        ["Skylder du mere end 200 kr., kan du ikke låne eller reservere."],
        ["If you owe more than DKK 200, you cannot borrow or reserve."],
    ),
    "an exclusion told the day before": (
        [
            (
                "Skylder du 200 kr. eller mere, kan du ikke låne eller reservere. Vi skriver til "
                "dig, 1 dag før du bliver spærret."
            ),
        ],
        [
            (
                "If you owe DKK 200 or more, you cannot borrow or reserve. We write to you 1 day "
                "before you are blocked."
            ),
        ],
    ),
    "an exclusion told days before": (
        [
            (
                "Skylder du 200 kr. eller mere, kan du ikke låne eller reservere. Vi skriver til "
                "dig, 14 dage før du bliver spærret."
            ),
        ],
        [
            (
                "If you owe DKK 200 or more, you cannot borrow or reserve. We write to you 14 "
                "days before you are blocked."
            ),
        ],
    ),
    "no exclusion": (
        [],
        [],
    ),
    "a service and its price": (
        ["Andre priser", "Priser for andre ydelser", "Ydelse", "Pris", "Print", "2,50 kr."],
        ["Other prices", "Prices of other services", "Service", "Price", "Print", "DKK 2.50"],
    ),
    "a service without a price": (
        [
            "Andre priser",
            "Priser for andre ydelser",
            "Ydelse",
            "Pris",
            "Lokale",
            "for foreninger",
            "Gratis",
        ],
        [
            "Other prices",
            "Prices of other services",
            "Service",
            "Price",
            "Lokale",
            "for foreninger",
            "Free of charge",
        ],
    ),
    "a reminder for all": (
        ["Gebyr for en rykker", "Hver rykker", "100 kr."],
        ["Fee for a reminder", "Every reminder", "DKK 100"],
    ),
    "a reminder for a kind of claim": (
        ["Gebyr for en rykker", "Erstatning", "100 kr."],
        ["Fee for a reminder", "Erstatning", "DKK 100"],
    ),
    "a reminder for a debt from an amount": (
        ["Gebyr for en rykker", "Gæld: 200 kr. eller mere", "100 kr."],
        ["Fee for a reminder", "Debt of DKK 200 or more", "DKK 100"],
    ),
    "a reminder for a debt over an amount": (
        ["Gebyr for en rykker", "Gæld: over 200 kr.", "100 kr."],
        ["Fee for a reminder", "Debt over DKK 200", "DKK 100"],
    ),
    "a reminder for a debt under an amount": (
        ["Gebyr for en rykker", "Gæld: under 200 kr.", "50 kr."],
        ["Fee for a reminder", "Debt under DKK 200", "DKK 50"],
    ),
    "a reminder for a debt between two amounts": (
        [
            "Gebyr for en rykker",
            "Gæld: 100 kr. eller mere, men højst 200 kr.",
            "50 kr.",
        ],
        [
            "Fee for a reminder",
            "Debt of DKK 100 or more and up to DKK 200",
            "DKK 50",
        ],
    ),
    "a reminder for every debt": (
        ["Gebyr for en rykker", "Al gæld", "50 kr."],
        ["Fee for a reminder", "Every debt", "DKK 50"],
    ),
    "each deadline, of one": (
        [
            (
                "Vi sender dig en påmindelse 1 dag før afleveringsfristen, hvis vi har dit "
                "telefonnummer "
                "eller din e-mailadresse."
            ),
            (
                "1 dag efter afleveringsfristen beder vi dig aflevere materialerne. Det gør vi kun "
                "én gang."
            ),
            (
                "Er et materiale ikke afleveret 1 dag efter afleveringsfristen, regner vi det "
                "som bortkommet, og du får en regning for det."
            ),
            "Der kan gå op til 1 time, før du kan se din betaling.",
            "Vi sender en regning, når du skylder 1 kr. eller mere.",
            "Du har 1 dag til at betale en regning.",
        ],
        [
            (
                "We remind you 1 day before the due date, if we have your phone number or e-mail "
                "address."
            ),
            "We ask for the items once, 1 day after the due date.",
            (
                "An item that is not back 1 day after the due date counts as lost, "
                "and you get a bill for it."
            ),
            "It can take up to 1 hour before your payment shows.",
            "We send a bill when you owe at least DKK 1.",
            "You have 1 day to pay a bill.",
        ],
    ),
    "each deadline, of more": (
        [
            (
                "Vi sender dig en påmindelse 3 dage før afleveringsfristen, hvis vi har dit "
                "telefonnummer "
                "eller din e-mailadresse."
            ),
            (
                "30 dage efter afleveringsfristen beder vi dig aflevere materialerne. Det gør vi "
                "kun én gang."
            ),
            (
                "Er et materiale ikke afleveret 45 dage efter afleveringsfristen, regner vi det "
                "som bortkommet, og du får en regning for det."
            ),
            "Der kan gå op til 24 timer, før du kan se din betaling.",
            "Vi sender en regning, når du skylder 200 kr. eller mere.",
            "Du har 14 dage til at betale en regning.",
        ],
        [
            (
                "We remind you 3 days before the due date, if we have your phone number or "
                "e-mail address."
            ),
            "We ask for the items once, 30 days after the due date.",
            (
                "An item that is not back 45 days after the due date counts as lost, "
                "and you get a bill for it."
            ),
            "It can take up to 24 hours before your payment shows.",
            "We send a bill when you owe at least DKK 200.",
            "You have 14 days to pay a bill.",
        ],
    ),
    "rates with a heading": (
        ["Frister"],
        ["Frister"],
    ),
    "rates for a year": (
        ["Gælder fra den 1. januar 2027 til og med den 31. december 2027."],
        ["Valid from 1 January 2027 to and including 31 December 2027."],
    ),
    "rates from a day": (
        ["Gælder fra den 1. januar 2027."],
        ["Valid from 1 January 2027."],
    ),
    "rates up to a day": (
        ["Gælder til og med den 31. december 2027."],
        ["Valid to and including 31 December 2027."],
    ),
    "rates that somebody adopted": (
        ["Vedtaget af Byrådet."],
        ["Adopted by Byrådet."],
    ),
    "rates that somebody adopted on a day": (
        ["Vedtaget af Byrådet den 8. oktober 2026.", "Læs beslutningen"],
        ["Adopted by Byrådet on 8 October 2026.", "Read the decision"],
    ),
    "a text": (
        ["Om gebyrer", "Betal", "her", "."],
        ["Om gebyrer", "Betal", "her", "."],
    ),
    "a contact": (
        [
            "Kontakt",
            "Regninger",
            "Betalingskontoret",
            "Telefon",
            "12345678",
            "E-mail",
            "betal@fjordby.example",
            "Hjemmeside",
            "fjordby.example",
            "Åbningstider",
            "9-12",
        ],
        [
            "Contact",
            "Regninger",
            "Betalingskontoret",
            "Phone",
            "12345678",
            "E-mail",
            "betal@fjordby.example",
            "Web",
            "fjordby.example",
            "Opening hours",
            "9-12",
        ],
    ),
    "a contact without a heading of its own": (
        ["Spørg os"],
        ["Spørg os"],
    ),
}


@pytest.mark.parametrize(("place", "language"), [(0, "da"), (1, "en")])
def test_every_block_says_its_sentences(place, language):
    said = {what: words(html(*row, language)) for what, row in ROWS.items()}
    assert said == {what: sentences[place] for what, sentences in SENTENCES.items()}


def test_every_block_with_a_template_of_sentences_is_here():
    """The payment portal says what the settings say: tests/fee_page/test_payment_text.py."""
    assert {name for name, _fields in ROWS.values()} == set(BLOCKS) - {"payment"}


@pytest.mark.parametrize(("groups", "stacked"), [(1, False), (2, False), (3, True)])
def test_more_than_two_groups_have_a_row_each_that_a_phone_folds(groups, stacked):
    rows = [{**ADULTS, "label": f"Gruppe {number}"} for number in range(groups)]
    page = BeautifulSoup(html("overdue_fees", {"groups": rows}, "da"), "lxml")
    assert bool(page.select(".libfees-table--stacked")) is stacked
    heads = [head.get_text() for head in page.select("thead th")[1:]]
    assert [cell["data-label"] for cell in page.select("tbody tr")[0].select("td")] == heads
    names = [head.get_text() for head in page.select("tbody th")] if stacked else heads
    assert names == [row["label"] for row in rows]


@pytest.mark.parametrize(("number", "folded"), [(7, False), (8, True)])
@pytest.mark.parametrize("name", ["replacement_prices", "other_fees"])
def test_a_long_list_of_prices_can_be_folded(name, number, folded):
    rows = {"replacement_prices": ("prices", "material"), "other_fees": ("fees", "label")}
    field, label = rows[name]
    fields = {field: [{label: f"Nr. {i}", "amount": "5"} for i in range(number)]}
    page = BeautifulSoup(html(name, fields, "da"), "lxml")
    assert len(page.select("tbody tr")) == number
    assert [found.get_text() for found in page.select(".libfees-all summary")] == (
        [f"Alle {number} priser"] if folded else []
    )


def test_links_of_a_block_lead_where_they_say():
    found = {}
    for what, row in ROWS.items():
        links = BeautifulSoup(html(*row, "da"), "lxml").find_all("a")
        if links:
            found[what] = [link["href"] for link in links]
    assert found == {
        "rates that somebody adopted on a day": ["https://fjordby.example/1"],
        "a contact": [
            "tel:12345678",
            "mailto:betal@fjordby.example",
            "https://fjordby.example/betal",
        ],
    }


@pytest.mark.parametrize("name", sorted({name for name, _fields in ROWS.values()}))
def test_a_block_can_be_linked_to_by_its_id_and_has_none_without(name):
    block = BLOCKS[name]
    value = block.get_default()
    for given in ({"id": "abc"}, {}):
        section = BeautifulSoup(block.render(value, context=given), "lxml").section
        assert section.get("id") == given.get("id")
