"""Facts in a stream: every text of its blocks, and nothing else."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block, CharBlock, RichTextBlock, StreamValue, TextBlock

from ..blocks.walk import stored_texts, with_texts
from .fact_text import has_facts
from .fact_values import Facts


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
    if not any(has_facts(text) for _place, text, _block in stored_texts(raw)):
        return child
    filled = with_texts(raw, lambda text, block: _filled(text, block, facts), child.block)
    value = child.block.to_python(filled)
    return StreamValue.StreamChild(child.block, value, id=child.id)


def _filled(text: str, block: Block | None, facts: Facts) -> str:
    """A text of a block with its facts filled in; what is no text of a person stays."""
    if isinstance(block, RichTextBlock):
        return facts.html(text)
    return facts.text(text) if isinstance(block, CharBlock | TextBlock) else text
