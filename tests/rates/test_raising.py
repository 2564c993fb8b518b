"""Raising amounts by percent."""

from decimal import Decimal

import pytest

from wagtail_libfees.rates import AmountError
from wagtail_libfees.rates.raising import parse_percent, percent_change, raised


@pytest.mark.parametrize(
    ("amount", "percent", "step", "expected"),
    [
        ("20", "3", "1", "21"),
        ("20", "2", "1", "20"),
        ("230", "3", "5", "235"),
        ("230", "3", "10", "240"),
        ("10", "5", "1", "11"),
        ("10", "4.9", "1", "10"),
        ("12.50", "3", "0.25", "13.00"),
        ("12.50", "3", "0.5", "13.00"),
        ("0", "50", "1", "0"),
        ("20", "0", "1", "20"),
        ("20", "-10", "1", "18"),
        ("20", "-100", "1", "0"),
    ],
)
def test_amount_is_raised_to_a_multiple_of_the_step(amount, percent, step, expected):
    assert raised(Decimal(amount), Decimal(percent), Decimal(step)) == Decimal(expected)


@pytest.mark.parametrize(("percent", "step"), [("3", "0"), ("3", "0.001"), ("901", "1")])
def test_senseless_raise_is_refused(percent, step):
    with pytest.raises(AmountError):
        raised(Decimal(20), Decimal(percent), Decimal(step))


@pytest.mark.parametrize(
    ("text", "percent"),
    [("3", "3"), (" 2,5 % ", "2.5"), ("2.5", "2.5"), ("-10", "-10"), ("+3", "3"), ("−1", "-1")],
)
def test_percent_is_read_as_people_write_it(text, percent):
    assert parse_percent(text) == Decimal(percent)


@pytest.mark.parametrize(
    "text",
    ["", "%", "tre", "3 kr.", "1e3", "1000000000", "-101", "901", "1,2,3", "nan", "--3"],
)
def test_other_texts_are_no_percent(text):
    with pytest.raises(AmountError):
        parse_percent(text)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [("20", "21", "5.0"), ("230", "237", "3.0"), ("20", "18", "-10.0"), ("0", "5", None)],
)
def test_difference_in_percent(old, new, change):
    expected = None if change is None else Decimal(change)
    assert percent_change(Decimal(old), Decimal(new)) == expected
