"""What a page type says of its pages in their heads, besides what every page has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..text.all_text import as_read
from ..text.prose import squeezed

# Search engines show about so much of a description.
LONGEST = 160


@dataclass(frozen=True)
class HeadFacts:
    """`kind` is the `og:type`; the moments are those of an article; `nodes` are linked data."""

    description: str = ""
    kind: str = "website"
    image_url: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None
    expires_at: datetime | None = None
    nodes: tuple[dict[str, Any], ...] = ()


def beginning(text: str) -> str:
    """The first words of a rich text, as a description: whole words, and "…" if cut."""
    words = squeezed(as_read(text))
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rpartition(" ")[0].rstrip(" ,;:–-") + "…"
