from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import DaysError, copenhagen_day, copenhagen_midnight


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-12-31T22:59:59", "2026-12-31"),
        ("2026-12-31T23:00:00", "2027-01-01"),
        ("2027-06-30T21:59:59", "2027-06-30"),
        ("2027-06-30T22:00:00", "2027-07-01"),
        # Summer time begins on 28 March 2027 at 02:00, ends on 31 October 2027 at 03:00.
        ("2027-03-27T23:00:00", "2027-03-28"),
        ("2027-03-28T21:59:59", "2027-03-28"),
        ("2027-03-28T22:00:00", "2027-03-29"),
        ("2027-10-30T22:00:00", "2027-10-31"),
        ("2027-10-31T22:59:59", "2027-10-31"),
        ("2027-10-31T23:00:00", "2027-11-01"),
        ("2028-02-28T23:00:00", "2028-02-29"),
        ("2028-02-29T23:00:00", "2028-03-01"),
    ],
)
def test_the_day_turns_at_midnight_in_copenhagen(utc: str, day: str) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert copenhagen_day(moment) == date.fromisoformat(day)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(DaysError, match="time zone"):
        copenhagen_day(datetime(2027, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_midnight_is_the_first_moment_of_its_day(day: date) -> None:
    midnight = copenhagen_midnight(day).astimezone(UTC)
    assert copenhagen_day(midnight) == day
    assert copenhagen_day(midnight - timedelta(microseconds=1)) == day - timedelta(days=1)
