"""Numbers and days in words, beside what CLDR says (Babel)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.written import known_language, written_day, written_number

YEAR = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
numbers = st.decimals(0, 10_000_000, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("language", "locale", "days"),
    [("da", "da", "EEEE 'den' d. MMMM y"), ("en-gb", "en_GB", "EEEE d MMMM y")],
)
def test_a_day_is_written_as_cldr_has_it(language, locale, days):
    for day in YEAR:
        assert written_day(day, language) == format_date(day, "long", locale=locale)
        assert written_day(day, language, weekday=True) == format_date(day, days, locale=locale)


def test_a_day_without_its_year():
    assert written_day(YEAR[0], "da", with_year=False) == "1. januar"
    assert written_day(YEAR[0], "en", weekday=True, with_year=False) == "Saturday 1 January"


@pytest.mark.parametrize("language", ["da", "en", "de", "fr"])
@given(number=numbers)
def test_a_number_is_written_as_cldr_has_it(language, number):
    told = format_decimal(number, format="#,##0.00##", locale=language)
    assert written_number(number, language, least=2, most=4) == told.replace("\u202f", "\u00a0")


@pytest.mark.parametrize(("number", "text"), [("20", "20"), ("1234.5", "1.234,5"), ("0", "0")])
def test_a_number_has_as_many_decimals_as_it_needs(number, text):
    assert written_number(Decimal(number)) == text


@pytest.mark.parametrize(
    ("tag", "language"), [("da-xx", "da"), ("EN", "en"), ("zz-ZZ", "da"), ("de_AT", "de")]
)
def test_a_language_that_is_not_known_is_danish(tag, language):
    assert known_language(tag) == language
