"""A stored text as a borrower reads it, with the way back to where each letter is stored.

Marks inside a line are nothing, character references are what they stand for, and one space is one
space: a word is found however it is stored, also as `<b>Nem</b>ID`. Whoever replaces it looks up
what is stored, markup and all.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .lazy_pattern import lazy_pattern
from .prose import sentence_ends, without_addresses

# What stands between two paragraphs, items or cells. White space, so that it parts words.
PARAGRAPH = "\u2029"

# Quoted attributes may hold ">". What is quoted by half is a mark all the same.
MARK = r"""</?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*+>|<[a-z/!?][^<>]*+>"""
_BLOCK = lazy_pattern(
    r"</?(?:p|li|ul|ol|h[1-6]|hr|blockquote|div|table|tr|td|th|embed|img|figure)\b", re.I
)
_LINE = lazy_pattern(r"<br\b|\n", re.I)
# A soft hyphen, and letters without a width: they come along when one copies from a web page.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE_NAMES = "shy|zwj|zwnj|#173|#xad|#820[345]|#x200[bcd]"
_HYPHENS = {ord(hyphen): "-" for hyphen in "\u2010\u2011"}
_SPACE = lazy_pattern(r"\s|&(?:nbsp|#160|#xa0);", re.I)
# Whatever is not stored as it is read: gaps, character references, hyphens of another kind.
_REFERENCE = r"&(?:[a-z][a-z0-9]*+|#\d+|#x[0-9a-f]+);"
_ODD = lazy_pattern(
    rf"(?P<gap>(?:{MARK}|\s|[{_INVISIBLE}]|&(?:nbsp|#160|#xa0|{_INVISIBLE_NAMES});)++)"
    rf"|{_REFERENCE}|[\u2010\u2011]",
    re.I,
)
_RICH = lazy_pattern(f"{MARK}|{_REFERENCE}", re.I)
# "/hjaelp/nemid": an address within the site.
_PATH = lazy_pattern(r"(?<!\S)/[\w-]+(?:/\S*)?")


@dataclass(frozen=True)
class Reading:
    """The `words` of a stored `text`; `prose` is the same with addresses blanked out.

    `pieces` are (place in the words, place in the text, whether the two run alike from there), in
    order, with one behind the last.
    """

    text: str
    words: str
    pieces: list[tuple[int, int, bool]]

    @cached_property
    def prose(self) -> str:
        """The words without web and mail addresses and paths; as long as `words` is."""
        return _PATH.sub(lambda path: " " * len(path.group()), without_addresses(self.words))

    @cached_property
    def is_rich(self) -> bool:
        """Whether the text is HTML, as far as one can see."""
        return bool(_RICH.search(self.text))

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters `start:end` of the words are stored, with the markup between them."""
        return self._stored_at(start)[0], self._stored_at(end - 1)[1]

    def _stored_at(self, place: int) -> tuple[int, int]:
        index = bisect_right(self._places, place) - 1
        begin, stored, alike = self.pieces[index]
        if alike:
            return stored + place - begin, stored + place - begin + 1
        return stored, self.pieces[index + 1][1]

    @cached_property
    def _places(self) -> list[int]:
        return [place for place, _stored, _alike in self.pieces]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """From where to where the sentence goes that `start:end` is in."""
        before = bisect_right(self._ends, start) - 1
        after = bisect_left(self._ends, end)
        first = self._ends[before] if before >= 0 else 0
        return first, self._ends[after] if after < len(self._ends) else len(self.words)

    @cached_property
    def _ends(self) -> list[int]:
        return list(sentence_ends(self.prose))


# Each check looks at all texts of a page before the next one does, and a page is looked at more
# than once while it is published: the texts of a long FAQ stay, so that each is read once.
KEPT_TEXTS = 2048


@lru_cache(maxsize=KEPT_TEXTS)
def read(text: str) -> Reading:
    """What is read in a stored text, plain or rich."""
    words, pieces, length, done = [], [(0, 0, True)], 0, 0
    for odd in _ODD.finditer(text):
        # Most gaps are one space.
        seen = " " if odd.group() == " " else _seen(odd)
        if seen == odd.group():
            continue
        length += odd.start() - done
        words += [text[done : odd.start()], seen]
        if seen:
            pieces.append((length, odd.start(), False))
        length, done = length + len(seen), odd.end()
        pieces.append((length, done, True))
    words.append(text[done:])
    return Reading(text, "".join(words), pieces)


def _seen(odd: re.Match[str]) -> str:
    """What a borrower sees of something odd."""
    stored = odd.group()
    if not odd["gap"]:
        return html.unescape(stored).translate(_HYPHENS)
    if _BLOCK.search(stored) or PARAGRAPH in stored:
        return PARAGRAPH
    if _LINE.search(stored):
        return "\n"
    return " " if _SPACE.search(re.sub(MARK, "", stored, flags=re.I)) else ""


def fold(word: str) -> str:
    """A plain word or phrase as it would be read: one space, one hyphen, nothing invisible."""
    visible = "".join(letter for letter in word if letter not in _INVISIBLE)
    return " ".join(visible.translate(_HYPHENS).split())
