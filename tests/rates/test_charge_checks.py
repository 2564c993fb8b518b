from decimal import Decimal

import pytest

from wagtail_libfees.rates import (
    Exclusion,
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
from wagtail_libfees.rates.charge_checks import check_charges

from .factories import between


def codes(card: RateCard) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(found.code, found.place) for found in check_charges(card)]


def tier(
    debt_from: int | None,
    debt_to: int | None,
    *,
    low: bool = True,
    high: bool = False,
    amount: int = 100,
) -> ReminderFee:
    return ReminderFee(
        Decimal(amount),
        ReminderBasis.DEBT,
        None if debt_from is None else Decimal(debt_from),
        None if debt_to is None else Decimal(debt_to),
        low,
        high,
    )


@pytest.mark.parametrize(
    ("tiers", "found"),
    [
        ([tier(None, 500), tier(500, None)], []),
        ([tier(500, None), tier(None, 500)], []),
        ([tier(None, 500, high=True), tier(500, None, low=False)], []),
        ([tier(500, None)], []),
        (
            [tier(500, None, low=False), tier(500, 500, high=True), tier(None, 500)],
            [],
        ),
        ([tier(None, 500), tier(500, None, low=False)], ["reminder_edge"]),
        ([tier(None, 500, high=True), tier(500, None)], ["reminder_overlap"]),
        ([tier(None, 500), tier(501, None)], ["reminder_gap"]),
        ([tier(None, 600), tier(500, None)], ["reminder_overlap"]),
        ([tier(None, None), tier(500, None)], ["reminder_overlap"]),
        ([tier(500, 400)], ["reminder_tier_reversed"]),
        ([tier(500, 500)], ["reminder_tier_reversed"]),
        ([tier(500, 500, high=True)], []),
        ([tier(None, None, amount=250)], []),
        ([tier(None, None, amount=251)], ["reminder_above_ceiling"]),
        ([ReminderFee(None)], ["reminder_amount_unknown"]),
        ([ReminderFee(Decimal(250)), ReminderFee(Decimal(100))], []),
    ],
)
def test_every_debt_has_one_lawful_reminder_fee(tiers: list[ReminderFee], found: list[str]) -> None:
    card = RateCard(reminders=(ReminderFees(tuple(tiers)),))
    assert [code for code, _ in codes(card)] == found


def test_the_hole_at_exactly_500_is_told_at_the_tier_above_it() -> None:
    card = RateCard(reminders=(ReminderFees((tier(None, 500), tier(500, None, low=False))),))
    (found,) = check_charges(card)
    assert found.place == ("reminders", 0, "fees", 1)
    assert dict(found.params) == {"debt": Decimal(500)}


def test_tiers_of_versions_that_follow_each_other_are_not_mixed() -> None:
    old = ReminderFees((tier(None, None),))
    new = ReminderFees((tier(None, None),), between("2027-01-01"))
    assert codes(RateCard(reminders=(old, new))) == []
    assert codes(RateCard(reminders=(old, old))) == [
        ("reminder_overlap", ("reminders", 1, "fees", 0))
    ]


@pytest.mark.parametrize(
    ("amount", "found"),
    [(200, []), (100, ["exclusion_unusual"]), (250, ["exclusion_unusual"])],
)
def test_a_threshold_unlike_the_norm_is_a_question(amount: int, found: list[str]) -> None:
    card = RateCard(exclusions=(Exclusion(Decimal(amount)),))
    assert [code for code, _ in codes(card)] == found


def test_missing_amounts_are_found_where_they_are_missing() -> None:
    card = RateCard(
        replacements=(
            ReplacementPrices(
                (
                    ReplacementPrice("Bog", Decimal(300)),
                    ReplacementPrice("Film"),
                    ReplacementPrice("Spil", pricing=Pricing.PURCHASE_PRICE),
                )
            ),
        ),
        exclusions=(Exclusion(None),),
        other_fees=(
            OtherFees(
                (
                    OtherFee(OtherFeeKind.ROOM, "Sal"),
                    OtherFee(OtherFeeKind.CARD, "Kort", fee_free=True),
                    OtherFee(OtherFeeKind.PRINT, "Print", Decimal(1), fee_free=True),
                )
            ),
        ),
    )
    assert codes(card) == [
        ("replacement_price_unknown", ("replacements", 0, "prices", 1)),
        ("exclusion_amount_unknown", ("exclusions", 0)),
        ("other_fee_unknown", ("other_fees", 0, "fees", 0)),
        ("other_fee_and_fee_free", ("other_fees", 0, "fees", 2)),
    ]
