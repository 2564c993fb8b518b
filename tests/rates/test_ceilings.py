from decimal import Decimal

import pytest

from wagtail_libfees.rates import BorrowerGroup
from wagtail_libfees.rates.ceilings import ADULT, CHILD, REMINDER_CEILING, Ceilings, ceilings_for


@pytest.mark.parametrize(
    ("ceilings", "day", "amount"),
    [
        (ADULT, 1, 20),
        (ADULT, 7, 20),
        (ADULT, 8, 120),
        (ADULT, 30, 120),
        (ADULT, 31, 230),
        (CHILD, 7, 10),
        (CHILD, 8, 55),
        (CHILD, 31, 120),
    ],
)
def test_the_ceiling_rises_after_7_and_after_30_days(
    ceilings: Ceilings, day: int, amount: int
) -> None:
    assert ceilings.on(day) == Decimal(amount)


@pytest.mark.parametrize(
    ("ages", "ceilings"),
    [
        ((None, 13), CHILD),
        ((None, 17), CHILD),
        ((13, None), CHILD),
        ((14, None), ADULT),
        ((18, None), ADULT),
        ((None, None), ADULT),
    ],
)
def test_a_group_with_any_borrower_under_14_has_the_ceilings_of_children(
    ages: tuple[int | None, int | None], ceilings: Ceilings
) -> None:
    assert ceilings_for(BorrowerGroup("x", *ages)) is ceilings


def test_no_ceiling_claims_to_be_verified() -> None:
    assert not ADULT.verified
    assert not CHILD.verified
    assert ADULT.source == CHILD.source != ""
    assert Decimal(250) == REMINDER_CEILING
