"""Lists whose form is a table: what is posted, and what a script is told of them."""

import pytest
from django.http import QueryDict
from wagtail.admin.telepath import JSContext

from wagtail_libfees.blocks.rates import OverdueFeesBlock, ReminderFeesBlock
from wagtail_libfees.blocks.table import columns

GROUPS = OverdueFeesBlock().child_blocks["groups"]
BAND = "t-0-value-bands-{}-{}"
POSTED = {
    "t-count": "1",
    "t-0-id": "g",
    "t-0-value-label": "Alle",
    "t-0-value-age_from": "",
    "t-0-value-age_to": "",
    "t-0-value-bands-count": "2",
    BAND.format(0, "id"): "a",
    BAND.format(0, "value-from_day"): "1",
    BAND.format(0, "value-to_day"): "7",
    BAND.format(0, "value-amount"): "gratis",
    BAND.format(1, "id"): "b",
    BAND.format(1, "value-from_day"): "8",
    BAND.format(1, "value-to_day"): "",
    BAND.format(1, "value-amount"): "12,50",
}


def posted(**more):
    """The rows of a form; what Wagtail's own form posts besides may be left out."""
    data = QueryDict(mutable=True)
    data.update({**POSTED, **more})
    return data


@pytest.mark.parametrize(
    ("more", "ids"),
    [
        ({}, ["a", "b"]),
        ({BAND.format(0, "order"): "1", BAND.format(1, "order"): "0"}, ["b", "a"]),
        ({BAND.format(0, "deleted"): "1"}, ["b"]),
    ],
)
def test_rows_keep_their_ids_and_order(more, ids):
    data = posted(**more)
    (group,) = GROUPS.value_from_datadict(data, {}, "t").bound_blocks
    assert group.id == "g"
    assert [band.id for band in group.value["bands"].bound_blocks] == ids


@pytest.mark.parametrize("count", ["1000000000", "2", "x", ""])
def test_a_count_without_rows_ends(count):
    with pytest.raises((KeyError, ValueError)):
        GROUPS.value_from_datadict(posted(**{"t-count": count}), {}, "t")


def test_migrations_know_a_plain_list():
    path, _, _ = GROUPS.deconstruct()
    assert path == "wagtail.blocks.ListBlock"


def test_a_column_tells_what_stands_in_it():
    fees = ReminderFeesBlock().child_blocks["fees"].child_block
    kinds = {column["name"]: column["kind"] for column in columns(fees)}
    assert kinds == {
        "amount": "amount",
        "basis": "choice",
        "debt_from": "amount",
        "from_inclusive": "check",
        "debt_to": "amount",
        "to_inclusive": "check",
        "claim": "text",
    }


def test_the_editor_gets_the_table_and_the_plain_list_in_it():
    packed = JSContext().pack(GROUPS)
    assert packed["_type"] == "wagtail_libfees.RateTable"
    assert packed["_args"][4]["shape"] == "groups"
    # The bands are Wagtail's own list, for the form that remains where the table fails.
    assert "wagtail.blocks.ListBlock" in str(packed["_args"][1])
