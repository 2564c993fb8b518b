"""What is no overdue fee: each in its own kind, never among the bands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees
from wagtail_libfees.rates import OtherFeeKind, Pricing, ReminderBasis


def parsed(text: str) -> ParsedFees:
    return parse_fees(read_text(text, "page.txt"))


def debts(page: ParsedFees) -> list[tuple[Decimal | None, Decimal | None, Decimal | None]]:
    """Each reminder fee with the debts that it is for."""
    fees = [found.value for found in page.reminder_fees]
    return [(fee.amount, fee.debt_from, fee.debt_to) for fee in fees]


@pytest.mark.parametrize(
    ("sentence", "amount", "inclusive"),
    [
        ("Skylder du 200 kr. eller derover, spærres kortet.", 200, True),
        ("Du udelukkes, når gælden når 225 kr.", 225, True),
        ("Over 300 kr. i gæld udelukker dig.", 300, False),
        ("You cannot borrow if you owe more than DKK 250.", 250, False),
        ("Your card is blocked at DKK 200 or more.", 200, True),
        ("Du bliver lukket for lån, når du skylder 225 kr. eller derover.", 225, True),
    ],
)
def test_exclusion(sentence: str, amount: int, inclusive: bool) -> None:
    found = parsed(sentence).exclusion
    assert found is not None
    assert (found.value.amount, found.value.inclusive) == (amount, inclusive)


def test_a_second_threshold_is_listed() -> None:
    page = parsed("Ved 200 kr. spærres du.\n\nVed mere end 250 kr. bliver du udelukket.")
    assert page.exclusion is not None
    assert [r.code for r in page.rejected] == ["second_threshold"]


@pytest.mark.parametrize(
    ("sentence", "tiers"),
    [
        ("Rykkergebyret er 250 kr.", [(250, None, None)]),
        (
            "Rykkere koster 100 kr. for gæld under 400 kr. og 220 kr. for gæld over 400 kr.",
            [(100, None, 400), (220, 400, None)],
        ),
        ("Er gælden mellem 100 kr. og 500 kr., er rykkergebyret 90 kr.", [(90, 100, 500)]),
    ],
)
def test_reminders(sentence: str, tiers: list[tuple[int, int | None, int | None]]) -> None:
    assert debts(parsed(sentence)) == tiers


def test_the_second_sentence_about_reminders_needs_no_word_for_them() -> None:
    page = parsed(
        "Erstatninger\n\nEr gælden under 500 kr., er rykkergebyret 150 kr. "
        "Er gælden over 500 kr., er det 250 kr."
    )
    assert debts(page) == [
        (150, None, 500),
        (250, 500, None),
    ]
    assert page.replacement_prices == ()


def test_debts_of_a_table_of_reminders_are_no_days() -> None:
    page = parse_fees(
        read_text(
            "<h2>Rykkergebyr</h2><table><tr><th>Skyldigt beløb</th><th>Gebyr</th></tr>"
            "<tr><td>0-500 kr.</td><td>150 kr.</td></tr>"
            "<tr><td>Over 500 kr.</td><td>250 kr.</td></tr></table>",
            "page.html",
        )
    )
    assert debts(page) == [
        (150, None, 500),
        (250, 500, None),
    ]


def test_a_threshold_told_twice_leaves_nothing_over() -> None:
    page = parsed("Spærregrænse: 200 kr. (ved 200 kr. eller derover)")
    assert page.exclusion is not None
    assert page.rejected == ()


def test_reminders_by_claim() -> None:
    card = parsed("Rykker: 100 kr. for gebyrer og 250 kr. for erstatninger.").to_card()
    assert [fee.basis for fee in card.reminders[0].fees] == [ReminderBasis.CLAIM] * 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Print: 2 kr. pr. side", OtherFeeKind.PRINT),
        ("Udlejning af lokale 2-5 dage: 410 kr.", OtherFeeKind.ROOM),
        ("Nyt lånerkort: 20 kr.", OtherFeeKind.CARD),
        ("Depositum: 500 kr.", OtherFeeKind.DEPOSIT),
        ("Afhentning ved bud: 250 kr.", OtherFeeKind.COURIER),
        ("Fjernlån: 60 kr.", OtherFeeKind.REMOTE_LOAN),
        ("Faktureringsgebyr: 40 kr.", OtherFeeKind.INVOICE),
        ("Kaffe til voksne: 15 kr.", OtherFeeKind.OTHER),
    ],
)
def test_other_fees(line: str, kind: OtherFeeKind) -> None:
    page = parsed(f"Gebyrer\n\n{line}")
    assert [fee.value.kind for fee in page.other_fees] == [kind]
    assert page.overdue_fees == ()


def test_pricing_of_lost_material() -> None:
    page = parsed("Erstatning\n\nBøger: indkøbspris\nLydbog: 60 kr. pr. cd\nSpil: 400 kr.")
    assert [price.value.pricing for price in page.replacement_prices] == [
        Pricing.PURCHASE_PRICE,
        Pricing.PER_PART,
        Pricing.FIXED,
    ]


@pytest.mark.parametrize(
    ("line", "prices"),
    [
        ("Erstatning: Bog 300 kr. Blad 60 kr.", [("Bog", 300), ("Blad", 60)]),
        ("Bog 300 kr. avis 50 kr. ipad 2.000 kr.", [("Bog", 300), ("avis", 50), ("ipad", 2000)]),
        (
            "Books cost DKK 342, magazines DKK 75 and board games DKK 1.050. We send a bill.",
            [("Books", 342), ("magazines", 75), ("board games", 1050)],
        ),
        ("Spil: op til 500 kr.", [("Spil", 500)]),
        ("Spil: aktuel indkøbspris + 50 kr.", [("Spil", 50)]),
        ("Er bogen fundet, er det 60 kr.", []),
    ],
)
def test_names_of_lost_material(line: str, prices: list[tuple[str, int]]) -> None:
    page = parsed(f"Erstatning\n\n{line}")
    found = [price.value for price in page.replacement_prices]
    assert [(price.material, price.amount) for price in found] == prices


def test_a_fee_on_top_of_the_purchase_price_is_the_handling_fee() -> None:
    page = parsed("Erstatning\n\nDu betaler indkøbsprisen plus 45 kr.")
    assert page.handling_fee is not None
    assert page.handling_fee.value == Decimal(45)
