from decimal import Decimal

import pytest

from wagtail_libfees.rates import (
    AmountState,
    Exclusion,
    OtherFee,
    OtherFeeKind,
    Pricing,
    ReminderBasis,
    ReminderFee,
    ReplacementPrice,
)

UNDER = ReminderFee(Decimal(150), ReminderBasis.DEBT, debt_to=Decimal(500))
OVER = ReminderFee(Decimal(250), ReminderBasis.DEBT, debt_from=Decimal(500), from_inclusive=False)


@pytest.mark.parametrize(
    ("debt", "under", "over"),
    [("499.99", True, False), ("500", False, False), ("500.01", False, True)],
)
def test_exactly_500_belongs_to_neither_of_under_and_over_500(
    debt: str, under: bool, over: bool
) -> None:
    assert (UNDER.holds(Decimal(debt)), OVER.holds(Decimal(debt))) == (under, over)


def test_tiers_are_half_open_unless_told() -> None:
    tier = ReminderFee(Decimal(1), ReminderBasis.DEBT, debt_from=Decimal(100), debt_to=Decimal(200))
    assert tier.holds(Decimal(100))
    assert not tier.holds(Decimal(200))


def test_an_upper_edge_can_belong_to_its_tier() -> None:
    tier = ReminderFee(Decimal(1), ReminderBasis.DEBT, debt_to=Decimal(500), to_inclusive=True)
    assert tier.holds(Decimal(500))
    assert not tier.holds(Decimal("500.01"))


@pytest.mark.parametrize(
    ("rule", "balance", "excluded"),
    [
        (Exclusion(Decimal(200)), "200", True),
        (Exclusion(Decimal(200)), "199.99", False),
        (Exclusion(Decimal(200), inclusive=False), "200", False),
        (Exclusion(Decimal(200), inclusive=False), "200.01", True),
        (Exclusion(None), "100000", False),
    ],
)
def test_exclusion_says_whether_its_amount_is_enough(
    rule: Exclusion, balance: str, excluded: bool
) -> None:
    assert rule.excludes(Decimal(balance)) is excluded


@pytest.mark.parametrize(
    ("part", "state"),
    [
        (ReplacementPrice("Bog"), AmountState.UNKNOWN),
        (ReplacementPrice("Bog", Decimal(300)), AmountState.KNOWN),
        (ReplacementPrice("Bog", pricing=Pricing.PURCHASE_PRICE), AmountState.KNOWN),
        (ReplacementPrice("Bog", pricing=Pricing.SURCHARGE), AmountState.UNKNOWN),
        (ReplacementPrice("Bånd", pricing=Pricing.PER_PART), AmountState.UNKNOWN),
        (ReminderFee(None), AmountState.UNKNOWN),
        (ReminderFee(Decimal(0)), AmountState.KNOWN),
        (OtherFee(OtherFeeKind.CARD, "Kort"), AmountState.UNKNOWN),
        (OtherFee(OtherFeeKind.CARD, "Kort", Decimal(0)), AmountState.KNOWN),
        (OtherFee(OtherFeeKind.CARD, "Kort", fee_free=True), AmountState.FEE_FREE),
    ],
)
def test_only_the_purchase_price_needs_no_amount(
    part: ReplacementPrice | ReminderFee | OtherFee, state: AmountState
) -> None:
    assert part.state is state
