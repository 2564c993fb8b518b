"""Every link that stands in a block of its own: a chosen page, or a typed address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail import blocks
from wagtail.fields import StreamField

from ..blocks.walk import Place


@dataclass(frozen=True, slots=True)
class BlockLink:
    """A link and its place. It has a `page` (its id) or a `url`; neither, if the page is gone.

    `words` are those beside it that stand for it, else the label of its field.
    """

    place: Place
    words: str
    page: int | None = None
    url: str = ""


def block_links(page) -> Iterator[BlockLink]:
    """The links in the blocks of `page`, as they are stored."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            raw = list(stream.get_prep_value())
            yield from _links(stream.stream_block, raw, Place(field.name), "")


def _links(block, raw, place: Place, words: str) -> Iterator[BlockLink]:
    """The links in the stored form of a block's value."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in raw or ():
            inner = block.child_blocks.get(child["type"])
            yield from _links(inner, child["value"], place.at_block(child.get("id")), "")
    elif isinstance(block, blocks.ListBlock):
        for item in raw or ():
            value, key = (item["value"], item.get("id")) if _is_item(item) else (item, None)
            yield from _links(block.child_block, value, place.at_block(key), words)
    elif isinstance(block, blocks.BaseStructBlock):
        beside = _words(block, raw or {})
        for name, child in block.child_blocks.items():
            yield from _links(child, (raw or {}).get(name), place.at_child(name), beside)
    elif isinstance(block, blocks.PageChooserBlock):
        # A page that is gone is read as none; a link needs one.
        if raw or block.required:
            yield BlockLink(place, words or str(block.label), page=raw or None)
    elif isinstance(block, blocks.URLBlock) and raw:
        yield BlockLink(place, words or str(block.label), url=str(raw))


def _is_item(item) -> bool:
    return isinstance(item, dict) and {"type", "value"} <= item.keys()


def _words(block, raw: dict) -> str:
    """The first short text beside a link."""
    texts = (n for n, child in block.child_blocks.items() if isinstance(child, blocks.CharBlock))
    return next((raw[name] for name in texts if raw.get(name)), "")
