"""Characters that no database stores and no page can send: null, and halves of surrogate pairs."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# A whole pair, what is to go, and every other escape, so that `\\u0000` stays what it is.
_ESCAPES = re.compile(
    r"(\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|(\\u0000|\\u[dD][89a-fA-F]..)|\\.", re.DOTALL
)


def storable_characters(text: str) -> str:
    """The text without them; a PDF and the name of an attachment can have any."""
    return _UNSTORABLE.sub("", text)


def storable_json(text: str) -> str:
    """JSON, as text, without those that it names by escapes."""
    return _ESCAPES.sub(lambda found: "" if found[2] else found[0], storable_characters(text))
