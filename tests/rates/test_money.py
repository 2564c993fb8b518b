from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import (
    AmountError,
    RatesError,
    format_amount,
    format_date,
    parse_amount,
)

from .strategies import amounts

SPELLINGS = [
    ("kr. 20,-", "20"),
    ("20 kr.", "20"),
    ("kr. 20", "20"),
    ("20,-", "20"),
    ("20,00", "20"),
    ("kr. 20,00", "20"),
    ("20,00 kr.", "20"),
    ("25 kr", "25"),
    ("20 kroner", "20"),
    ("1 krone", "1"),
    ("DKK 20", "20"),
    ("20 DKK", "20"),
    ("20 DDK", "20"),
    ("20 dkr.", "20"),
    ("10kr", "10"),
    ("KR. 10", "10"),
    ("00,00", "0"),
    ("0", "0"),
    ("0 kr.", "0"),
    ("DKK 2.050", "2050"),
    ("2.675,00", "2675"),
    ("1.234.567,89 kr.", "1234567.89"),
    ("1234,5", "1234.50"),
    ("+ 50,- kr.", "50"),
    ("230kr.**", "230"),
    ("20,\N{EN DASH}", "20"),
    ("20\N{NO-BREAK SPACE}kr.", "20"),
    ("\t 20 kr. ", "20"),
]


@pytest.mark.parametrize(("text", "amount"), SPELLINGS)
def test_every_danish_spelling_of_an_amount_is_read(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


REFUSED = [
    ("", "no amount"),
    ("   ", "no amount"),
    ("Gratis", "fee-free"),
    ("Gebyrfri", "fee-free"),
    ("gebyrfrit", "fee-free"),
    ("free", "fee-free"),
    ("-5", "negative"),
    ("\N{MINUS SIGN}20 kr.", "negative"),
    ("230 kr. + erstatning", "replacement"),
    ("230 DKK + replacement", "replacement"),
    ("20.00", "comma"),
    ("31.5", "comma"),
    ("1,234.50", "comma"),
    ("1,234", "comma"),
    ("12.34.567", "comma"),
    ("20 70", "not an amount"),
    ("20 kr. 70 kr.", "not an amount"),
    ("5 kr. / 20 kr.", "not an amount"),
    ("20-70", "not an amount"),
    ("1e3", "not an amount"),
    ("NaN", "not an amount"),
    ("Infinity", "not an amount"),
    ("tyve kroner", "not an amount"),
    ("€ 20", "not an amount"),
    ("\N{ARABIC-INDIC DIGIT TWO}0", "not an amount"),
    ("20\n70", "not an amount"),
    ("99999999", "too large"),
    ("9" * 5000, "not an amount"),
]


@pytest.mark.parametrize(("text", "mend"), REFUSED)
def test_what_is_not_an_amount_is_refused_with_the_mend(text: str, mend: str) -> None:
    with pytest.raises(AmountError, match=mend):
        parse_amount(text)


def test_a_refusal_can_be_translated_and_stays_short() -> None:
    with pytest.raises(RatesError) as refused:
        parse_amount("x" * 300)
    assert refused.value.message.count("%(written)s") == 1
    assert len(str(refused.value.params["written"])) == 40
    assert len(str(refused.value)) < 140
    assert isinstance(refused.value, ValueError)


@given(amounts)
def test_a_danish_amount_is_read_back_as_it_was(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_of_0_or_more_or_an_amount_error(text: str) -> None:
    try:
        amount = parse_amount(text)
    except AmountError:
        return
    assert amount.is_finite()
    assert amount >= 0


@pytest.mark.parametrize(
    ("amount", "language", "shown"),
    [
        ("20", "da", "20 kr."),
        ("20.00", "da", "20 kr."),
        ("0", "da", "0 kr."),
        ("1234.5", "da", "1.234,50 kr."),
        ("1234.50", "da-dk", "1.234,50 kr."),
        ("1000", "da", "1.000 kr."),
        ("20", "en", "DKK 20"),
        ("1234.50", "en", "DKK 1,234.50"),
        ("1234.50", "en-gb", "DKK 1,234.50"),
        ("1234.50", "en_US", "DKK 1,234.50"),
        ("1234.50", "de", "1.234,50 DKK"),
        ("1234.50", "xx", "1.234,50 kr."),
        ("1234.50", "", "1.234,50 kr."),
        ("1234.50", "../../etc", "1.234,50 kr."),
    ],
)
def test_an_amount_is_shown_in_the_language(amount: str, language: str, shown: str) -> None:
    assert format_amount(Decimal(amount), language) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_danish_is_the_language_unless_told() -> None:
    assert format_amount(Decimal(20)) == "20\N{NO-BREAK SPACE}kr."
    assert format_date(date(2027, 1, 1)) == "1. januar 2027"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("da", "1. januar 2027"),
        ("da-dk", "1. januar 2027"),
        ("en", "1 January 2027"),
        ("en-gb", "1 January 2027"),
        ("xx", "1. januar 2027"),
    ],
)
def test_a_date_is_shown_in_words(language: str, shown: str) -> None:
    assert format_date(date(2027, 1, 1), language) == shown
