"""Words that once were right: what to write instead, since when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .prose import prose, sentence_around
from .registry import Severity


@dataclass(frozen=True)
class Term:
    """An outdated word.

    `old` is its spelling, `spellings` are others. `new` is what to write. A word that begins with
    the term matches too (girokortet, NemID-login), if `compounds`. `forms` are phrases with a
    replacement of their own, where the grammar differs. `replaceable`: the word can be put in
    place as it is. Not found where the sentence matches `unless`, and found only where it matches
    `only`.
    """

    old: str
    new: str
    severity: Severity = Severity.WARNING
    since: date | None = None
    source: str = ""
    spellings: tuple[str, ...] = ()
    forms: dict[str, str] = field(default_factory=dict, hash=False)
    compounds: bool = True
    replaceable: bool = True
    case_sensitive: bool = False
    unless: str = ""
    only: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term as a whole word, or at the beginning of one."""
        written = sorted({*self.forms, self.old, *self.spellings}, key=len, reverse=True)
        tail = r"(?:[’']?s\b|-?\w+)?" if self.compounds else r"(?:[’']?s\b)?"
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in written)
        flags = re.NOFLAG if self.case_sensitive else re.IGNORECASE
        return re.compile(rf"(?<![\w./@-])(?P<term>{words})(?P<tail>{tail})(?![\w@])", flags)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an outdated term: where in the text, as it is written, and what to write."""

    term: Term
    start: int
    end: int
    written: str
    replacement: str


# What makes a mention a piece of history: close before the word, or close after it.
_BEFORE = re.compile(
    r"(?:tidligere|gamle|gammelt|gammel|før(?:hen)?|dengang|i stedet for|afløs\w*|erstat\w*"
    r"|(?:ikke|aldrig)\s+længere[\w\s]{0,30}|hed(?:te)?|kaldt|farvel til"
    r"|(?:kan|må|skal)\s+(?:\w+\s+)?ikke\s+(?:\w+\s+){0,4}"
    r"|formerly|former|instead of|replace[sd]?|no longer[\w\s]{0,30}|cannot\s+(?:\w+\s+){0,4}"
    r"|used to be|was called)"
    r"\s*[(“”\"»«]?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*[)”“\"»«]?,?\s*(?:(?:er|blev|har|har været|var|is|was|has been|were)\s+)?"
    r"(?:nu\s+|allerede\s+|definitivt\s+|now\s+)?"
    r"(?:lukke[rt]?|lukkede|nedlagt|udfaset|udgået|ophør\w*|forsvandt|afløst|erstattet|væk|historie"
    r"|bruges ikke længere|virker ikke længere|findes ikke længere|gælder ikke længere"
    r"|closed|replaced|gone|discontinued|ended|does not work|no longer|stopped)\b",
    re.IGNORECASE,
)


def find_uses(text: str, terms: Iterable[Term]) -> list[Use]:
    """The uses of `terms` in a stored text, in order; history, negation and addresses are none."""
    words = prose(text)
    found: dict[int, Use] = {}
    for term in terms:
        for use in _uses(term, words):
            if use.start not in found or use.end > found[use.start].end:
                found[use.start] = use
    return _without_inner([found[start] for start in sorted(found)])


def _uses(term: Term, words: str) -> Iterator[Use]:
    for match in term.pattern.finditer(words):
        sentence = sentence_around(words, match.start(), match.end())
        if term.unless and re.search(term.unless, sentence, re.IGNORECASE):
            continue
        if term.only and not re.search(term.only, sentence, re.IGNORECASE):
            continue
        if is_history(words, match.start(), match.end()):
            continue
        yield Use(term, match.start(), match.end(), match.group(), _replacement(term, match))


def _without_inner(uses: list[Use]) -> list[Use]:
    """Without a use that lies inside the one before it."""
    kept: list[Use] = []
    for use in uses:
        if not kept or use.start >= kept[-1].end:
            kept.append(use)
    return kept


def is_history(words: str, start: int, end: int) -> bool:
    """Whether the prose tells that the word at `start:end` is a thing of the past, or not so."""
    before, after = words[max(0, start - 60) : start], words[end : end + 60]
    before = re.split(r"[.!?;\n]", before)[-1]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _replacement(term: Term, match: re.Match[str]) -> str:
    """What to write for a match, in its case, with the ending or the compound kept."""
    written, tail = match["term"], match["tail"]
    by_form = {form.casefold(): new for form, new in term.forms.items()}
    new = by_form.get(" ".join(written.casefold().split()), term.new)
    letters = [letter for letter in written if letter.isalpha()]
    if new.islower() and len(letters) > 1 and all(letter.isupper() for letter in letters):
        new = new.upper()
    elif written[:1].isupper():
        new = new[:1].upper() + new[1:]
    return f"{new}{tail}"


def replace_uses(text: str, terms: Iterable[Term]) -> str:
    """`text` with every use replaced that can be."""
    for use in reversed(find_uses(text, terms)):
        if use.term.replaceable:
            text = f"{text[: use.start]}{use.replacement}{text[use.end :]}"
    return text


def merged(own: Iterable[tuple[Term, bool]], builtin: Iterable[Term]) -> list[Term]:
    """The built-in terms, with those of a site in their place or added.

    `own` is (term, whether it counts): one that does not count switches the built-in off.
    """
    chosen = {term.old.casefold(): term for term in builtin}
    names = {spelling.casefold(): key for key, t in chosen.items() for spelling in t.spellings}
    for term, counts in own:
        key = names.get(term.old.casefold(), term.old.casefold())
        chosen.pop(key, None)
        if counts:
            chosen[key] = term
    return list(chosen.values())
