"""The drawing of how a fee grows."""

import re

import pytest

from wagtail_libfees.rates import RateCard, StepKind, Timings
from wagtail_libfees.rates.chart import HEIGHT, WIDTH, chart

from .factories import group

RISING = group((1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230))


def test_line_climbs_with_the_fee_and_stays_in_the_picture():
    drawn = chart(RISING, RateCard())
    assert [mark.day for mark in drawn.marks] == [1, 8, 15, 31]
    heights = [mark.y for mark in drawn.marks]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in drawn.marks)


def test_path_is_made_of_straight_steps_only():
    assert re.fullmatch(r"M\d+ \d+H\d+(V\d+H\d+)+", chart(RISING, RateCard()).path)


def test_recall_and_loss_are_marked():
    card = RateCard(timings=(Timings(recall_days=14, considered_lost_days=30),))
    drawn = chart(RISING, card)
    assert [event.step.kind for event in drawn.events] == [StepKind.RECALL, StepKind.LOST]


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
    assert chart(rates, RateCard()) is None
