"""The words for a place of a page: the titles of the blocks around it, and its field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import cached_property
from django.utils.text import Truncator
from wagtail.blocks import Block, StructBlock
from wagtail.fields import StreamField

from ..blocks.walk import Place, children_of

# A question can be as long as an answer; its beginning tells which one it is.
LONGEST = 60
_NAMED = re.compile(r"{(\w+)}")


class PlaceNames:
    """The names of the places of one page as it is in memory; its blocks are gone through once."""

    def __init__(self, page):
        self.page = page

    def name(self, place: Place) -> str:
        """“Priser › Bog › Beløb”; empty for the page as a whole and for a block that is gone."""
        if not place.field:
            return ""
        if not place.block_id:
            return self._label(place.field)
        if place.block_id not in self._blocks:
            return ""
        titles, block = self._blocks[place.block_id]
        child = getattr(block, "child_blocks", {}).get(place.child)
        return " › ".join(
            [*(titles or [str(block.label)]), *([str(child.label)] if child is not None else [])]
        )

    def _label(self, field: str) -> str:
        try:
            label = str(self.page._meta.get_field(field).verbose_name)
        except FieldDoesNotExist:
            return ""
        return label[:1].upper() + label[1:]

    @cached_property
    def _blocks(self) -> dict[str, tuple[tuple[str, ...], Block]]:
        """By the id of a block or list item: the titles of those around it and its own; itself."""
        found: dict[str, tuple[tuple[str, ...], Block]] = {}
        for field in self.page._meta.concrete_fields:
            if isinstance(field, StreamField):
                stream = getattr(self.page, field.name)
                raw = list(stream.get_prep_value())
                found.update(_named(raw, stream.stream_block, ()))
        return found


def _named(raw: Any, block: Block, above: tuple[str, ...]) -> Iterator[tuple]:
    for child, inner in children_of(raw, block):
        # An item without a title of its own, such as a band, is told by the block around it.
        titles = tuple(filter(None, (*above, _title(child["value"], inner))))
        yield child.get("id"), (titles, inner)
        if isinstance(inner, StructBlock):
            for name, part in inner.child_blocks.items():
                yield from _named((child["value"] or {}).get(name), part, titles)
        else:
            yield from _named(child["value"], inner, titles)


def _title(raw: Any, block: Block) -> str:
    """What an editor knows the block by: the first of its texts that its label names."""
    if not isinstance(raw, dict) or not isinstance(block, StructBlock):
        return ""
    names = _NAMED.findall(block.meta.label_format or "") or ["heading"]
    words = (raw.get(name) for name in names)
    title = next((found for found in words if isinstance(found, str) and found.strip()), "")
    return Truncator(title).chars(LONGEST)
