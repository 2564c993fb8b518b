"""Facts in a stream: every text of its blocks, and nothing else."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)

from .fact_text import has_facts
from .fact_values import Facts
from .page_text import raw_texts


def filled_stream(stream: Any, facts: Facts) -> Any:
    """The children of `stream` (a stream value, or some of its children) with facts filled in.

    `stream` itself if no text of it has a fact; else a list, whose children keep their ids.
    """
    if not stream:
        return stream
    children = list(stream)
    filled = [_filled_child(child, facts) for child in children]
    changed = any(new is not old for new, old in zip(filled, children, strict=True))
    return filled if changed else stream


def _filled_child(child: StreamValue.StreamChild, facts: Facts) -> StreamValue.StreamChild:
    raw = child.block.get_prep_value(child.value)
    if not any(has_facts(text) for text in raw_texts(raw)):
        return child
    value = child.block.to_python(_filled(child.block, raw, facts))
    return StreamValue.StreamChild(child.block, value, id=child.id)


def _filled(block: Block, raw: Any, facts: Facts) -> Any:
    """The stored value of a block with its texts filled."""
    if raw is None:
        return None
    if isinstance(block, StructBlock):
        return {
            name: _filled(block.child_blocks[name], value, facts)
            if name in block.child_blocks
            else value
            for name, value in raw.items()
        }
    if isinstance(block, ListBlock):
        return [{**i, "value": _filled(block.child_block, i["value"], facts)} for i in raw]
    if isinstance(block, StreamBlock):
        return [
            {**i, "value": _filled(block.child_blocks[i["type"]], i["value"], facts)} for i in raw
        ]
    if isinstance(block, RichTextBlock):
        return facts.html(raw)
    return facts.text(raw) if isinstance(block, CharBlock | TextBlock) else raw
