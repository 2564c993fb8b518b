"""Whether two stored blocks of a fee page say the same, however they are stored."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.rich_text import RichText


def says(stream_block: StreamBlock, raw: dict[str, Any]) -> tuple[Any, ...]:
    """What a stored block of `stream_block` says: equal for blocks that say the same.

    Rates are compared as the core knows them, so that "20" and "20.00" are the same.
    """
    found = stream_block.to_python([raw])
    if not len(found):
        return (raw["type"],)
    value = found[0].value
    heading = value.get("heading") or ""
    if hasattr(value, "to_rates"):
        return heading, value.to_rates()
    return heading, *(_plain(part) for name, part in sorted(value.items()) if name != "heading")


def _plain(part: Any) -> Any:
    """A part of a value that can be compared; white space between words says nothing."""
    return " ".join(part.source.split()) if isinstance(part, RichText) else part
