"""The stem of a word: what its forms have in common, in Danish and in English.

The Danish one follows the steps of the Snowball algorithm (snowballstem.org), with “-ing” and the
participles taken off as well, since “betaling”, “betale” and “betalt” ask for the same. Stems are
compared with each other and never shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = """
    hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes
    erendes enes ernes eres ens hedens erens ers ets erets et eret
"""
# Longest first: the first that fits is the longest.
_DANISH_ENDINGS = sorted(
    _ENDINGS.split(),
    key=len,
    reverse=True,
)
_S_AFTER = set("abcdfghjklmnoprtvyzå")
_DANISH_REGION = re.compile(r"[aeiouyæøå][^aeiouyæøå]")
# Forms that no rule finds, by the stem that the rules give.
_DANISH_ODD = {
    "fik": "få",
    "får": "få",
    "fåe": "få",
    "fået": "få",
    "fund": "find",
    "fandt": "find",
    "børn": "barn",
    "bøg": "bog",
    "skyldt": "skyld",
    "gik": "gå",
    "går": "gå",
    "gået": "gå",
    "sendt": "send",
    "forstår": "forstå",
    "står": "stå",
    "glemt": "glem",
    "kost": "kost",
}
_ENGLISH_ODD = {
    "paid": "pay",
    "lost": "los",
    "lose": "los",
    "found": "find",
    "children": "child",
    "written": "write",
    "sent": "send",
    "forgot": "forget",
    "forgotten": "forget",
    "broken": "break",
    "broke": "break",
    "stolen": "steal",
    "kept": "keep",
    "taken": "take",
    "owing": "owe",
}


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case; in a language without rules the word itself."""
    if language == "da":
        return _danish(word)
    return _english(word) if language == "en" else word


def _danish(word: str) -> str:
    if word in _DANISH_ODD:
        return _DANISH_ODD[word]
    found = _DANISH_REGION.search(word)
    if not found or any(letter.isdigit() for letter in word):
        return word
    start = max(3, found.end())
    cut = _danish_inflection(word, start)
    for noun in ("ning", "ing"):
        # “Regning” has nothing to do with rain.
        if cut.endswith(noun) and len(cut) - len(noun) >= 5:
            cut = _danish_inflection(cut.removesuffix(noun), start)
            break
    cut = _danish_derivation(cut, start)
    return _DANISH_ODD.get(cut, cut)


def _danish_inflection(word: str, start: int) -> str:
    """Without the ending of a noun, an adjective or a verb."""
    for ending in _DANISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word.removesuffix(ending)
    if word.endswith("s") and len(word) - 1 >= start and word[-2] in _S_AFTER:
        return word[:-1]
    return word


def _danish_derivation(word: str, start: int) -> str:
    """Without the end of a participle, “-ig”, “-lig”, “-else”, and a doubled consonant."""
    if len(word) > 3 and word.endswith(("lt", "nt", "mt", "bt", "gt", "dt", "kt")):
        word = word[:-1]
    if word.endswith("igst"):
        word = word[:-2]
    for ending in ("elig", "lig", "els", "ig"):
        if word.endswith(ending) and len(word) - len(ending) >= start:
            word = word.removesuffix(ending)
            break
    if word.endswith("løst"):
        return word[:-1]
    if len(word) > start and word[-1] == word[-2] and word[-1] not in "aeiouyæøå":
        return word[:-1]
    return word


def _english(word: str) -> str:
    if word in _ENGLISH_ODD:
        return _ENGLISH_ODD[word]
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return word
    cut = _english_inflection(word)
    if cut.endswith("er") and len(cut) >= 7:
        cut = cut[:-2]
    for ending in ("ement", "ment", "ation", "ly"):
        if cut.endswith(ending) and len(cut) - len(ending) >= 3:
            cut = cut.removesuffix(ending)
            break
    if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "aeiou":
        cut = cut[:-1]
    if len(cut) > 4 and cut.endswith("e"):
        cut = cut[:-1]
    return f"{cut[:-1]}i" if len(cut) > 3 and cut.endswith("y") else cut


def _english_inflection(word: str) -> str:
    """Without the ending of a plural or a verb."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and re.search("[aeiouy]", word[: -len(ending)][1:]):
            return word.removesuffix(ending)
    return word
