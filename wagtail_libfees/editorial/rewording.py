"""A word is put in the place of another: in its case, with the markup that stands in between."""

from __future__ import annotations

import html
import re

from ..text.lazy_pattern import lazy_pattern
from ..text.reading import MARK

_MARK = lazy_pattern(MARK, re.I)
_BETWEEN_WORDS = lazy_pattern(rf"((?:{MARK}|\s|&(?:nbsp|#160|#xa0);)++)", re.I)


def in_case_of(written: str, spelling: str, new: str, *, opens: bool) -> str:
    """`new` in the case in which `spelling` is `written`; `opens`: at the head of a sentence.

    A capital of the spelling itself says nothing: NemID is always written so.
    """
    letters = [letter for letter in written if letter.isalpha()]
    shouted = len(letters) > 1 and all(letter.isupper() for letter in letters)
    if shouted and new.islower() and not spelling.isupper():
        return new.upper()
    if written[:1].isupper() and (opens or spelling[:1].islower()):
        return new[:1].upper() + new[1:]
    return new


def put_in_place(stored: str, written: str, new: str, *, rich: bool) -> str | None:
    """What to store for `stored`, which is read as `written`, so that it is read as `new`.

    Every mark stays. With marks between the words it goes word by word, if there are as many; None
    where that cannot be, as in `<b>Nem</b>ID`. `rich`: the text is HTML, so that `new` is escaped.
    """
    # In a text that may be HTML and looks plain, this could become a mark.
    if "<" in new:
        return None
    put = html.escape(new, quote=False) if rich else new
    if not _MARK.search(stored):
        return put
    pieces = _BETWEEN_WORDS.split(stored)
    words = put.split()
    if not len(pieces[::2]) == len(words) == len(written.split()):
        return None
    pieces[::2] = words
    return "".join(pieces)
