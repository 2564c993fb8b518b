"""The order of notices."""

from dataclasses import dataclass
from datetime import date, time

import pytest

from wagtail_libfees.notices import SEVERITIES, NoticeSeverity, Window, most_urgent_first


@dataclass
class Note:
    name: str
    severity: str
    window: Window


def note(name, severity, day, clock=None):
    return Note(name, severity, Window(date(2026, 11, day), clock))


def test_the_most_urgent_comes_first_and_among_equals_the_newest():
    notes = [
        note("gammel besked", "information", 1),
        note("gammel advarsel", "warning", 2),
        note("haster", "urgent", 1),
        note("ny besked", "information", 9),
        note("ny advarsel", "warning", 3),
    ]
    assert [n.name for n in most_urgent_first(notes)] == [
        "haster",
        "ny advarsel",
        "gammel advarsel",
        "ny besked",
        "gammel besked",
    ]


def test_the_clock_time_tells_which_is_newest_on_one_day():
    notes = [
        note("hele dagen", "warning", 5),
        note("kl. 9", "warning", 5, time(9)),
        note("kl. 12", "warning", 5, time(12)),
    ]
    assert [n.name for n in most_urgent_first(notes)] == ["kl. 12", "kl. 9", "hele dagen"]


def test_equals_keep_their_order():
    notes = [note(str(number), "warning", 5) for number in range(5)]
    assert [n.name for n in most_urgent_first(notes)] == list("01234")


def test_no_notices_are_no_notices():
    assert most_urgent_first([]) == []


def test_every_severity_has_its_place():
    assert set(SEVERITIES) == set(NoticeSeverity)
    assert SEVERITIES[0] is NoticeSeverity.URGENT


def test_an_unknown_severity_is_an_error():
    with pytest.raises(ValueError, match="panik"):
        most_urgent_first([note("x", "panik", 1)])
