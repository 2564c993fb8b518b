"""The words of a stored text, without its markup, at the offsets that they have in it.

Whatever is no prose (tags, entities, addresses) is blanked out and not cut out, so that a match in
the prose can be replaced in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

BLOCK_TAG = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|br|hr|blockquote|div|table|tr|td|th)\b[^<>]*>", re.I
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);")
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    # From the beginning of a run only, or a long one is read again from each of its letters.
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:dk|com|org|net|eu|nu|info|io|se|no)\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
# A full stop after these ends no sentence.
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:kr|nr|kl|ca|tlf|pr|stk|inkl|ekskl|evt|jf|mv|m\.v|osv|f\.eks|fx|bl\.a|dvs|d|st|max|min|no|approx"
    r"|e\.g|i\.e)|\b\d{1,2}|\b[A-ZÆØÅ])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s)|[\n\u2029]")


def prose(text: str) -> str:
    """`text` with everything that is no prose blanked out; as long as `text` is."""
    without_blocks = BLOCK_TAG.sub(lambda tag: "\n" + " " * (len(tag.group()) - 1), text)
    without_tags = _TAG.sub(_blank, without_blocks)
    return without_addresses(without_tags)


def without_addresses(words: str) -> str:
    """`words` with web and mail addresses blanked out; as long as `words` is."""
    return ADDRESS.sub(_blank, words)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def sentence_around(words: str, start: int, end: int) -> str:
    """The sentence of the prose `words` that `start:end` is in."""
    first = 0
    for stop in _END.finditer(words, 0, start):
        if not _is_abbreviation(words, stop):
            first = stop.end()
    for stop in _END.finditer(words, end):
        if not _is_abbreviation(words, stop):
            return words[first : stop.end()]
    return words[first:]


def sentences(words: str) -> list[str]:
    """The sentences of the prose `words`, without those that are blank."""
    cuts = [0, *sentence_ends(words), len(words)]
    found = (words[first:end] for first, end in pairwise(cuts))
    return [sentence for sentence in found if sentence.strip()]


def sentence_ends(words: str) -> Iterator[int]:
    """The places behind each full stop, or the like, that ends a sentence of the prose `words`."""
    return (stop.end() for stop in _END.finditer(words) if not _is_abbreviation(words, stop))


def _is_abbreviation(words: str, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return False
    if not _ABBREVIATIONS.search(words[max(0, stop.start() - 8) : stop.end()]):
        return False
    following = words[stop.end() :].lstrip(" \t")[:1]
    # "Det koster 20 kr. Du betaler ..." ends after the abbreviation.
    return not following.isupper() or words[stop.start() - 1].isdigit()


def squeezed(words: str) -> str:
    """Prose with single spaces, for a person to read."""
    return " ".join(words.split())
