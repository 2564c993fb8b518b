from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.clock import COPENHAGEN
from wagtail_libfees.text.opening_hours import (
    MIDNIGHT,
    clock_in_words,
    hours_in,
    open_state,
    opening_hours,
)
from wagtail_libfees.text.public_holidays import public_holidays

WORDS = st.sampled_from(
    [*"-–,;\n", "mandag", "fre", "lør.", "og", "til", "kl.", "9.30", "17", "pm"]
)
WEEK = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mandag-fredag kl. 10-17", [(WEEK, 10, 17)]),
        ("Mandag–fredag kl. 10–17", [(WEEK, 10, 17)]),
        ("Mandag til fredag kl. 10 til 17.", [(WEEK, 10, 17)]),
        ("mandag til og med fredag: 10-17", [(WEEK, 10, 17)]),
        ("man.-tors. kl. 10-18, fre. kl. 10-16", [((0, 1, 2, 3), 10, 18), ((4,), 10, 16)]),
        ("Man-fre 9-15; lør 10-14", [(WEEK, 9, 15), ((5,), 10, 14)]),
        ("Mandag og onsdag kl. 12-16", [((0, 2), 12, 16)]),
        ("Mandag-onsdag og fredag kl. 12-16", [((0, 1, 2, 4), 12, 16)]),
        ("Tirsdage kl. 10-12 og torsdage kl. 13-15", [((1,), 10, 12), ((3,), 13, 15)]),
        ("Hverdage kl. 10-14", [(WEEK, 10, 14)]),
        ("Alle dage 8-20", [(tuple(range(7)), 8, 20)]),
        ("Monday to Friday, 10 am to 5 pm", [(WEEK, 10, 17)]),
        ("Mon-Fri 2-4 pm", [(WEEK, 14, 16)]),
        ("Weekdays 11 to 1 pm", [(WEEK, 11, 13)]),
        ("Sat and Sun 10am-2pm", [((5, 6), 10, 14)]),
        # A break for lunch, and a day that ends at midnight.
        ("Mandag-fredag kl. 10-12 og 13-16", [(WEEK, 10, 12), (WEEK, 13, 16)]),
        ("Hverdage 10-12, kl. 13-16.", [(WEEK, 10, 12), (WEEK, 13, 16)]),
        (
            "man-tors 9-12 og 13-16, fre 9-12",
            [((0, 1, 2, 3), 9, 12), ((0, 1, 2, 3), 13, 16), ((4,), 9, 12)],
        ),
        ("Mon-Fri 9 to 12 and 1 to 4 pm", [(WEEK, 9, 12), (WEEK, 13, 16)]),
        ("Alle dage 8-24", [(tuple(range(7)), 8, 24)]),
        ("Fredag kl. 20.00-00.00", [((4,), 20, 24)]),
        ("Fri 8 am to 12 am", [((4,), 8, 24)]),
        ("Mandag 10-12 og 11-16", []),
        ("Mandag 10-12 og 13", []),
        ("Alle dage 0-24", []),
        # Not all of it is understood.
        ("", []),
        ("Efter aftale", []),
        ("Kl. 10-17", []),
        ("Mandag-fredag kl. 10-17, dog ikke i juli", []),
        ("Mandag-fredag", []),
        ("Mandag-fredag kl. 17-10", []),
        ("Mandag-fredag kl. 10-25", []),
        ("Fredag-mandag kl. 10-17", []),
        ("Mandage i ulige uger kl. 10-17", []),
        ("Monday 13 am to 5 pm", []),
        ("1. mandag i måneden kl. 10-17", []),
    ],
)
def test_hours_are_read_whole_or_not_at_all(text, expected):
    found = [(h.days, h.opens, h.closes) for h in opening_hours(text)]
    assert found == [
        (days, time(opens), MIDNIGHT if closes == 24 else time(closes))
        for days, opens, closes in expected
    ]


def test_minutes_are_read():
    [found] = opening_hours("Mandag kl. 9.30-15:45")
    assert (found.opens, found.closes) == (time(9, 30), time(15, 45))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Mandag-fredag kl. 10-17", "en", "Monday to Friday, 10 am to 5 pm"),
        (
            "man-ons 9.30-12, fre 9-11",
            "en",
            "Monday to Wednesday, 9:30 am to 12 pm; Friday, 9 am to 11 am",
        ),
        ("Mandag og onsdag kl. 12-16", "en", "Monday and Wednesday, 12 pm to 4 pm"),
        (
            "man-fre 10-12 og 13-16, lør 8-24",
            "en",
            "Monday to Friday, 10 am to 12 pm and 1 pm to 4 pm; Saturday, 8 am to midnight",
        ),
        ("Mon and Tue, 9 am to 12 am", "da", "Mandag og tirsdag kl. 9–24"),
        ("Monday to Friday, 10 am to 5 pm", "da", "Mandag–fredag kl. 10–17"),
        # An editor's own words stay in their language, and where they are not understood.
        ("Mandag-fredag kl. 10-17", "da", "Mandag-fredag kl. 10-17"),
        ("Monday-Friday 10-17", "en", "Monday-Friday 10-17"),
        ("Mandag-fredag kl. 10-17", "pl", "Mandag-fredag kl. 10-17"),
        ("Efter aftale", "en", "Efter aftale"),
    ],
)
def test_hours_are_said_in_another_language(text, language, expected):
    assert hours_in(text, language) == expected


@given(st.lists(WORDS))
def test_any_words_end_in_hours_that_can_be_said_again(words):
    for found in opening_hours(" ".join(words)):
        assert found.days
        assert found.opens < found.closes


HOURS = "Mandag-torsdag kl. 9-12 og 13-14.30, fredag kl. 9-12, lørdag 20-24"


@pytest.mark.parametrize(
    ("moment", "is_open", "at", "until"),
    [
        # A Saturday that ends at midnight.
        ("2026-11-21 23:59", True, "24", "22 00:00"),
        # A Friday, and the Thursday before it.
        ("2026-11-20 08:59", False, "9", "20 09:00"),
        ("2026-11-20 09:00", True, "12", "20 12:00"),
        ("2026-11-20 11:59", True, "12", "20 12:00"),
        ("2026-11-20 12:00", False, None, "21 00:00"),
        ("2026-11-19 12:00", False, "13", "19 13:00"),
        ("2026-11-19 14:29", True, "14.30", "19 14:30"),
        ("2026-11-19 14:30", False, None, "20 00:00"),
        ("2026-11-22 10:00", False, None, "23 00:00"),
    ],
)
def test_open_from_the_first_minute_and_closed_from_the_last(moment, is_open, at, until):
    now = datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)
    state = open_state(opening_hours(HOURS), now)
    written = clock_in_words(state.at, "da") if state.at else None
    assert (state.is_open, written) == (is_open, at)
    assert f"{state.until:%d %H:%M}" == until
    assert state.until.tzinfo is COPENHAGEN


@pytest.mark.parametrize(
    ("text", "moment", "until"),
    [
        ("Alle dage 1-4", "2026-03-29 00:30+01:00", "2026-03-29 00:00+00:00"),
        ("Alle dage 1-4", "2026-10-25 03:30+01:00", "2026-10-25 03:00+00:00"),
    ],
)
def test_a_clock_that_is_changed_moves_the_boundary(text, moment, until):
    now = datetime.fromisoformat(moment).astimezone(COPENHAGEN)
    state = open_state(opening_hours(text), now)
    assert state.until == datetime.fromisoformat(until)


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        ("2026-04-02", True),
        ("2026-04-03", True),
        ("2026-04-06", True),
        ("2026-05-01", False),
        ("2026-05-14", True),
        ("2026-05-25", True),
        ("2026-06-05", True),
        ("2026-12-24", True),
        ("2026-12-23", False),
        ("2027-03-29", True),
        ("2024-04-26", False),
        ("2027-01-01", True),
    ],
)
def test_nothing_is_said_of_public_holidays(day, is_holiday):
    found = date.fromisoformat(day)
    assert (found in public_holidays(found.year)) == is_holiday
    noon = datetime(found.year, found.month, found.day, 12, tzinfo=COPENHAGEN)
    assert (open_state(opening_hours("Alle dage 8-20"), noon) is None) == is_holiday


@pytest.mark.parametrize(
    ("clock", "danish", "english"),
    [("14:00", "14", "2 pm"), ("9:30", "9.30", "9:30 am"), ("12:00", "12", "12 pm")],
)
def test_a_time_is_written_as_the_language_has_it(clock, danish, english):
    found = time(*map(int, clock.split(":")))
    assert [clock_in_words(found, language) for language in ("da", "en")] == [danish, english]
