"""One table of what people type, in Danish and English, and how it is understood."""

from datetime import date, datetime, time

import pytest

from wagtail_libfees.text import dates
from wagtail_libfees.text.dates import DateError, read_date, read_moment, read_time, spelled_date

TODAY = date(2026, 11, 29)  # a Sunday
SIXTH = date(2026, 12, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("06.12.2026", SIXTH),
        ("6.12.26", SIXTH),
        ("6. 12. 2026", SIXTH),
        ("6/12-2026", SIXTH),
        ("6/12 2026", SIXTH),
        ("6-12-2026", SIXTH),
        ("6\N{EN DASH}12\N{EN DASH}2026", SIXTH),
        ("6 12 2026", SIXTH),
        ("d. 6/12", SIXTH),
        ("6.12.", SIXTH),
        ("2026-12-06", SIXTH),
        ("2026.12.6", SIXTH),
        ("6. december 2026", SIXTH),
        ("den\N{NO-BREAK SPACE}6. dec.", SIXTH),
        ("søndag den 6. december 2026", SIXTH),
        ("SØNDAG 6/12", SIXTH),
        ("  6  December   2026 ", SIXTH),
        ("December 6, 2026", SIXTH),
        ("the 6th of December", SIXTH),
        ("Sunday, 6 December 2026", SIXTH),
        ("3.1", date(2027, 1, 3)),
        ("29.11", TODAY),
        ("29. februar", date(2028, 2, 29)),
        ("lørdag", date(2026, 12, 5)),
        ("på lørdag", date(2026, 12, 5)),
        ("Saturday", date(2026, 12, 5)),
        ("søndag", SIXTH),
        ("i dag", TODAY),
        ("today", TODAY),
        ("i morgen", date(2026, 11, 30)),
        ("tomorrow", date(2026, 11, 30)),
        ("overmorgen", date(2026, 12, 1)),
        ("i går", date(2026, 11, 28)),
        ("om 7 dage", SIXTH),
        ("in 1 week", SIXTH),
    ],
)
def test_a_date_is_read(text, day):
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6.12", date(2025, 12, 6)),
        ("29.11", TODAY),
        ("søndag", date(2026, 11, 22)),
        ("lørdag", date(2026, 11, 28)),
        ("29.2", date(2024, 2, 29)),
        ("06.12.2026", SIXTH),
    ],
)
def test_a_date_that_was_is_read(text, day):
    assert read_date(text, TODAY, past=True) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31.02.2026", dates.NO_SUCH_DAY),
        ("29.02.2026", dates.NO_SUCH_DAY),
        ("31.2", dates.NO_SUCH_DAY),
        ("0.12", dates.NO_SUCH_DAY),
        ("12/13/2026", dates.NO_SUCH_DAY),
        ("06.12.0026", dates.YEAR),
        ("06.12.202", dates.YEAR),
        ("06.12.2", dates.YEAR),
        ("0026-12-06", dates.YEAR),
        ("06.12.9999", dates.YEAR),
        ("lørdag den 6. december 2026", dates.WRONG_WEEKDAY),
        ("", dates.NOT_A_DATE),
        ("6", dates.NOT_A_DATE),
        ("06.", dates.NOT_A_DATE),
        ("12.2026", dates.NOT_A_DATE),
        ("6.122026", dates.NOT_A_DATE),
        ("06122026", dates.NOT_A_DATE),
        ("december", dates.NOT_A_DATE),
        ("næste lørdag", dates.NOT_A_DATE),
        ("6. decembr 2026", dates.NOT_A_DATE),
        ("6.12.2026 kl. 22", dates.NOT_A_DATE),
        ("6.12.2026 😀", dates.NOT_A_DATE),
        ("\N{ARABIC-INDIC DIGIT SIX}.12.2026", dates.NOT_A_DATE),
        ("6²12", dates.NOT_A_DATE),
        ("<b>6.12.2026</b>", dates.NOT_A_DATE),
        ("9" * 20_000, dates.NOT_A_DATE),
        ("6. " * 7_000, dates.NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_said_so_and_never_another_day(text, why):
    with pytest.raises(DateError) as caught:
        read_date(text, TODAY)
    assert caught.value.message == why
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("22", time(22)),
        ("22.00", time(22)),
        ("22:30", time(22, 30)),
        ("22:30:15", time(22, 30)),
        ("2230", time(22, 30)),
        ("kl. 22", time(22)),
        ("Kl 8.05", time(8, 5)),
        ("kl.8", time(8)),
        ("klokken 8", time(8)),
        ("at 10 pm", time(22)),
        ("10.30 a.m.", time(10, 30)),
        ("12am", time(0)),
        ("0", time(0)),
    ],
)
def test_a_time_is_read(text, clock):
    assert read_time(text) == clock


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("24", dates.MIDNIGHT),
        ("24.00", dates.MIDNIGHT),
        ("25", dates.NOT_A_TIME),
        ("22.60", dates.NOT_A_TIME),
        ("22.", dates.NOT_A_TIME),
        ("22,5", dates.NOT_A_TIME),
        ("830", dates.NOT_A_TIME),
        ("13 pm", dates.NOT_A_TIME),
        ("-1", dates.NOT_A_TIME),
        ("i aften", dates.NOT_A_TIME),
        ("", dates.NOT_A_TIME),
        ("22" * 10_000, dates.NOT_A_TIME),
    ],
)
def test_what_is_no_time_is_said_so(text, why):
    with pytest.raises(DateError) as caught:
        read_time(text)
    assert caught.value.message == why


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("06.12.2026 22.00", datetime(2026, 12, 6, 22)),
        ("2026-12-06 22:00", datetime(2026, 12, 6, 22)),
        ("2026-12-06T22:00", datetime(2026, 12, 6, 22)),
        ("6. december kl. 22", datetime(2026, 12, 6, 22)),
        ("6 December, at 10 pm", datetime(2026, 12, 6, 22)),
        ("søndag kl. 22.30", datetime(2026, 12, 6, 22, 30)),
    ],
)
def test_a_moment_is_read(text, moment):
    assert read_moment(text, TODAY) == moment


@pytest.mark.parametrize(
    "text", ["6. december 2026", "6 12 22", "06.12.2026", "31.02.2026 22", "kl. 22", "", "22"]
)
def test_a_date_alone_or_a_time_alone_is_no_moment(text):
    with pytest.raises(DateError):
        read_moment(text, TODAY)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "søndag den 6. december 2026"),
        ("en-gb", "Sunday 6 December 2026"),
        ("kl", "søndag den 6. december 2026"),
    ],
)
def test_a_date_is_spelled_with_its_weekday(language, words):
    assert spelled_date(SIXTH, language) == words


DEC = {day: date(2026, 12, day) for day in range(1, 32)}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Lukket den 6. december 2026.", [DEC[6]]),
        ("Lukket 8.-22. december.", [DEC[8], DEC[22]]),
        ("fra tirsdag den 8. til tirsdag den 22. december 2026", [DEC[8], DEC[22]]),
        ("Closed from the 8th to the 22nd of December", [DEC[8], DEC[22]]),
        ("Closed on Sunday, December 6, 2026", [DEC[6]]),
        ("Gælder fra 06.12.2026 og 8/12-2026", [DEC[6], DEC[8]]),
        ("Åbent igen 4. januar", [date(2027, 1, 4)]),
        ("den 31. februar 2026", [None]),
        ("Ring på 12.12.12, kl. 6.12, 1/2 pris, 20 kr., sal 4, may 2", [date(2027, 5, 2)]),
        ("4. maj-kollegiet holder åbent", []),
        ("", []),
    ],
)
def test_dates_in_prose(words, days):
    assert [found.day for found in dates.dates_in(words, date(2026, 12, 1))] == days


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("søndag den 6. december 2026", True),
        ("lørdag den 6. december 2026", False),
        ("Saturday 6 December 2026", False),
        ("lørdag d. 06.12.2026", False),
        ("mandag den 8. til tirsdag den 22. december", False),
        ("6. december 2026", True),
    ],
)
def test_a_weekday_in_prose_is_that_of_its_date(words, right):
    found = dates.dates_in(words, date(2026, 12, 1))
    assert all(each.has_right_weekday for each in found) is right
