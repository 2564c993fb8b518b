"""Relative days, and what only looks like one."""

import pytest

from wagtail_libfees.text.relative_days import relative_days


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Vi lukker i morgen.", ["i morgen"]),
        ("I dag virker det ikke.", ["I dag"]),
        ("Fra næste uge er det nyt", ["næste uge"]),
        ("På mandag åbner vi", ["På mandag"]),
        ("Vi åbner igen i weekenden", ["i weekenden"]),
        ("We close tomorrow", ["tomorrow"]),
        ("Open again next week or on Monday", ["next week", "on Monday"]),
    ],
)
def test_a_relative_day_is_found(words, found):
    assert list(relative_days(words)) == found


@pytest.mark.parametrize(
    "words",
    [
        "På mandage har vi åbent til kl. 19.",
        "På mandag den 4. januar 2027 åbner vi",
        "På mandag, den 4. januar 2027",
        "Closed on Monday, 4 January 2027, and on Tuesday January 5",
        "I morgentimerne er der stille.",
        "Den dag i dag findes de ikke.",
        "Næste gang du låner",
        "Mandag-fredag kl. 10-16",
        "Today's newspapers",
        "Tomorrowland er en film",
        "Open on Mondays",
        "Idag-listen",
        "Denne meddelelse",
        "",
    ],
)
def test_what_is_no_relative_day_is_let_be(words):
    assert list(relative_days(words)) == []
