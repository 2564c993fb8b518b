"""Which groups share a table."""

import pytest
from hypothesis import given

from wagtail_libfees.rates import BorrowerGroup, GroupRates, OverdueFees
from wagtail_libfees.rates.layout import edges, tables

from .factories import group
from .strategies import overdue_fees


def named(label, *rows, fee_free=False):
    """A group with a label."""
    found = group(*rows) if rows else GroupRates(BorrowerGroup(label))
    return GroupRates(BorrowerGroup(label), found.bands, fee_free)


CHILDREN = named("Børn", (1, 7, 10), (8, None, 40))
ADULTS = named("Voksne", (1, 7, 20), (8, None, 70))
BAGS = named("Lånepose", (1, 14, 50), (15, None, 100))
FREE = named("Gebyrfrie", fee_free=True)


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ((CHILDREN, ADULTS), [["Børn", "Voksne"]]),
        ((CHILDREN, BAGS, ADULTS), [["Børn", "Voksne"], ["Lånepose"]]),
        ((FREE, ADULTS), [["Gebyrfrie", "Voksne"]]),
        ((FREE,), []),
        ((), []),
    ],
)
def test_groups_with_the_same_steps_share_a_table(groups, shown):
    found = tables(OverdueFees(groups))
    assert [[g.group.label for g in table.groups] for table in found] == shown


def test_fee_free_group_has_no_band_in_any_row():
    (table,) = tables(OverdueFees((FREE, ADULTS)))
    assert [row.bands[0] for row in table.rows] == [None, None]
    assert [row.bands[1].amount for row in table.rows] == [20, 70]


@given(overdue_fees)
def test_every_band_of_a_paying_group_stands_in_one_table(fees):
    paying = [g for g in fees.groups if g.bands and not g.fee_free]
    found = tables(fees)
    shown = [g for table in found for g in table.groups if not g.fee_free]
    assert len(shown) == len(paying)
    for table in found:
        steps = {edges(g) for g in table.groups if not g.fee_free}
        assert steps == {tuple((row.from_day, row.to_day) for row in table.rows)}
