"""Going through the stored form of a stream, whatever its blocks: once to read, once to rewrite.

The stored form is what `get_prep_value()` returns and the database holds: a child of a stream or
a list is a dictionary of type, value and id, and a struct one of its children. Ids and the names
of blocks are no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from wagtail.blocks import BaseStreamBlock, Block, ListBlock, StructBlock


@dataclass(frozen=True, slots=True)
class Place:
    """A form field, and in a stream the innermost block or list item and its child.

    `field` is empty for the page as a whole, `block_id` for a field that is no stream and for a
    block that was never saved.
    """

    field: str = ""
    block_id: str = ""
    child: str = ""

    def at_block(self, block_id: str | None) -> Place:
        """The place of a block or list item further in."""
        return replace(self, block_id=block_id or self.block_id, child="")

    def at_child(self, name: str) -> Place:
        """The place of a named child of the block."""
        return replace(self, child=name)

    @property
    def anchor(self) -> str:
        """The id of the element of Wagtail's page editor that holds the place; empty if none."""
        if self.block_id:
            return f"block-{self.block_id}-section"
        return f"panel-child-content-{self.field}-section" if self.field else ""


WHOLE_PAGE = Place()


def stored_texts(
    raw: Any, block: Block | None = None, place: Place = WHOLE_PAGE
) -> Iterator[tuple[Place, str, Block | None]]:
    """Each text in the stored value `raw`, with its place and the block that it is the value of.

    Where `block`, the block of `raw`, is not given, those of the texts are None.
    """
    if isinstance(raw, str):
        yield place, raw, block
    elif isinstance(raw, list):
        for item in raw:
            yield from stored_texts(item, block, place)
    elif _is_child(raw, block):
        inside = place.at_block(raw.get("id"))
        yield from stored_texts(raw["value"], _inner(block, raw["type"]), inside)
    elif isinstance(raw, dict):
        for name, value in raw.items():
            yield from stored_texts(value, _inner(block, name), place.at_child(name))


def with_texts(
    raw: Any, change: Callable[[str, Block | None], str], block: Block | None = None
) -> Any:
    """The stored value `raw` with `change(text, its block)` in the place of each text."""
    if isinstance(raw, str):
        return change(raw, block)
    if isinstance(raw, list):
        return [with_texts(item, change, block) for item in raw]
    if _is_child(raw, block):
        return {**raw, "value": with_texts(raw["value"], change, _inner(block, raw["type"]))}
    if isinstance(raw, dict):
        return {n: with_texts(value, change, _inner(block, n)) for n, value in raw.items()}
    return raw


def children_of(raw: Any, block: Block) -> Iterator[tuple[dict, Block]]:
    """The children of the stored value of a stream or a list, each with its block.

    None for any other block, and not what an older form of the stream has left.
    """
    if not isinstance(block, BaseStreamBlock | ListBlock):
        return
    for child in raw or ():
        inner = _inner(block, child["type"]) if _is_child(child, block) else None
        if inner is not None:
            yield child, inner


def _is_child(raw: Any, block: Block | None) -> bool:
    """Whether `raw` is a child of a stream or a list; a struct may have these names too."""
    if isinstance(block, StructBlock) or not isinstance(raw, dict):
        return False
    return {"type", "value"} <= raw.keys()


def _inner(block: Block | None, name: str) -> Block | None:
    """The block of a child of `block`; None if there is none of that name."""
    of_list = getattr(block, "child_block", None)
    return of_list or getattr(block, "child_blocks", {}).get(name)
