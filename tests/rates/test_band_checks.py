from decimal import Decimal

import pytest
from hypothesis import given

from wagtail_libfees.rates import Band, BorrowerGroup, GroupRates, Severity
from wagtail_libfees.rates.band_checks import check_bands

from .factories import ADULTS, CHILDREN, Row, band, group
from .strategies import any_rates, sound_rates

HERE = ("overdue", 0, "groups", 1)


def codes(rates: GroupRates) -> list[tuple[str, object]]:
    """Each finding's code and the position of its band."""
    return [(found.code, found.place[-1]) for found in check_bands(rates, HERE)]


@pytest.mark.parametrize("rates", [ADULTS, CHILDREN])
def test_the_usual_tables_have_no_findings(rates: GroupRates) -> None:
    assert codes(rates) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(8, None, 70)], [("band_first_day", 0)]),
        ([(0, None, 20)], [("band_first_day_too_early", 0)]),
        ([(1, 7, 20), (9, None, 70)], [("band_gap", 1)]),
        ([(1, 7, 20), (7, None, 70)], [("band_overlap", 1), ("overdue_above_ceiling", 1)]),
        ([(1, 7, 20), (8, 30, 70)], [("last_band_closed", 1)]),
        ([(1, None, 20), (8, None, 70)], [("band_open_early", 0)]),
        ([(1, 3, 20), (4, 2, 20), (3, None, 20)], [("band_order", 2), ("band_reversed", 1)]),
        ([(1, 7, 20), (1, None, 20)], [("band_order", 1)]),
        ([(1, 7, 20), (8, None, None)], [("band_amount_unknown", 1)]),
        ([(1, 7, 20), (8, None, 10)], [("band_amount_falls", 1)]),
        ([(1, 7, 20), (8, None, "free")], [("band_amount_falls", 1)]),
        ([(1, 7, "free"), (8, None, 70)], []),
        ([(1, 7, 0), (8, None, 70)], []),
        ([(1, 7, None), (8, None, 0)], [("band_amount_unknown", 0)]),
        ([(1, None, 21)], [("overdue_above_ceiling", 0)]),
    ],
)
def test_each_mistake_is_found_at_its_band(
    rows: list[Row], found: list[tuple[str, object]]
) -> None:
    assert codes(group(*rows)) == found


def test_the_days_of_a_gap_and_of_an_overlap_are_told() -> None:
    gap, *_ = check_bands(group((1, 28, 20), (30, None, 20)), HERE)
    assert dict(gap.params) == {"first": 29, "last": 29}
    assert gap.place == (*HERE, "bands", 1)
    overlap, *_ = check_bands(group((1, 9, 20), (8, 20, 20), (21, None, 20)), HERE)
    assert dict(overlap.params) == {"first": 8, "last": 9}


def test_a_group_without_bands_is_an_error_unless_it_is_fee_free() -> None:
    assert codes(group()) == [("group_without_bands", 1)]
    assert codes(GroupRates(BorrowerGroup("Børn"), fee_free=True)) == []


def test_amounts_of_a_fee_free_group_are_pointed_out_and_nothing_else() -> None:
    rates = GroupRates(BorrowerGroup("Børn"), (band(3, 4, 10),), fee_free=True)
    assert codes(rates) == [("group_fee_free_with_amounts", 1)]


def test_an_amount_beside_fee_free_is_a_warning() -> None:
    rates = GroupRates(BorrowerGroup("Voksne"), (Band(1, None, Decimal(5), fee_free=True),))
    assert codes(rates) == [("band_amount_and_fee_free", 0)]


ERRORS = {
    "band_first_day",
    "band_first_day_too_early",
    "band_gap",
    "band_overlap",
    "band_order",
    "band_reversed",
    "band_open_early",
    "last_band_closed",
    "band_amount_unknown",
    "group_without_bands",
}


@given(any_rates)
def test_a_table_without_errors_answers_every_day_with_one_stated_amount(
    rates: GroupRates,
) -> None:
    found = list(check_bands(rates, HERE))
    errors = [each for each in found if each.severity is Severity.ERROR]
    assert {each.code for each in errors} == {each.code for each in found} & ERRORS
    days = range(1, 30)
    starts = [each.from_day for each in rates.bands]
    sound = (
        starts == sorted(starts)
        and all(sum(each.holds(day) for each in rates.bands) == 1 for day in days)
        and all(each.amount is not None or each.fee_free for each in rates.bands)
        and all(each.to_day is None or each.to_day >= each.from_day for each in rates.bands)
    )
    assert sound is (not errors)


@given(sound_rates)
def test_a_sound_table_has_no_errors(rates: GroupRates) -> None:
    assert not [f for f in check_bands(rates, HERE) if f.severity is Severity.ERROR]
