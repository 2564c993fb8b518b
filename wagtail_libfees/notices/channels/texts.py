"""Marking texts for translation without knowing Django.

The same stands in `rates` and `importers`: the pure packages do not know each other.
"""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Return `text` as it is; `makemessages` knows the name and collects the text."""
    return text
