"""Where a source came from, in words that may be stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ..text.cpr_masking import mask_cpr
from .models import SourceKind
from .reading.characters import storable_characters


@dataclass(frozen=True)
class Origin:
    """The kind of a source and the SHA-256 of its bytes, empty if they are not known."""

    kind: SourceKind = SourceKind.FILE
    sha256: str = ""


def origin_of(kind: SourceKind, content: bytes) -> Origin:
    """The origin of a source with that content."""
    return Origin(kind, hashlib.sha256(content).hexdigest())


def storable_text(text: str) -> str:
    """An error as it may be stored: it may quote an address that a page redirects to."""
    return mask_cpr(storable_characters(text))[0][:1000]


def storable_name(source: str) -> str:
    """The name of a source as it may be stored: file names hold CPR numbers too."""
    return mask_cpr(storable_characters(source))[0][:500]
