"""Borrower groups in text: their labels, and the ages that a label or a sentence gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .spellings import FROM_AND_WITH, THROUGH


class GroupKind(StrEnum):
    """What sort of borrowers a group holds; groups of one kind on a page may be the same."""

    ADULT = "adult"
    CHILD = "child"
    YOUTH = "youth"
    ALL = "all"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """A group as a label names it. `start` and `end` are where the label stands in the text."""

    label: str
    kind: GroupKind
    age_from: int | None = None
    age_to: int | None = None
    start: int = 0
    end: int = 0

    @property
    def has_ages(self) -> bool:
        return self.age_from is not None or self.age_to is not None


_LOWER_NEXT = r"(?!(?-i:[a-zæøå]))(?![-‐]\w)(?!['’]s (?!borrow|late|overdue|fee|fine))"
# A word may begin right behind another one where a table was glued: "OverskridelseVoksne".
_BEGIN = r"(?:(?<![^\W\d_])|(?<=(?-i:[a-zæøå]))(?=(?-i:[A-ZÆØÅ])))"
_CHILD = (
    r"(?:børne?-?(?:lånere?|kort(?:et)?)|børnetakst(?:en|er)?|børns?|barns?|barne?låner"
    r"|child(?:ren)?(?: borrowers?)?|kids|juniorlånere?|juniorer|juniors?|mindreårige|minors)"
)
_ADULT = (
    r"(?:voksen[- ]?lånere?|voksentakst(?:en|er)?|voksnes?(?: lånere)?|voksens?"
    r"|adults?(?: borrowers?)?|grown-ups)"
)
_YOUTH = (
    r"(?:unge-?lånere?|unge?(?: voksne)?|ungdom|teenagere?|young (?:people|adults|borrowers)"
    r"|youths?|teens|teenagers)"
)
_OTHER = (
    r"(?:institution(?:er)?|institutionslånere?|daginstitutioner|dagpleje(?:re|n)?|skoler|klasser"
    r"|foreninger|låneposer?|seniorer|pensionist(?:er)?|studerende|institutions?|schools|pensioners"
    r"|students|seniors|book bags?|associations)"
)
_ANY = r"(?:alle lånere|alle|lånere|låner|borrowers|all borrowers|everyone|all users|brugere)"
_AND = r" ?(?:og|&|/|and|\+|eller|or) ?"
NOUN = re.compile(
    rf"{_BEGIN}(?:(?P<child>{_CHILD}(?:{_AND}{_YOUTH})?)|(?P<adult>{_YOUTH}{_AND}{_ADULT}"
    rf"|{_ADULT}(?:{_AND}(?:{_YOUTH}|{_OTHER}))?)|(?P<youth>{_YOUTH}(?:{_AND}{_CHILD})?)"
    rf"|(?P<other>{_OTHER})|(?P<any>{_ANY})){_LOWER_NEXT}",
    re.IGNORECASE,
)
YEARS = r"(?:års?(?!(?-i:[a-zæøå]))|years?(?: old| of age)?|yrs?\.?)"
_NOT_DAYS = r"(?!\s?[-–+]?\s?\d*\.?\s?(?:dag|day|uge|week|måned|month|kr|dkk|%|stk))"
AGE = r"(?<![\d.,])(?P<{0}>\d{{1,2}})(?!\d|,[\d-])"
_UP = (
    r"(?:(?:og|eller) (?:derover|opefter|ældre|op|over)|(?:and|or) (?:over|older|above|up|more)"
    r"|\+|-(?=\s*(?:$|[):])))"
)
_FILL = (
    r"[ ,:(]{0,3}(?:alder(?:en)? |i alderen |der er |som er |på |aged? |ages |of |lånere )?"
    r"(?:mellem |between )?"
)
_AGES = re.compile(
    rf"{_FILL}(?:"
    rf"(?:fra |from )?{AGE.format('low')} ?(?:{YEARS})? ?(?:[-–—] ?{THROUGH}|[-–—]|{THROUGH}"
    rf"|til|to|og|and) ?{AGE.format('high')}(?!{_UP})(?: ?{YEARS}|(?=\)|:|$| +(?-i:[A-ZÆØÅ])))"
    rf"|(?:aged?|ages) {AGE.format('low2')} ?[-–—] ?{AGE.format('high2')}"
    rf"|(?P<from>{FROM_AND_WITH}|fra|over|fyldt|er fyldt|from(?: the)?(?: age)?(?: of)?|ages?"
    rf"|aged|minimum"
    rf"|mindst) (?:det fyldte )?{AGE.format('n1')}\.?(?: ?{YEARS})?(?: ?{_UP})?"
    rf"|(?:\+|≥|>=) ?{AGE.format('n7')}(?: ?{YEARS})?"
    rf"|> ?{AGE.format('n8')} ?{YEARS}"
    rf"|< ?{AGE.format('n9')}(?: ?{YEARS})?"
    rf"|(?:≤|<=) ?{AGE.format('n10')}(?: ?{YEARS})?"
    rf"|u/ ?{AGE.format('n11')}(?: ?{YEARS})?"
    rf"|(?:under|u\.|below|yngre end|younger than|not yet) ?{AGE.format('n2')}(?: ?{YEARS})?"
    rf"|(?:{THROUGH}|op til|til|indtil|up to|until) (?:det fyldte )?{AGE.format('n3')}\.?"
    rf"(?: ?{YEARS}|(?=[):]|$))"
    rf"|[-–—] ?{AGE.format('n6')}(?: ?{YEARS}|(?=\)))"
    rf"|{AGE.format('n12')} ?(?:{YEARS})? ?(?:og|eller|and|or)"
    r" (?:derunder|yngre|under|younger|below)"
    rf"|{AGE.format('n4')} ?(?:{YEARS})? ?{_UP}(?: {YEARS})?"
    rf"|{AGE.format('n5')} ?{YEARS}"
    rf"){_NOT_DAYS}\)?",
    re.IGNORECASE,
)
_AGES_ALONE = re.compile(rf"{_BEGIN}(?:alder:? )?{_AGES.pattern}", re.IGNORECASE)
_HAS_YEARS = re.compile(rf"\d ?{YEARS}|\bunder \d|\baged?\b", re.IGNORECASE)

# What `_HAS_YEARS` needs at least; found many times faster than the ages themselves.
_MAY_HAVE_YEARS = re.compile(r"\d ?(?:år|y)|under \d|(?<!d)age", re.IGNORECASE)

KINDS: Final = {
    "child": GroupKind.CHILD,
    "adult": GroupKind.ADULT,
    "youth": GroupKind.YOUTH,
    "other": GroupKind.OTHER,
    "any": GroupKind.ALL,
}


def find_groups(text: str) -> list[Group]:
    """Every group named in `text` with the ages beside it, from left to right.

    Ages without a noun ("0-17 år") name a group too. Amounts should be blanked out before.
    """
    groups: list[Group] = []
    position = 0
    while found := NOUN.search(text, position):
        group = _with_ages(text, found)
        groups += _ages_alone(text, position, found.start())
        groups.append(group)
        position = max(group.end, found.end())
    groups += _ages_alone(text, position, len(text))
    return groups + (ages_beside(text, groups[0], groups[0].end) if len(groups) == 1 else [])


def _with_ages(text: str, found: re.Match[str]) -> Group:
    kind = KINDS[str(found.lastgroup)]
    ages = _AGES.match(text, found.end())
    end = ages.end() if ages else found.end()
    label = text[found.start() : end].strip(" ,:")
    if label.endswith(")") and "(" not in label:
        label = label[:-1]
    group = Group(label, kind, start=found.start(), end=end)
    if ages is None:
        return group
    low, high = _bounds(ages, kind)
    group = replace(group, age_from=low, age_to=high)
    return replace(group, kind=_kind_by_age(group)) if kind is GroupKind.ALL else group


def _ages_alone(text: str, start: int, end: int) -> list[Group]:
    groups: list[Group] = []
    if not _MAY_HAVE_YEARS.search(text, start, end):
        return groups
    for ages in _AGES_ALONE.finditer(text, start, end):
        if not _HAS_YEARS.search(ages[0]):
            continue
        low, high = _bounds(ages, GroupKind.ALL)
        group = Group(ages[0].strip(" ,:()"), GroupKind.ALL, low, high, ages.start(), ages.end())
        groups.append(replace(group, kind=_kind_by_age(group)))
    return groups


_FROM_AGE = re.compile(
    rf"(?<![\d.,–-])(?P<n>\d{{1,2}}) ?(?:{YEARS})? ?{_UP}(?: ?{YEARS})?{_NOT_DAYS}", re.IGNORECASE
)


def ages_beside(text: str, group: Group, start: int = 0) -> list[Group]:
    """ "Under 18  18 og derover": ages without "år" that begin where those of the group end."""
    if group.age_to is None:
        return []
    return [
        Group(found[0].strip(), GroupKind.ADULT, int(found["n"]), None, *found.span())
        for found in _FROM_AGE.finditer(text, start)
        if int(found["n"]) == group.age_to + 1
    ]


def _bounds(ages: re.Match[str], kind: GroupKind) -> tuple[int | None, int | None]:
    """Lowest and highest age, inclusive. "Under 18" is up to 17; "over 18" is from 18 here,
    as pages mean who has turned 18."""
    given = {
        name: int(value) for name, value in ages.groupdict().items() if value and value.isdecimal()
    }
    for low, high in (("low", "high"), ("low2", "high2")):
        if low in given:
            return given[low], given[high]
    for below in ("n2", "n9", "n11"):
        if below in given:
            return None, max(given[below] - 1, 0)
    for most in ("n3", "n6", "n10", "n12"):
        if most in given:
            return None, given[most]
    if "n5" in given and kind in (GroupKind.CHILD, GroupKind.YOUTH):
        return None, given["n5"]
    return next((given[n] for n in ("n1", "n4", "n5", "n7", "n8") if n in given), None), None


def _kind_by_age(group: Group) -> GroupKind:
    """The kind of a group that only its ages name."""
    if group.age_to is not None and group.age_to <= 19:
        return GroupKind.CHILD if (group.age_from or 0) < 12 else GroupKind.YOUTH
    if group.age_from is not None and group.age_to is None and group.age_from >= 12:
        return GroupKind.ADULT
    return GroupKind.ALL


def same_group(one: Group, other: Group) -> bool:
    """Whether two mentions can mean the same group: one kind, and ages that do not differ."""
    if one.kind is not other.kind:
        return False
    if one.kind is GroupKind.OTHER and one.label.casefold() != other.label.casefold():
        return False
    if not (one.has_ages and other.has_ages):
        return True
    return (one.age_from or 0, one.age_to) == (other.age_from or 0, other.age_to)
