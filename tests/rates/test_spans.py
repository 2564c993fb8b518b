"""What a late return costs in short, with fee-free, nothing and unknown apart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from wagtail_libfees.rates import AmountState, BorrowerGroup, OverdueFees, RateCard
from wagtail_libfees.rates.spans import fee_spans

from .factories import group

KNOWN, FREE, UNKNOWN = AmountState.KNOWN, AmountState.FEE_FREE, AmountState.UNKNOWN


def spans(*groups):
    return fee_spans(RateCard(overdue=(OverdueFees(groups),)))


@pytest.mark.parametrize(
    ("rates", "state", "low", "high"),
    [
        (group((1, 7, 20), (8, None, 230)), KNOWN, 20, 230),
        (group((1, None, 20)), KNOWN, 20, 20),
        (group((1, 7, 0), (8, None, 40)), KNOWN, 0, 40),
        (group((1, 7, "free"), (8, None, 40)), KNOWN, None, 40),
        (group((1, None, "free")), FREE, None, None),
        (replace(group(), fee_free=True), FREE, None, None),
        (group((1, 7, 20), (8, None, None)), UNKNOWN, None, None),
        (group(), UNKNOWN, None, None),
    ],
)
def test_span(rates, state, low, high):
    [span] = spans(rates)
    assert (span.state, span.low, span.high) == (
        state,
        *(None if amount is None else Decimal(amount) for amount in (low, high)),
    )


def test_groups_that_pay_the_same_share_a_span():
    adults, young, children = (
        replace(group((1, None, amount)), group=BorrowerGroup(label))
        for label, amount in (("Voksne", 20), ("Unge", 20), ("Børn", 10))
    )
    assert [span.labels for span in spans(adults, young, children)] == [
        ("Voksne", "Unge"),
        ("Børn",),
    ]


def test_no_rates_have_no_span():
    assert spans() == ()
