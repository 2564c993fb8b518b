"""Stable source keys: the same question gets the same key in every run.

A key holds when only case, spacing, punctuation or numbering of the question change.
Where a document asks the same twice, the first keeps the bare key; the others are told
apart by audience and group, so that a question added elsewhere does not move them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LABEL = re.compile(
    r"^\W*(?:(?:spørgsmål|spm|sp|question|q)\W*\d*\s*[.:)\-–]|\(?\d{1,3}(?:\.\d{1,2})?\s*[.):]|[a-z]\))\s*",
    re.IGNORECASE,
)


def strip_numbering(text: str) -> str:
    """Take "1.", "Q:", "Spørgsmål 3:" off the front of a question."""
    bare = _LABEL.sub("", text, count=1)
    return bare.strip() or text.strip()


def normalise(text: str) -> str:
    """The letters and digits of a question in lower case, parted by single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = strip_numbering(folded.replace("\u00ad", "").replace("\u200b", ""))
    return " ".join(re.findall(r"[^\W_]+", folded))


def source_key(question: str) -> str:
    """The key of a question by itself: some of its words and a hash of all of them."""
    words = normalise(question)
    digest = hashlib.sha256(words.encode()).hexdigest()[:10]
    readable = re.sub(r"[^a-z0-9]+", "-", _to_ascii(words))[:40].strip("-")
    return f"{readable}-{digest}" if readable else digest


def _to_ascii(text: str) -> str:
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


class KeyRing:
    """Gives out keys that are unique within one document."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def key_for(self, question: str, *context: str) -> str:
        key = source_key(question)
        if key in self._taken:
            key += "~" + hashlib.sha256("\n".join(context).encode()).hexdigest()[:4]
        count = self._taken.get(key, 0) + 1
        self._taken[key] = count
        if count == 1:
            return key
        numbered = f"{key}~{count}"
        self._taken[numbered] = 1
        return numbered
