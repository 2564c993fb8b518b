"""When a notice is shown: days to and including, clock times, and both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.notices import COPENHAGEN, Window


def at(text, zone=COPENHAGEN):
    """A moment from "2026-11-20 12:00" in Copenhagen."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


DAY = date(2026, 11, 20)
NINE, NOON = time(9), time(12)

CASES = [
    # Whole days, to and including.
    (Window(DAY, to_day=DAY), "2026-11-19 23:59:59", False),
    (Window(DAY, to_day=DAY), "2026-11-20 00:00", True),
    (Window(DAY, to_day=DAY), "2026-11-20 23:59:59", True),
    (Window(DAY, to_day=DAY), "2026-11-21 00:00", False),
    (Window(DAY, to_day=date(2026, 11, 22)), "2026-11-22 23:59:59", True),
    (Window(DAY, to_day=date(2026, 11, 22)), "2026-11-23 00:00", False),
    # Over the end of a year.
    (Window(date(2026, 12, 31), to_day=date(2026, 12, 31)), "2026-12-31 23:59:59", True),
    (Window(date(2026, 12, 31), to_day=date(2026, 12, 31)), "2027-01-01 00:00", False),
    # An open end.
    (Window(DAY), "2026-11-19 23:59:59", False),
    (Window(DAY), "2026-11-20 00:00", True),
    (Window(DAY), "2099-01-01 00:00", True),
    # With clock times; over when the clock shows the last one.
    (Window(DAY, NINE, DAY, NOON), "2026-11-20 08:59:59", False),
    (Window(DAY, NINE, DAY, NOON), "2026-11-20 09:00", True),
    (Window(DAY, NINE, DAY, NOON), "2026-11-20 11:59:59", True),
    (Window(DAY, NINE, DAY, NOON), "2026-11-20 12:00", False),
    (Window(DAY, NINE), "2026-11-20 08:59:59", False),
    (Window(DAY, NINE, date(2026, 11, 21)), "2026-11-21 23:59:59", True),
    (Window(DAY, None, DAY, NOON), "2026-11-20 00:00", True),
    # 00:00 as an end is the beginning of that day.
    (Window(DAY, None, date(2026, 11, 21), time(0)), "2026-11-20 23:59:59", True),
    (Window(DAY, None, date(2026, 11, 21), time(0)), "2026-11-21 00:00", False),
]


@pytest.mark.parametrize(("window", "moment", "shown"), CASES)
def test_a_notice_is_shown_within_its_window(window, moment, shown):
    assert window.contains(at(moment)) is shown


SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

CLOCK_CHANGES = [
    # In spring 02:00 becomes 03:00: the day is 23 hours long.
    (Window(SPRING, to_day=SPRING), "2026-03-28 23:00", True),
    (Window(SPRING, to_day=SPRING), "2026-03-28 22:59:59", False),
    (Window(SPRING, to_day=SPRING), "2026-03-29 21:59:59", True),
    (Window(SPRING, to_day=SPRING), "2026-03-29 22:00", False),
    # An hour that does not exist is counted from the hour before the change: 02:30 is 03:30.
    (Window(SPRING, time(2, 30)), "2026-03-29 01:29:59", False),
    (Window(SPRING, time(2, 30)), "2026-03-29 01:30", True),
    (Window(SPRING, time(3)), "2026-03-29 01:00", True),
    (Window(SPRING, time(3)), "2026-03-29 00:59:59", False),
    # In autumn 03:00 becomes 02:00: the day is 25 hours long.
    (Window(AUTUMN, to_day=AUTUMN), "2026-10-24 22:00", True),
    (Window(AUTUMN, to_day=AUTUMN), "2026-10-24 21:59:59", False),
    (Window(AUTUMN, to_day=AUTUMN), "2026-10-25 22:59:59", True),
    (Window(AUTUMN, to_day=AUTUMN), "2026-10-25 23:00", False),
    # Of an hour that is there twice, the first is meant.
    (Window(AUTUMN, time(2, 30)), "2026-10-25 00:29:59", False),
    (Window(AUTUMN, time(2, 30)), "2026-10-25 00:30", True),
    (Window(AUTUMN, None, AUTUMN, time(2, 30)), "2026-10-25 00:30", False),
    (Window(AUTUMN, time(3)), "2026-10-25 01:59:59", False),
    (Window(AUTUMN, time(3)), "2026-10-25 02:00", True),
]


@pytest.mark.parametrize(("window", "moment", "shown"), CLOCK_CHANGES)
def test_the_clock_is_copenhagens_also_when_it_changes(window, moment, shown):
    """The moments are in UTC."""
    assert window.contains(at(moment, UTC)) is shown


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo", "Europe/Copenhagen"])
def test_the_time_zone_of_the_moment_does_not_matter(zone):
    moment = at("2026-11-20 00:00").astimezone(ZoneInfo(zone))
    assert Window(DAY, to_day=DAY).contains(moment)
    assert not Window(DAY, to_day=DAY).contains(moment - timedelta(seconds=1))


def test_a_notice_is_over_from_its_end_on_and_never_with_an_open_one():
    window = Window(DAY, to_day=DAY)
    assert not window.is_over(at("2026-11-20 23:59:59"))
    assert window.is_over(at("2026-11-21 00:00"))
    assert not Window(DAY).is_over(at("2099-01-01 00:00"))


def test_a_notice_to_come_is_neither_shown_nor_over():
    window = Window(DAY, to_day=DAY)
    moment = at("2026-11-01 12:00")
    assert (window.contains(moment), window.is_over(moment)) == (False, False)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 400),
    st.datetimes(datetime(2019, 1, 1), datetime(2042, 1, 1), timezones=st.just(UTC)),
)
def test_whole_days_hold_exactly_the_moments_of_their_dates(first, length, moment):
    last = first + timedelta(days=length)
    day = moment.astimezone(COPENHAGEN).date()
    assert Window(first, to_day=last).contains(moment) == (first <= day <= last)
