"""Sentences and addresses in running words, such as `reading` has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .lazy_pattern import lazy_pattern

ADDRESS = lazy_pattern(
    r"(?:https?://|www\.)[^\s<>\"]+"
    # From the beginning of a run only, or a long one is read again from each of its letters.
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:dk|com|org|net|eu|nu|info|io|se|no)\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
# A full stop after these ends no sentence.
_ABBREVIATIONS = lazy_pattern(
    r"(?:\b(?:kr|nr|kl|ca|tlf|pr|stk|inkl|ekskl|evt|jf|mv|m\.v|osv|f\.eks|fx|bl\.a|dvs|d|st|max|min|no|approx"
    r"|e\.g|i\.e)|\b\d{1,2}|\b[A-ZÆØÅ])\.$",
    re.IGNORECASE,
)
_END = lazy_pattern(r"[.!?](?=\s)|[\n\u2029]")


def without_addresses(words: str) -> str:
    """`words` with web and mail addresses blanked out; as long as `words` is."""
    return ADDRESS.sub(lambda found: " " * len(found.group()), words)


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
