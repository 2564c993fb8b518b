"""What is no overdue fee: each in its own kind, never among the bands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wagtail_libfees.importers import read_text
from wagtail_libfees.importers.fees import ParsedFees, parse_fees
from wagtail_libfees.rates import OtherFeeKind, Pricing, ReminderBasis


def parsed(text: str) -> ParsedFees:
    return parse_fees(read_text(text, "page.txt"))


@pytest.mark.parametrize(
    ("sentence", "amount", "inclusive"),
    [
        ("Skylder du 200 kr. eller derover, spærres kortet.", 200, True),
        ("Du udelukkes, når gælden når 225 kr.", 225, True),
        ("Over 300 kr. i gæld udelukker dig.", 300, False),
        ("You cannot borrow if you owe more than DKK 250.", 250, False),
        ("Your card is blocked at DKK 200 or more.", 200, True),
    ],
)
def test_exclusion(sentence: str, amount: int, inclusive: bool) -> None:
    found = parsed(sentence).exclusion
    assert found is not None
    assert (found.amount, found.inclusive) == (amount, inclusive)


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
    found = parsed(sentence).reminder_fees
    assert [(fee.amount, fee.debt_from, fee.debt_to) for fee in found] == tiers


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
    assert [fee.kind for fee in page.other_fees] == [kind]
    assert page.overdue_fees == ()


def test_pricing_of_lost_material() -> None:
    page = parsed("Erstatning\n\nBøger: indkøbspris\nLydbog: 60 kr. pr. cd\nSpil: 400 kr.")
    assert [price.pricing for price in page.replacement_prices] == [
        Pricing.PURCHASE_PRICE,
        Pricing.PER_PART,
        Pricing.FIXED,
    ]


def test_a_fee_on_top_of_the_purchase_price_is_the_handling_fee() -> None:
    page = parsed("Erstatning\n\nDu betaler indkøbsprisen plus 45 kr.")
    assert page.handling_fee is not None
    assert page.handling_fee.amount == Decimal(45)
