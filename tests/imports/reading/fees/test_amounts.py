"""Amounts in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading.fees.amounts import find_amounts, find_free, find_values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kr. 20,-", ["20"]),
        ("20 kroner", ["20"]),
        ("DKK 20", ["20"]),
        ("20 DDK", ["20"]),
        ("20 dkr.", ["20"]),
        ("20 d.kr.", ["20"]),
        ("20 danske kroner", ["20"]),
        ("20 ,-", ["20"]),
        ("10kr./50kr.", ["10", "50"]),
        ("00,00", ["0.00"]),
        ("DKK 2.050", ["2050"]),
        ("DKK 1,150.00", ["1150.00"]),
        ("1 150 kr.", ["1150"]),
        ("8-14 120 kr.", ["120"]),
        ("1-7 dage20 kr.10 kr.", ["20", "10"]),
        ("20,0010,00", ["20.00", "10.00"]),
        ("mp31000 kr.", ["1000"]),
        ("PS5500 kr.", ["500"]),
        ("under 13 DKK 5", ["5"]),
        ("8-14 kr. 20", ["20"]),
        ("20 kreditter", []),
        ("tlf. 12 34 56 78", []),
        ("25 %", []),
        ("1. – 7. dag", []),
        ("8.- 30. dag 20.- 10.-", ["20", "10"]),
        ("20,- 30 dage 50,-", ["20", "50"]),
        ("kl. 10-18", []),
        ("8lDKK 0", []),
        ("8l DKK 0", []),
    ],
)
def test_spellings(text: str, expected: list[str]) -> None:
    assert [money.amount for money in find_amounts(text)] == [Decimal(n) for n in expected]


def test_replacement_that_is_added_belongs_to_the_amount() -> None:
    (money,) = find_amounts("230 DKK + replacement")
    assert money.replacement_added
    assert money.end == len("230 DKK + replacement")


def test_a_placeholder_is_an_amount_not_known() -> None:
    (money,) = find_amounts("1-7 dage: kr. [XX]")
    assert money.is_placeholder


def test_the_end_of_a_price_range_is_marked() -> None:
    assert find_amounts("200-300 kr.")[0].in_range


@pytest.mark.parametrize("text", ["Gratis", "Gebyrfri", "Ingen gebyr", "No fee", "dageGratis1 kr."])
def test_words_for_free(text: str) -> None:
    assert [money.fee_free for money in find_free(text)] == [True]


@given(st.text())
def test_any_text_gives_tokens_in_order(text: str) -> None:
    values = find_values(text)
    assert all(0 <= v.start < v.end <= len(text) for v in values)
    assert [v.start for v in values] == sorted(v.start for v in values)
