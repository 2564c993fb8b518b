"""What is wrong with the days on which versions begin and end."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.rates import (
    Exclusion,
    OtherFee,
    OtherFeeKind,
    OtherFees,
    RateCard,
    Severity,
    Timings,
)
from wagtail_libfees.rates.calendar_checks import calendar_findings

from .factories import ADULTS, CHILDREN, USUAL, between, group, overdue, unfilled
from .strategies import cards

TODAY = date(2026, 11, 29)
DEARER = group((1, 7, 25), (8, None, 90))


def card(*spans: tuple[str | None, str | None]) -> RateCard:
    """A card whose versions of the overdue fees all say something else."""
    return RateCard(
        overdue=tuple(
            overdue(group((1, None, 10 + i)), start=start, end=end)
            for i, (start, end) in enumerate(spans)
        )
    )


def codes(of: RateCard, day: date = TODAY) -> list[str]:
    return [found.code for found in calendar_findings(of, day)]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        # sound
        ([], []),
        ([(None, None)], []),
        ([("2019-01-01", None)], []),
        ([("2026-01-01", "2026-12-31"), ("2027-01-01", None)], []),
        ([("2026-01-01", None), ("2027-01-01", None)], []),
        ([("2027-01-01", None)], []),
        # a trial inside, after which the old rates come back
        ([("2026-01-01", None), ("2026-12-01", "2026-12-31")], []),
        ([("2026-01-01", "2027-12-31"), ("2026-12-01", "2026-12-31")], []),
        # ends without a successor
        ([(None, "2026-06-30")], ["calendar_ended"]),
        ([(None, "2026-11-28")], ["calendar_ended"]),
        ([(None, "2026-11-29")], ["calendar_ends_soon"]),
        ([(None, "2027-01-28")], ["calendar_ends_soon"]),
        ([(None, "2027-01-29")], []),
        ([("2026-01-01", "2026-12-31"), ("2026-12-01", "2026-12-20")], ["calendar_ends_soon"]),
        # holes
        ([(None, "2026-12-31"), ("2027-01-03", None)], ["calendar_hole"]),
        ([(None, "2026-10-31"), ("2027-01-01", None)], ["calendar_hole"]),
        ([(None, "2027-11-28"), ("2028-01-01", None)], ["calendar_hole"]),
        ([(None, "2027-12-31"), ("2028-01-03", None)], ["calendar_hole_later"]),
        # a hole that is over is nobody's matter any more
        ([(None, "2025-12-31"), ("2026-01-03", None)], []),
        # overlaps
        ([("2026-01-01", "2027-01-15"), ("2027-01-01", None)], ["calendar_overlap"]),
        ([(None, "2027-01-15"), ("2027-01-01", "2027-11-30")], ["calendar_overlap"]),
        ([("2025-01-01", "2026-01-15"), ("2026-01-01", None)], []),
        # far away
        ([(None, None), ("2028-11-29", None)], []),
        ([(None, None), ("2028-11-30", None)], ["calendar_far_away"]),
        ([(None, None), ("2207-01-01", None)], ["calendar_far_away"]),
        ([(None, "2029-12-31")], ["calendar_far_away"]),
        ([(None, None), ("2207-01-01", "2207-12-31")], ["calendar_far_away", "calendar_far_away"]),
        # days that are the wrong way round are told by another check alone
        ([(None, None), ("2027-01-01", "2026-12-01")], []),
    ],
)
def test_the_days_of_versions(spans: list[tuple[str | None, str | None]], found: list[str]) -> None:
    assert codes(card(*spans)) == found


def test_a_hole_within_the_year_is_an_error_and_everything_else_a_warning() -> None:
    [hole] = calendar_findings(card((None, "2026-12-31"), ("2027-01-03", None)), TODAY)
    assert hole.severity is Severity.ERROR
    assert hole.place == ("overdue", 1)
    assert dict(hole.params) == {
        "kind": "Overdue fees",
        "first": date(2027, 1, 1),
        "last": date(2027, 1, 2),
        "next": date(2027, 1, 3),
    }
    assert str(hole) == (
        "Overdue fees: nothing is in force from 1 January 2027 to 2 January 2027. Let the rates "
        "before end the day before 3 January 2027, or let these begin earlier."
    )
    later = calendar_findings(card((None, "2028-02-28"), ("2028-03-03", None)), TODAY)
    assert {found.severity for found in later} == {Severity.WARNING}


def test_each_kind_is_looked_at_by_itself() -> None:
    fee = OtherFee(OtherFeeKind.CARD, "Kort", Decimal(20))
    found = calendar_findings(
        RateCard(
            overdue=(overdue(ADULTS, CHILDREN),),
            exclusions=(Exclusion(Decimal(200), validity=between(end="2026-06-30")),),
            other_fees=(OtherFees((fee,), between(end="2026-12-31")),),
        ),
        TODAY,
    )
    assert [(each.code, each.place) for each in found] == [
        ("calendar_ended", ("exclusions", 0)),
        ("calendar_ends_soon", ("other_fees", 0)),
    ]


def test_coming_rates_that_change_nothing_are_told() -> None:
    same = RateCard(
        overdue=(
            overdue(ADULTS, CHILDREN, end="2026-12-31"),
            overdue(ADULTS, CHILDREN, start="2027-01-01"),
        )
    )
    [found] = calendar_findings(same, TODAY)
    assert (found.code, found.place) == ("calendar_same", ("overdue", 1))
    written_otherwise = overdue(group((1, 7, "20.00"), *USUAL[1:]), CHILDREN, start="2027-01-01")
    assert codes(replace(same, overdue=(same.overdue[0], written_otherwise))) == ["calendar_same"]
    # When they have come they are the rates of the day.
    assert codes(same, date(2027, 1, 1)) == []


def test_blocks_of_one_kind_are_compared_together() -> None:
    def split(start: str | None, end: str | None, *groups) -> tuple:
        return tuple(overdue(each, start=start, end=end) for each in groups)

    old = split(None, "2026-12-31", ADULTS, CHILDREN)
    assert codes(RateCard(overdue=(*old, *split("2027-01-01", None, ADULTS, CHILDREN)))) == [
        "calendar_same"
    ]
    assert codes(RateCard(overdue=(*old, *split("2027-01-01", None, DEARER, CHILDREN)))) == []


def test_what_comes_back_after_a_trial_is_no_coming_version() -> None:
    usual = overdue(ADULTS)
    trial = overdue(DEARER, start="2026-12-01", end="2026-12-31")
    assert codes(RateCard(overdue=(usual, trial))) == []


@pytest.mark.parametrize(
    ("spans", "keys", "found"),
    [
        # The copy for next year is given an end: after it the old rates come back.
        (["2026-01-01/", "2027-01-01/2027-12-31"], "aa", [1]),
        # also when they have come back already, and as long as they hold
        (["2025-01-01/", "2026-01-01/2026-06-30"], "aa", [1]),
        (["2025-01-01/", "2026-01-01/2026-06-30", "2026-09-01/"], "aaa", []),
        # something else continues it in time
        (["2026-01-01/", "2027-01-01/2027-12-31", "2028-01-01/"], "aaa", []),
        (["2026-01-01/2026-12-31", "2027-01-01/2027-12-31", "2028-01-01/"], "aaa", []),
        # or not in time
        (["2026-01-01/", "2027-01-01/2027-11-30", "2028-01-01/"], "aaa", [1]),
        # A trial continues nothing.
        (["2026-01-01/", "2027-01-01/2027-12-31"], "ab", []),
        # Of two blocks of one day the one that continues something.
        (["2026-01-01/", "2027-01-01/2027-12-31", "2027-01-01/2027-12-31"], "bab", [2]),
        # no word of what is not known
        (["2026-01-01/", "2027-01-01/2027-12-31"], "", []),
    ],
)
def test_the_old_rates_come_back_after_those_that_were_to_follow_them(spans, keys, found) -> None:
    of = card(*((start, end or None) for start, end in (span.split("/") for span in spans)))
    told = calendar_findings(of, TODAY, {"overdue": tuple(keys)})
    returning = [each for each in told if each.code == "calendar_returns"]
    assert [each.place for each in returning] == [("overdue", i) for i in found]
    assert {each.severity for each in returning} <= {Severity.WARNING}


def test_a_copy_of_all_rates_is_told_once() -> None:
    def both(amount: int, first: str | None = None, last: str | None = None) -> RateCard:
        return RateCard(
            overdue=(overdue(ADULTS, start=first, end=last),),
            exclusions=(Exclusion(Decimal(amount), validity=between(first, last)),),
            timings=(Timings(recall_days=10, validity=between(first, last)),),
        )

    def joined(*cards: RateCard) -> RateCard:
        return RateCard(
            **{kind: sum((getattr(c, kind) for c in cards), ()) for kind, _ in cards[0].kinds()}
        )

    old, copy = both(200, None, "2026-12-31"), both(200, "2027-01-01")
    [found] = calendar_findings(joined(old, copy), TODAY)
    assert (found.code, found.place) == ("calendar_same", ("overdue", 1))
    assert str(found).startswith("All rates: those from 1 January 2027 say the same")
    [found] = calendar_findings(joined(old, both(300, "2027-01-01")), TODAY)
    assert str(found).startswith("Overdue fees, Deadlines: those from 1 January 2027 say the same")
    later = calendar_findings(joined(old, copy, both(200, "2028-01-01")), TODAY)
    assert [each.code for each in later] == ["calendar_same", "calendar_same"]


def test_timings_are_compared_too() -> None:
    now = Timings(recall_days=10, validity=between(end="2026-12-31"))
    same = Timings(recall_days=10, validity=between("2027-01-01"))
    other = Timings(recall_days=14, validity=between("2027-01-01"))
    assert codes(RateCard(timings=(now, same))) == ["calendar_same"]
    assert codes(RateCard(timings=(now, other))) == []


def test_the_last_day_of_time_is_no_trouble() -> None:
    assert codes(card((None, "9999-12-31"))) == ["calendar_far_away"]
    assert codes(card((None, None)), date.max) == []
    assert codes(card((None, None)), date(2028, 2, 29)) == []


@given(cards, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_finding_has_a_sentence_and_a_place_on_the_card(of: RateCard, day: date) -> None:
    for found in calendar_findings(of, day):
        assert found.code.startswith("calendar_")
        assert not unfilled(found)
        kind, position = found.place
        assert getattr(of, str(kind))[position]


@given(cards, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_hole_is_told_of_a_day_that_has_rates(of: RateCard, day: date) -> None:
    for found in calendar_findings(of, day):
        if found.code in ("calendar_hole", "calendar_hole_later"):
            first, last = found.params["first"], found.params["last"]
            assert isinstance(first, date)
            assert isinstance(last, date)
            for each in (first, last):
                assert getattr(of.as_of(each), str(found.place[0])) == ()
            for each in (first - timedelta(days=1), last + timedelta(days=1)):
                assert getattr(of.as_of(each), str(found.place[0])) != ()
