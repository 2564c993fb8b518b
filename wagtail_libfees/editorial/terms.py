"""Words that once were right: what to write instead, since when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ..text.prose import squeezed
from ..text.reading import Reading, fold, read
from .history import REACH, is_history, marked
from .registry import Severity
from .rewording import in_case_of, put_in_place


@dataclass(frozen=True)
class Term:
    """An outdated word.

    `old` is its spelling, `spellings` are others. `new` is what to write. A word that begins with
    the term matches too (girokortet, NemID-login), if `compounds`. `forms` are phrases with a
    replacement of their own, where the grammar differs; "" if none can be put in place.
    `replaceable`: the word can be put in place as it is. Not found where the sentence matches
    `unless`, and found only where it matches `only`. Found and not replaced where the sentence,
    with the word in ⟦ ⟧, matches `reword`.
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
    reword: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term, in words as they are read, whole or at the beginning of a word."""
        written = sorted(filter(None, self._written), key=len, reverse=True)
        if not written:
            return re.compile(r"(?!)")
        words = "|".join(re.escape(word).replace(r"\ ", r"[ \n]") for word in written)
        tail = r"(?:[’']?s\b|-?\w+)?" if self.compounds else r"(?:[’']?s\b)?(?!-\w)"
        # "nemid.pdf" is a file; "NemID.Du" lacks a space.
        end = r"(?![\w@])(?!\.(?-i:[a-z]))"
        flags = re.NOFLAG if self.case_sensitive else re.IGNORECASE
        return re.compile(rf"(?<![\w.@-])(?P<term>{words})(?P<tail>{tail}){end}", flags)

    @cached_property
    def _written(self) -> dict[str, str]:
        """Each spelling and form, as it is read, with what to write for it."""
        plain = {fold(word): self.new for word in (self.old, *self.spellings)}
        return plain | {fold(form): new for form, new in self.forms.items()}

    def spelling_of(self, written: str) -> tuple[str, str]:
        """The spelling or form that is `written`, and what to write for it."""
        key = squeezed(written.casefold())
        for spelling, new in self._written.items():
            if spelling.casefold() == key:
                return spelling, new
        return self.old, self.new


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an outdated term.

    Where it is stored in the text; how it reads, and what should be read there; and what to store
    at `start:end` instead, or None if it must be reworded by a person.
    """

    term: Term
    start: int
    end: int
    written: str
    replacement: str
    put: str | None

    @property
    def replaceable(self) -> bool:
        """Whether it can be replaced without a look at the sentence."""
        return self.put is not None


def find_uses(text: str, terms: Iterable[Term]) -> list[Use]:
    """The uses of `terms` in a stored text, in order; history, negation and addresses are none."""
    reading = read(text)
    found: dict[int, Use] = {}
    for term in terms:
        for use in _uses(term, reading):
            if use.start not in found or use.end > found[use.start].end:
                found[use.start] = use
    return _without_inner([found[start] for start in sorted(found)])


def _uses(term: Term, reading: Reading) -> Iterator[Use]:
    for match in term.pattern.finditer(reading.prose):
        first, last = reading.sentence(*match.span())
        first, last = max(first, match.start() - REACH), min(last, match.end() + REACH)
        if not _is_meant(term, reading.words[first:last]):
            continue
        before, after = reading.prose[first : match.start()], reading.prose[match.end() : last]
        sentence = marked(before, match.group(), after)
        if not is_history(sentence, term.new):
            yield _use(term, reading, match, sentence)


def _is_meant(term: Term, sentence: str) -> bool:
    """Whether it is this term that the sentence speaks of, by its `unless` and `only`."""
    if term.unless and re.search(term.unless, sentence, re.IGNORECASE):
        return False
    return not term.only or bool(re.search(term.only, sentence, re.IGNORECASE))


def _without_inner(uses: list[Use]) -> list[Use]:
    """Without a use that lies inside the one before it."""
    kept: list[Use] = []
    for use in uses:
        if not kept or use.start >= kept[-1].end:
            kept.append(use)
    return kept


def _use(term: Term, reading: Reading, match: re.Match[str], sentence: str) -> Use:
    """What was matched, with the replacement in its case, and the ending or the compound kept."""
    spelling, new = term.spelling_of(match["term"])
    opens = not re.search(r"\w.*⟦", sentence, re.DOTALL)
    shown = in_case_of(match["term"], spelling, new or term.new, opens=opens)
    start, inner = reading.stored(*match.span("term"))
    end = reading.stored(*match.span())[1]
    put = None
    if term.replaceable and new and not _to_reword(term, sentence):
        stored = reading.text[start:inner]
        put = put_in_place(stored, match["term"], shown, rich=reading.is_rich)
    if put is not None:
        put += reading.text[inner:end]
    return Use(term, start, end, squeezed(match.group()), f"{shown}{match['tail']}", put)


def _to_reword(term: Term, sentence: str) -> bool:
    return bool(term.reword and re.search(term.reword, sentence, re.IGNORECASE))


def replace_uses(text: str, terms: Iterable[Term]) -> str:
    """`text` with every use replaced that can be; its markup stays as it is."""
    for use in reversed(find_uses(text, terms)):
        if use.put is not None:
            text = f"{text[: use.start]}{use.put}{text[use.end :]}"
    return text


# What of a built-in term tells how it is found, and not what is to be done about it.
_RECOGNITION = ("compounds", "case_sensitive", "unless", "only", "reword")


def merged(own: Iterable[tuple[Term, bool]], builtin: Iterable[Term]) -> list[Term]:
    """The built-in terms, with those of a site in their place or added.

    `own` is (term, whether it counts): one that does not count switches the built-in off. One in
    the place of a built-in is recognised as that is.
    """
    known = {term.old.casefold(): term for term in builtin}
    names = {name.casefold(): key for key, term in known.items() for name in _names(term)}
    chosen = dict(known)
    for term, counts in own:
        key = names.get(term.old.casefold(), term.old.casefold())
        chosen.pop(key, None)
        if counts:
            chosen[key] = _recognised_as(known[key], term) if key in known else term
    return list(chosen.values())


def _names(term: Term) -> Iterator[str]:
    """Its spellings, and the forms that are only another form of the same word."""
    yield from term.spellings
    yield from (form for form, new in term.forms.items() if not new)


def _recognised_as(builtin: Term, own: Term) -> Term:
    """A site's own term, found as the built-in is: in its spellings, case, sentences and forms.

    The forms are of another word, and are put in place only if the replacement is the same.
    """
    key = own.old.casefold()
    spellings = {name.casefold(): name for name in (builtin.old, *builtin.spellings)}
    forms = {form.casefold(): form for form in builtin.forms}
    same = own.new.casefold() == builtin.new.casefold()
    return replace(
        own,
        old=(spellings | forms).get(key, own.old),
        spellings=tuple(name for other, name in spellings.items() if other != key),
        forms={f: new if same else "" for f, new in builtin.forms.items() if f.casefold() != key},
        **{name: getattr(builtin, name) for name in _RECOGNITION},
    )
