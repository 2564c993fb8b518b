"""What happens to an item that does not come back, told once for all groups."""

from dataclasses import replace
from decimal import Decimal

from wagtail_libfees.rates import (
    BorrowerGroup,
    Exclusion,
    GroupRates,
    OverdueFees,
    RateCard,
    StepKind,
    Timings,
)
from wagtail_libfees.rates.course import course

from .factories import group


def named(label, *bands, fee_free=False):
    return replace(group(*bands), group=BorrowerGroup(label), fee_free=fee_free)


ADULTS = named("Voksne", (1, 14, 20), (15, None, 230))
CHILDREN = named("Børn", (1, 14, 20), (15, None, 120))


def told(*groups, **kinds):
    """(day, [(kind, groups, amount)]) of each day."""
    return [
        (
            day.day,
            [
                (found.step.kind, found.groups, found.step.amount)
                for found in (*day.fees, *day.events)
            ],
        )
        for day in course(RateCard(overdue=(OverdueFees(groups),), **kinds))
    ]


def test_what_concerns_all_groups_is_told_once_and_the_rest_by_group():
    days = told(
        ADULTS,
        CHILDREN,
        timings=(Timings(advance_notice_days=3, recall_days=8),),
        exclusions=(Exclusion(Decimal(200)),),
    )
    assert days == [
        (-3, [(StepKind.ADVANCE_NOTICE, (), None)]),
        (1, [(StepKind.FEE, (), Decimal(20))]),
        (8, [(StepKind.RECALL, (), None)]),
        (
            15,
            [
                (StepKind.FEE, ("Voksne",), Decimal(230)),
                (StepKind.FEE, ("Børn",), Decimal(120)),
                (StepKind.EXCLUSION, ("Voksne",), Decimal(200)),
            ],
        ),
    ]


def test_a_fee_free_group_is_told_and_one_that_nothing_is_known_of_is_not():
    free = named("Børn", fee_free=True)
    unknown = GroupRates(BorrowerGroup("Foreninger"), ())
    [(day, steps)] = told(free, unknown)
    assert (day, steps[0][1]) == (1, ())
    assert told(unknown) == []
    assert told() == []
