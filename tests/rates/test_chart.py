"""The drawing of how a fee grows."""

import re
from itertools import pairwise

import pytest

from wagtail_libfees.rates import OverdueFees, RateCard, StepKind, Timings
from wagtail_libfees.rates.chart import HEIGHT, WIDTH, charts, days, lines

from .factories import group

RISING = group((1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230))
LOWER = group((1, 7, 10), (8, 60, 40), (61, None, 115))


def drawn(*groups, **kinds):
    return charts(RateCard(overdue=(OverdueFees(groups),), **kinds))


def test_line_climbs_with_the_fee_and_stays_in_the_picture():
    [chart] = drawn(RISING)
    assert [mark.day for mark in chart.marks] == [1, 8, 15, 31]
    heights = [mark.y for mark in chart.marks]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in chart.marks)


def test_path_is_made_of_straight_steps_only():
    assert re.fullmatch(r"M\d+ \d+H\d+(V\d+H\d+)+", drawn(RISING)[0].path)


def test_groups_are_drawn_to_one_scale():
    high, low = drawn(RISING, LOWER)
    assert high.marks[1].x == low.marks[1].x
    assert low.marks[-1].y == (high.base + high.marks[-1].y) // 2


def test_recall_and_loss_are_marked():
    [chart] = drawn(RISING, timings=(Timings(recall_days=14, considered_lost_days=30),))
    assert [event.step.kind for event in chart.events] == [StepKind.RECALL, StepKind.LOST]


@pytest.mark.parametrize(
    "rates",
    [
        group((1, 7, None), (8, None, 70)),
        group((1, 7, 0), (8, None, 0)),
        group((1, 7, 20), (9, None, 70)),
    ],
    ids=["unknown", "nothing to pay", "gap"],
)
def test_what_is_not_known_is_not_drawn(rates):
    assert drawn(rates) == ()
    assert len(drawn(RISING, rates)) == 1


def test_groups_that_pay_the_same_share_a_line_and_each_has_a_row_of_the_key():
    drawing = drawn(RISING, LOWER, RISING)
    high, low = lines(drawing)
    assert [(len(line.rows), line.path.count("h56")) for line in (high, low)] == [(2, 2), (1, 1)]
    assert (high.rows[0].amount, low.rows[0].amount) == (230, 115)
    heights = [HEIGHT, *(row.y for row in (*high.rows, *low.rows))]
    # Below the days, and none over another.
    assert all(below - above >= 22 for above, below in pairwise(heights))


def test_a_day_without_room_has_no_label():
    assert [mark.day for mark in days(drawn(LOWER))] == [1, 61]
    assert [mark.day for mark in days(drawn(RISING))] == [1, 8, 15, 31]
