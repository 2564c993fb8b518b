from decimal import Decimal

import pytest
from hypothesis import given

from wagtail_libfees.rates import (
    AmountState,
    BorrowerGroup,
    Charge,
    Exclusion,
    GroupRates,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    Pricing,
    RateCard,
    RateChange,
    ReminderBasis,
    ReminderFee,
    ReminderFees,
    ReplacementPrice,
    ReplacementPrices,
    Timings,
    fee_for,
    rate_changes,
)

from .factories import ADULTS, CHILDREN, band, card_of, group
from .strategies import cards, sound_rates

Told = list[tuple[str, int | None, int | None, Charge | None, Charge | None]]
FREE = Charge(AmountState.FEE_FREE)


def known(amount: int, how: str = "") -> Charge:
    return Charge(AmountState.KNOWN, Decimal(amount), how)


def told(old: RateCard, new: RateCard) -> Told:
    return [(c.subject, c.from_day, c.to_day, c.old, c.new) for c in rate_changes(old, new)]


def test_a_new_amount_is_told_for_the_days_of_its_band() -> None:
    new = group((1, 7, 20), (8, 14, 60), (15, 30, 120), (31, None, 250))
    assert told(card_of(CHILDREN, ADULTS), card_of(CHILDREN, new)) == [
        ("Voksne", 8, 14, known(70), known(60)),
        ("Voksne", 31, None, known(230), known(250)),
    ]


def test_other_bands_are_compared_day_by_day() -> None:
    old, new = group((1, 10, 20), (11, None, 70)), group((1, 7, 20), (8, None, 70))
    assert told(card_of(old), card_of(new)) == [("Voksne", 8, 10, known(20), known(70))]


def test_a_band_that_is_only_cut_in_two_changes_nothing() -> None:
    old, new = group((1, None, 20)), group((1, 7, 20), (8, None, 20))
    assert told(card_of(old), card_of(new)) == []


def test_going_fee_free_is_one_change_of_each_amount() -> None:
    free = GroupRates(BorrowerGroup("Børn", None, 17), fee_free=True)
    old = group((1, 7, 10), (8, None, 40), label="Børn", ages=(None, 17))
    assert told(card_of(old), card_of(free)) == [
        ("Børn", 1, 7, known(10), FREE),
        ("Børn", 8, None, known(40), FREE),
    ]


def test_a_renamed_group_is_known_by_its_ages() -> None:
    renamed = group((1, None, 30), label="Voksne fra 18 år")
    old = group((1, None, 20))
    assert told(card_of(old), card_of(renamed)) == [
        ("Voksne fra 18 år", 1, None, known(20), known(30))
    ]


def test_a_group_that_comes_or_goes_is_told() -> None:
    bag = group((1, None, 20), label="Lånepose", ages=(None, None))
    assert told(card_of(ADULTS), card_of(ADULTS, bag)) == [("Lånepose", 1, None, None, known(20))]
    assert told(card_of(bag, ADULTS), card_of(ADULTS)) == [("Lånepose", 1, None, known(20), None)]


def test_an_added_replacement_is_a_change() -> None:
    old, new = (
        GroupRates(BorrowerGroup("x"), (band(1, None, 20, replacement_added=added),))
        for added in (False, True)
    )
    assert told(card_of(old), card_of(new)) == [
        ("x", 1, None, known(20), known(20, "replacement_added"))
    ]


def replacement(amount: int, pricing: Pricing = Pricing.FIXED, handling: int = 50) -> RateCard:
    price = ReplacementPrice("Bog", Decimal(amount), pricing)
    return RateCard(replacements=(ReplacementPrices((price,), Decimal(handling)),))


def reminder(amount: int, debt_to: int = 500) -> RateCard:
    fee = ReminderFee(Decimal(amount), ReminderBasis.DEBT, debt_to=Decimal(debt_to))
    return RateCard(reminders=(ReminderFees((fee,)),))


def room(**fee: object) -> RateCard:
    return RateCard(other_fees=(OtherFees((OtherFee(OtherFeeKind.ROOM, "Sal", **fee),)),))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            replacement(300),
            replacement(320),
            [RateChange("replacements", "Bog", known(300, "fixed"), known(320, "fixed"))],
        ),
        (
            replacement(300),
            replacement(300, Pricing.SURCHARGE),
            [RateChange("replacements", "Bog", known(300, "fixed"), known(300, "surcharge"))],
        ),
        (
            replacement(300),
            replacement(300, handling=60),
            [RateChange("replacements", "", known(50), known(60))],
        ),
        (
            reminder(100),
            reminder(150),
            [RateChange("reminders", "", known(100), known(150), debt_to=Decimal(500))],
        ),
        (
            reminder(100),
            reminder(100, 600),
            [
                RateChange("reminders", "", known(100), None, debt_to=Decimal(500)),
                RateChange("reminders", "", None, known(100), debt_to=Decimal(600)),
            ],
        ),
        (
            RateCard(exclusions=(Exclusion(Decimal(200)),)),
            RateCard(exclusions=(Exclusion(Decimal(200), inclusive=False),)),
            [RateChange("exclusions", "", known(200, "inclusive"), known(200, "exclusive"))],
        ),
        (
            room(amount=Decimal(0)),
            room(fee_free=True),
            [RateChange("other_fees", "Sal", known(0), FREE)],
        ),
        (
            room(amount=Decimal(10)),
            RateCard(),
            [RateChange("other_fees", "Sal", known(10), None)],
        ),
        (RateCard(timings=(Timings(3),)), RateCard(), []),
    ],
)
def test_other_charges_are_told_old_and_new(
    old: RateCard, new: RateCard, changes: list[RateChange]
) -> None:
    assert list(rate_changes(old, new)) == changes


@given(cards)
def test_a_card_differs_in_nothing_from_itself(card: RateCard) -> None:
    assert rate_changes(card, card) == ()


@given(sound_rates, sound_rates)
def test_every_day_that_costs_something_else_is_in_one_change_and_no_other_day(
    old: GroupRates, new: GroupRates
) -> None:
    changes = rate_changes(card_of(old), card_of(new))
    for day in range(1, 420):
        told_of = [c for c in changes if c.from_day <= day and (not c.to_day or day <= c.to_day)]
        before, after = fee_for(old, day), fee_for(new, day)
        assert len(told_of) == (0 if after.owes_like(before) else 1)
        for change in told_of:
            assert (change.old.amount, change.new.amount) == (before.amount, after.amount)


def keyed(label: str, key: str, amount: int = 300) -> OtherFee:
    return OtherFee(OtherFeeKind.ROOM, label, Decimal(amount), key=key)


def fees_of(*fees: OtherFee) -> RateCard:
    return RateCard(other_fees=(OtherFees(fees),))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        # What is renamed is the same, in the new words.
        (keyed("Sal", "a"), keyed("Hall", "a"), []),
        (keyed("Sal", "a"), keyed("Hall", "a", 350), [("Hall", known(300), known(350))]),
        # Without a key the name tells.
        (keyed("Sal", ""), keyed("Sal", "a"), []),
        (keyed("Sal", "b"), keyed("Sal", "a", 350), [("Sal", known(300), known(350))]),
        (
            keyed("Sal", ""),
            keyed("Hall", ""),
            [("Sal", known(300), None), ("Hall", None, known(300))],
        ),
    ],
)
def test_what_is_the_same_is_told_by_its_key(old: OtherFee, new: OtherFee, changes: Told) -> None:
    found = rate_changes(fees_of(old), fees_of(new))
    assert [(c.subject, c.old, c.new) for c in found] == changes


def test_an_amount_beside_the_mark_fee_free_is_no_change() -> None:
    free = OtherFee(OtherFeeKind.ROOM, "Sal", None, fee_free=True)
    both = OtherFee(OtherFeeKind.ROOM, "Sal", Decimal(999), fee_free=True)
    assert rate_changes(fees_of(free), fees_of(both)) == ()


def test_a_key_goes_before_a_name_that_another_has_taken_over() -> None:
    old = fees_of(keyed("Sal", "a", 300), keyed("Lille sal", "b", 100))
    new = fees_of(keyed("Stor sal", "a", 300), keyed("Sal", "b", 120))
    (change,) = rate_changes(old, new)
    assert (change.subject, change.old, change.new) == ("Sal", known(100), known(120))


def test_a_renamed_group_with_other_ages_is_the_same_by_its_key() -> None:
    children = GroupRates(BorrowerGroup("Børn", 0, 13), ADULTS.bands, key="k")
    young = GroupRates(BorrowerGroup("Unge", 0, 17), ADULTS.bands, key="k")
    assert rate_changes(card_of(children), card_of(young)) == ()


def test_tiers_of_a_debt_with_other_edges_are_others_whatever_their_key() -> None:
    def tier(most: int) -> RateCard:
        fee = ReminderFee(Decimal(100), ReminderBasis.DEBT, debt_to=Decimal(most), key="k")
        return RateCard(reminders=(ReminderFees((fee,)),))

    assert [(c.debt_to, c.old, c.new) for c in rate_changes(tier(500), tier(600))] == [
        (500, known(100), None),
        (600, None, known(100)),
    ]
