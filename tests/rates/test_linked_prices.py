"""Charges besides overdue fees as linked data."""

from datetime import date
from decimal import Decimal

from wagtail_libfees.rates import (
    OtherFee,
    OtherFeeKind,
    OtherFees,
    Pricing,
    RateCard,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
)
from wagtail_libfees.rates.linked_prices import priced_services

from .factories import between

DAY = date(2026, 11, 20)


def offers(card):
    """(name, price) of every offer."""
    return [
        (offer["name"], offer["priceSpecification"]["price"])
        for service in priced_services(card, DAY)
        for offer in service["offers"]
    ]


def test_amounts_are_offered_and_what_has_none_is_left_out():
    prices = (
        ReplacementPrice("Bog", Decimal(250)),
        ReplacementPrice("Film", None, Pricing.PURCHASE_PRICE),
        ReplacementPrice("Spil"),
    )
    card = RateCard(replacements=(ReplacementPrices(prices, handling_fee=Decimal("49.50")),))
    assert offers(card) == [("Bog", "250"), ("Handling fee", "49.50")]


def test_free_of_charge_is_a_price_of_nothing():
    fees = (
        OtherFee(OtherFeeKind.CARD, "Kort", fee_free=True),
        OtherFee(OtherFeeKind.ROOM, "Lokale"),
    )
    assert offers(RateCard(other_fees=(OtherFees(fees),))) == [("Kort", "0")]


def test_reminder_tells_the_debt_that_it_is_for():
    fee = ReminderFee(Decimal(150), ReminderBasis.DEBT, debt_to=Decimal(500))
    (service,) = priced_services(RateCard(reminders=(ReminderFees((fee,)),)), DAY)
    volume = service["offers"][0]["priceSpecification"]["eligibleTransactionVolume"]
    assert volume["maxPrice"] == "500"
    assert "minPrice" not in volume


def test_version_that_is_over_is_left_out_and_a_coming_one_is_dated():
    old, new = ReminderFee(Decimal(100)), ReminderFee(Decimal(250))
    card = RateCard(
        reminders=(
            ReminderFees((old,), between(None, "2026-10-31")),
            ReminderFees((new,), between("2027-01-01")),
        )
    )
    (service,) = priced_services(card, DAY)
    (offer,) = service["offers"]
    assert offer["priceSpecification"]["price"] == "250"
    assert offer["priceSpecification"]["validFrom"] == "2027-01-01"


def test_empty_card_offers_nothing():
    assert list(priced_services(RateCard(), DAY)) == []
