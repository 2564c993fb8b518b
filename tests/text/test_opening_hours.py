from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.text.opening_hours import hours_in, opening_hours

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
    assert found == [(days, time(opens), time(closes)) for days, opens, closes in expected]


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
