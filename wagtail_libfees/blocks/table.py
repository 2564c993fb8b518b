"""A list of rates that is edited as a table.

What is posted and stored is that of Wagtail's list block; only the form is drawn otherwise. A
field that follows from the others (the order of a row, that it is not deleted) may be left out,
so that a page with many rates posts fewer fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from .base import AmountBlock, LenientDraftMixin, NumberBlock

# The way from a list to a part of it: positions and names, such as (1, "bands", 2, "amount").
ListPlace = tuple[str | int, ...]


class RowsBlock(blocks.ListBlock):
    """A list of rows in such a table; migrations know it as the list that it is."""

    def deconstruct(self):
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.ListBlock", args, kwargs

    def deconstruct_with_lookup(self, lookup):
        _, args, kwargs = super().deconstruct_with_lookup(lookup)
        return "wagtail.blocks.ListBlock", args, kwargs

    def value_from_datadict(self, data, files, prefix):
        """The rows in their order; `KeyError` or `ValueError` if the fields are no such rows."""
        rows = []
        for index in range(int(data[f"{prefix}-count"])):
            row = f"{prefix}-{index}"
            # A count without rows behind it must end here.
            row_id = data[f"{row}-id"]
            if data.get(f"{row}-deleted"):
                continue
            value = self.child_block.value_from_datadict(data, files, f"{row}-value")
            child = ListValue.ListChild(self.child_block, value, id=row_id)
            rows.append((int(data.get(f"{row}-order") or index), index, child))
        return ListValue(self, bound_blocks=[child for _, _, child in sorted(rows, key=_place)])


def _place(row) -> tuple[int, int]:
    return row[:2]


class TableBlock(RowsBlock):
    """A list whose form is a table."""

    @property
    def is_of_groups(self) -> bool:
        """Whether its rows have rows: borrower groups with their bands."""
        return any(isinstance(b, blocks.ListBlock) for b in self.child_block.child_blocks.values())


def columns(row: blocks.StructBlock) -> Iterator[dict]:
    """The columns of a table of such rows, as its script draws them."""
    for name, block in row.child_blocks.items():
        if isinstance(block, blocks.ListBlock):
            continue
        choices = getattr(block.field, "choices", ())
        yield {
            "name": name,
            "label": str(block.label),
            "kind": column_kind(block),
            "required": block.required,
            "maxLength": getattr(block.field, "max_length", None),
            "choices": [[value, str(label)] for value, label in choices],
        }


def column_kind(block: blocks.FieldBlock) -> str:
    """What stands in a column: an amount, a number, a choice, a tick or text."""
    kinds = {
        AmountBlock: "amount",
        NumberBlock: "number",
        blocks.ChoiceBlock: "choice",
        blocks.BooleanBlock: "check",
    }
    return next((kind for of, kind in kinds.items() if isinstance(block, of)), "text")


@cache
def half_typed(block_class: type[blocks.StructBlock]) -> blocks.StructBlock:
    """A block of its own that cleans half-typed values, whatever others do with theirs.

    Wagtail switches the validation of a block off and on again for each form; another request
    must not find it switched off. So these blocks are copies, and theirs stays off.
    """
    block = deepcopy(block_class())
    block.defer_required_validation()
    return block


def not_understood(value, place: ListPlace = ()) -> Iterator[tuple[ListPlace, str]]:
    """Each number in a value that publishing would refuse as it is typed, with the reason."""
    if isinstance(value, ListValue):
        for index, child in enumerate(value.bound_blocks):
            yield from not_understood(child.value, (*place, index))
    elif isinstance(value, blocks.StructValue):
        for name, child in value.items():
            block = value.block.child_blocks[name]
            if isinstance(block, LenientDraftMixin):
                yield from (((*place, name), reason) for reason in _refusals(block, child))
            else:
                yield from not_understood(child, (*place, name))


def _refusals(block: LenientDraftMixin, value) -> list[str]:
    if value is None:
        return []
    try:
        block.field.clean(value)
    except ValidationError as exc:
        return list(exc.messages)
    return []
