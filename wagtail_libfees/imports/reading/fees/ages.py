"""Ages that a sentence or a footnote gives borrowers, away from the label of their group."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from .groups import AGE, KINDS, NOUN, YEARS, Group, GroupKind, find_groups
from .spellings import FROM_AND_WITH, THROUGH

_DIGIT = re.compile(r"\d")
_DEFINES = re.compile(
    r"\b(?:er|regnes?|betragtes|tæller|betaler|gælder|bliver|fylder|fyldt|defineres|menes|takst\w*"
    r"|is|are|means?|counts?|considered|pay|turn(?:ed)?|until|from|reach(?:ed)?|=)\b|=",
    re.IGNORECASE,
)
_SENTENCE_AGE = re.compile(
    rf"(?P<from>(?:{FROM_AND_WITH}|fra|fyldt|fylder|from|turn(?:ed)?|reach(?:ed)?)(?: (?:du|man"
    rf"|you|they|the age of|age|the|det|are|er|have|have turned|fylder"
    rf"|fyldte)){{0,4}}) ?{AGE.format('n1')}"
    rf"|(?P<to>{THROUGH}|op til|indtil|up to|until"
    rf"|through)(?: (?:det fyldte|de er|man er|the age of|age|they are|you are|de|the"
    rf"|fyldte)){{0,2}} ?{AGE.format('n2')}"
    rf"|(?:under|yngre end|younger than|below) ?(?:the age of )?{AGE.format('n3')}"
    rf"|{AGE.format('low')} ?[-–] ?{AGE.format('high')} ?(?:{YEARS})"
    rf"|{AGE.format('n4')} ?(?:{YEARS}) (?:og|eller|and|or) (?:derover|opefter|ældre|over"
    rf"|older|above)",
    re.IGNORECASE,
)


_LIMIT = re.compile(
    r"(?:grænse|age limit|limit)\w*\b[^.\d]{0,60}?(?:er|ved|is|at) (?P<n>\d{1,2})(?!\d)"
    rf" ?(?:{YEARS})?",
    re.IGNORECASE,
)


# "Børnetaksten", "voksentakst": the rate of a kind of borrowers.
_RATE = re.compile(r"\b(børn|voksen)(e?takst\w*|e?gebyr\w*)", re.IGNORECASE)


def _noun_beside(sentence: str, position: int) -> re.Match[str] | None:
    """The borrowers that ages at `position` are about: named last before them, else first."""
    nouns = [n for n in NOUN.finditer(sentence) if n.lastgroup in ("child", "adult", "youth")]
    before = [n for n in nouns if n.end() <= position]
    return next(iter(before[-1:] or nouns), None)


@lru_cache(maxsize=2048)
def age_rule(sentence: str) -> Group | None:
    """The ages that a sentence gives a kind of borrowers ("You are an adult from 16"), if any."""
    if not _DIGIT.search(sentence):
        return None
    sentence = _RATE.sub(lambda found: found[1] + " " * len(found[2]), sentence)
    ages = _SENTENCE_AGE.search(sentence)
    noun = _noun_beside(sentence, ages.start() if ages else 0)
    if limit := _LIMIT.search(sentence):
        return Group(limit[0], GroupKind.ADULT, int(limit["n"]), None, *limit.span())
    if noun is None or ages is None or not _DEFINES.search(sentence):
        return None
    given = {
        name: int(value) for name, value in ages.groupdict().items() if value and value.isdecimal()
    }
    low: int | None = given.get("low", given.get("n1", given.get("n4")))
    high: int | None = given.get("high", given.get("n2"))
    if "n3" in given:
        high = given["n3"] - 1
    kind = KINDS[str(noun.lastgroup)]
    if kind is GroupKind.CHILD and low and high is None:
        # "A child until you turn 14" ends the year before; "from 0" says nothing.
        high = low - 1
        low = None
    return Group(noun[0], kind, low, high, noun.start(), ages.end())


def ages_told(groups: list[Group], text: str) -> list[Group]:
    """The groups of a line that says nothing but their ages ("Barn: 0-14 år, voksen: fra 15")."""
    rest = text
    for group in groups:
        rest = rest.replace(group.label, "", 1)
    named = all(group.has_ages for group in groups)
    alone = len(groups) > 1 or any(":" in group.label for group in groups)
    return groups if named and alone and not rest.strip(" *().:,;") else []


_MARK = re.compile(r"\s?(\*+|[¹²³])")


def marked_groups(groups: list[Group], text: str) -> dict[str, Group]:
    """The groups of a line or cell by the marks behind their names ("Voksne*")."""
    found = ((_MARK.match(text, group.end), group) for group in groups)
    return {mark[1]: group for mark, group in found if mark}


# "Fra 16 år", "0-17 år": all that a footnote says.
AGES_ONLY = re.compile(
    rf"[a-zæøå .]{{0,20}}\d{{1,2}}(?: ?[-–] ?\d{{1,2}})? ?{YEARS}[^\d,:]{{0,20}}", re.I
)


def ages_of_mark(text: str, marked: dict[str, Group]) -> Group | None:
    """A group with the ages that a footnote gives it without its name ("*) fra 14 år")."""
    mark = _MARK.match(text)
    group = marked.get(mark[1]) if mark else None
    groups = find_groups(text) if group else []
    if group is None or len(groups) != 1 or not groups[0].has_ages:
        return None
    return replace(group, age_from=groups[0].age_from, age_to=groups[0].age_to)
