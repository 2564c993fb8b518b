"""Going through the values of a stream without knowing its blocks."""

from collections.abc import Iterator

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.rich_text import RichText


def rich_texts(value) -> Iterator[RichText]:
    """Every rich text below `value` (a stream, list, struct or leaf value), in reading order.

    Of a stream also a plain list of its children, such as those that are shown today.
    """
    if isinstance(value, RichText):
        yield value
        return
    block = getattr(value, "block", None) or getattr(value, "list_block", None)
    if isinstance(value, list):
        children = (child.value for child in value)
    elif isinstance(block, StructBlock):
        children = value.values()
    elif isinstance(block, ListBlock) or isinstance(
        getattr(value, "stream_block", None), StreamBlock
    ):
        children = (child.value for child in _bound(value))
    else:
        return
    for child in children:
        yield from rich_texts(child)


def _bound(value):
    """The bound children of a list or stream value."""
    return value.bound_blocks if hasattr(value, "list_block") else value
