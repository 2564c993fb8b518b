"""What one cell of a pasted table says."""

from decimal import Decimal

import pytest

from wagtail_libfees.rates import AmountError
from wagtail_libfees.rates.pasted import PastedAmount, read_amount, read_days, read_yes_or_no


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1-7 dage", (1, 7)),
        ("1 – 7", (1, 7)),
        ("8.-14. dag", (8, 14)),
        ("Dag 1-7", (1, 7)),
        ("2 til 8 dage for sent", (2, 8)),
        ("from 1 to 7 days", (1, 7)),
        ("31+", (31, None)),
        ("31 -", (31, None)),
        ("Efter 30 dage", (31, None)),
        ("mere end\n30 dage", (31, None)),
        ("fra 31. dag", (31, None)),
        ("31 dage og derover", (31, None)),
        ("31 dage eller mere", (31, None)),
        ("31 days or more", (31, None)),
        ("7 dage", (7, 7)),
        ("7", (7, 7)),
        ("Voksne", None),
        ("20 kr.", None),
        ("1-7 uger", None),
        ("1-7-9", None),
        ("12345", None),
        ("", None),
        ("1" * 10_000, None),
    ],
)
def test_days(text, days):
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("20,00 kr.", PastedAmount(Decimal("20.00"))),
        ("1.234,50", PastedAmount(Decimal("1234.50"))),
        ("Gratis", PastedAmount(None, fee_free=True)),
        ("gebyrfrit", PastedAmount(None, fee_free=True)),
        ("230 kr. + erstatning", PastedAmount(Decimal(230), added=True)),
        ("230 og materialets pris", PastedAmount(Decimal(230), added=True)),
        ("0", PastedAmount(Decimal(0))),
    ],
)
def test_amounts(text, found):
    assert read_amount(text) == found


@pytest.mark.parametrize("text", ["", "€ 20", "20 EUR", "20.00", "-5", "<b>20</b>", "+" * 999])
def test_what_is_no_amount_in_kroner_is_refused_with_the_reason(text):
    with pytest.raises(AmountError):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "ticked"), [("x", True), ("Ja", True), ("FALSK", False), ("0", False), ("måske", None)]
)
def test_ticks(text, ticked):
    assert read_yes_or_no(text) is ticked
