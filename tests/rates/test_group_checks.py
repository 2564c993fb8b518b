from dataclasses import replace

import pytest

from wagtail_libfees.rates import BillBy, BillTo, GroupRates, RateCard
from wagtail_libfees.rates.group_checks import check_groups

from .factories import ADULTS, CHILDREN, USUAL, card_of, group, overdue

Ages = tuple[int | None, int | None]


def codes(card: RateCard) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(found.code, found.place) for found in check_groups(card)]


def aged(*ages: Ages) -> RateCard:
    """A card with a group of each of the ages, all with the usual rates."""
    return card_of(*(group(*USUAL, label=f"g{i}", ages=each) for i, each in enumerate(ages)))


@pytest.mark.parametrize(
    "ages",
    [
        [(None, 17), (18, None)],
        [(18, None), (0, 17)],
        [(None, 14), (15, 18), (19, None)],
        [(None, None)],
        [(None, None), (None, None)],
    ],
)
def test_groups_that_meet_have_no_findings(ages: list[Ages]) -> None:
    assert codes(aged(*ages)) == []


@pytest.mark.parametrize(
    ("ages", "code", "position", "params"),
    [
        ([(None, 13), (18, None)], "ages_uncovered", 1, {"first": 14, "last": 17}),
        ([(18, None)], "ages_uncovered", 0, {"first": 0, "last": 17}),
        ([(None, 17)], "ages_uncovered_above", 0, {"first": 18}),
        ([(None, 18), (18, None)], "ages_shared", 1, {"first": 18, "last": 18}),
        ([(None, None), (0, None)], "ages_not_stated", 0, {"group": "g0"}),
        ([(10, None), (None, None), (0, 9)], "ages_not_stated", 1, {"group": "g1"}),
        ([(0, None), (18, None)], "ages_shared_above", 1, {"first": 18}),
        ([(0, None), (15, 17)], "ages_shared", 1, {"first": 15, "last": 17}),
        ([(0, None), (9, 5)], "ages_reversed", 1, {"age_from": 9, "age_to": 5}),
    ],
)
def test_ages_that_no_group_or_two_groups_have_are_found(
    ages: list[Ages], code: str, position: int, params: dict[str, object]
) -> None:
    found = next(f for f in check_groups(aged(*ages)) if f.code == code)
    assert found.place == ("overdue", 0, "groups", position)
    assert params.items() <= found.params.items()


@pytest.mark.parametrize(
    ("ages", "bill", "code"),
    [
        ((None, 17), (None, None, None), None),
        ((None, 17), (BillTo.GUARDIAN, None, BillBy.DIGITAL_POST), None),
        ((None, 17), (BillTo.GUARDIAN, 15, BillBy.DIGITAL_POST), None),
        ((None, 17), (BillTo.GUARDIAN, 18, None), "bill_age_outside"),
        ((None, 17), (BillTo.GUARDIAN, 14, BillBy.EITHER), None),
        ((None, 17), (BillTo.GUARDIAN, 14, BillBy.DIGITAL_POST), "bill_too_young"),
        (
            (None, 17),
            (BillTo.BORROWER, None, BillBy.DIGITAL_POST),
            "bill_too_young",
        ),
        ((None, 17), (BillTo.BORROWER, 15, None), "bill_age_without_guardian"),
        ((None, 17), (None, 15, None), "bill_age_without_guardian"),
        ((14, None), (BillTo.GUARDIAN, None, None), "bill_to_guardian_of_adults"),
        ((14, None), (BillTo.GUARDIAN, 18, None), None),
        ((14, None), (BillTo.GUARDIAN, 21, None), "bill_to_guardian_of_adults"),
        ((14, None), (BillTo.GUARDIAN, 14, BillBy.LETTER), "bill_age_outside"),
        ((18, None), (BillTo.BORROWER, None, BillBy.DIGITAL_POST), None),
        ((None, None), (BillTo.GUARDIAN, None, BillBy.DIGITAL_POST), None),
    ],
)
def test_a_bill_goes_to_whom_it_can_go(
    ages: Ages, bill: tuple[BillTo | None, int | None, BillBy | None], code: str | None
) -> None:
    to, own, by = bill
    billed = replace(group(*USUAL, ages=ages), bill_to=to, own_bill_from=own, bill_by=by)
    found = [c for c, _ in codes(card_of(billed)) if c.startswith("bill_")]
    assert found == ([] if code is None else [code])


def test_a_long_group_covers_the_ages_after_a_short_one() -> None:
    found = codes(aged((0, 50), (3, 5), (51, None)))
    assert [code for code, _ in found] == ["ages_shared"]


def test_groups_of_versions_that_are_shown_together_are_compared() -> None:
    card = RateCard(overdue=(overdue(CHILDREN), overdue(ADULTS)))
    assert codes(card) == []


def test_groups_of_versions_that_follow_each_other_are_not_mixed() -> None:
    card = RateCard(
        overdue=(overdue(CHILDREN, ADULTS), overdue(CHILDREN, ADULTS, start="2027-01-01"))
    )
    assert codes(card) == []


def test_a_child_that_pays_more_than_an_adult_is_found_once_with_both_amounts() -> None:
    dear = group((1, 7, 10), (8, None, 90), label="Børn", ages=(None, 17))
    found = [f for f in check_groups(card_of(ADULTS, dear)) if f.code == "child_pays_more"]
    assert [(f.place[-1], f.params["day"]) for f in found] == [(1, 8)]
    assert (found[0].params["amount"], found[0].params["adult_amount"]) == (90, 70)


@pytest.mark.parametrize("row", [(1, None, "free"), (1, None, None), (1, None, 20)])
def test_a_child_that_pays_nothing_or_the_same_is_fine(
    row: tuple[int, None, int | str | None],
) -> None:
    child = group(row, label="Børn", ages=(None, 17))
    adult = group((1, None, 20))
    assert codes(card_of(child, adult)) == []


def test_a_child_that_pays_where_adults_are_fee_free_pays_more() -> None:
    child = group((1, None, 1), label="Børn", ages=(None, 17))
    adult = group((1, None, "free"))
    assert [code for code, _ in codes(card_of(child, adult))] == ["child_pays_more"]


def test_names_are_there_and_there_once() -> None:
    unnamed = group(*USUAL, label=" ", ages=(None, 17))
    assert codes(card_of(unnamed, ADULTS)) == [("group_without_label", ("overdue", 0, "groups", 0))]
    twice = card_of(group(*USUAL, ages=(None, 17)), ADULTS)
    assert codes(twice) == [("group_twice", ("overdue", 0, "groups", 1))]


def test_a_group_without_ages_that_the_next_version_forgets_is_found() -> None:
    bag: GroupRates = group(*USUAL, label="Lånepose", ages=(None, None))
    other = group(*USUAL, label="Alle", ages=(None, None))
    card = RateCard(overdue=(overdue(bag, other), overdue(other, start="2027-01-01")))
    assert codes(card) == [("group_dropped", ("overdue", 1, "groups", 0))]
    kept = RateCard(overdue=(overdue(bag), overdue(bag, other, start="2027-01-01")))
    assert codes(kept) == []


def test_ages_that_a_version_forgets_are_found_in_it() -> None:
    card = RateCard(overdue=(overdue(CHILDREN, ADULTS), overdue(CHILDREN, start="2027-01-01")))
    assert codes(card) == [("ages_uncovered_above", ("overdue", 1, "groups", 0))]
