"""Lines that say that nothing is to be paid: a band, a group, or the whole library."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..document import Place
from .amounts import Money
from .bands import Parts
from .context import Context
from .days import Days
from .gather import Gathered, Statement
from .groups import Group, GroupKind
from .topics import Topic, names_overdue

_NO_FEE = re.compile(
    r"(?:betaler|får|skal|opkræve[rs]?|pålægges|pålægger|tager|har|afkræves|koster|udsteder"
    r"|giver|er der)\b[^.]{0,40}?\b(?:ikke|ingen|intet|aldrig)\b[^.]{0,30}?(?:gebyr|bøde"
    r"|noget|betale)"
    r"|betaler (?:intet|ingenting|ikke noget|ikke(?=\W*$))|pays? nothing"
    r"|\b(?:ingen|intet|ikke længere|ikke mere) (?:gebyr|bøde|overdags)"
    r"|(?:do(?:es)? not|don't|doesn't|no longer|never|are not|is not|aren't"
    r"|need not) (?:have to |longer )?(?:pay|charged?|fined?|charging)[^.]{0,40}"
    r"|(?:fritage[tn]|undtaget|exempt(?:ed)?) (?:for|fra|from)[^.]{0,25}(?:gebyr|bøde|fees|fines"
    r"|charg)"
    r"|betaler ikke for (?:at aflevere|forsink|for sen|overskrid)"
    r"|(?:afskaffet|fjernet|droppet|abolished|removed|scrapped|stopped"
    r"|ophævet)[^.]{0,40}(?:gebyr|bøde|fees|fines|charg)"
    r"|(?:gebyr\w*|bøder|fees|fines) [^.]{0,20}(?:afskaffet|fjernet|droppet|abolished"
    r"|removed|scrapped|ophævet)"
    r"|gebyrfri|gratis|fee[- ]free|\bfree\b|\bno (?:late |overdue )?(?:fees?|fines?"
    r"|charges?)|uden gebyr",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:hvis|såfremt|når du afleverer(?!.{0,12} for sent)|til tiden|if|as long as"
    r"|on time|before|inden for"
    r"|de første|medmindre|unless|forny\w*|within|inden|udlån er|at låne|låne er|reserver\w*"
    r"|to borrow|borrowing is|adgang|wifi|internet|entré|rykker\w*|print\w*|klage"
    r"|refunder\w*|tilbage|måtte|får du ikke|indmeldelse|medlem\w*)\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(r"\b(?:charged|fined|betaler)\b", re.IGNORECASE)
Bands = Callable[[Parts, Place], bool]


@lru_cache(maxsize=2048)
def says_no_fee(text: str) -> bool:
    """Whether a sentence says without a condition that there is no overdue fee."""
    return bool(_NO_FEE.search(text)) and not _CONDITION.search(text)


def read_free(parts: Parts, place: Place, context: Context, out: Gathered, bands: Bands) -> bool:
    """Read a line without an amount that may say "no fee"; whether it became a value."""
    text = parts.text.strip()
    in_table = bool(parts.values and (parts.days or context.queue) and parts.words < 5)
    if in_table and context.allows_overdue(bool(parts.groups or context.group), text):
        return bands(parts, place)
    about_fees = context.topic is Topic.OVERDUE or names_overdue(text)
    # "Children are not charged", beside what the others pay.
    spoken = context.topic is None and context.is_overdue_page and bool(parts.groups)
    about_fees = about_fees or (spoken and bool(out.statements and _CHARGED.search(text)))
    elsewhere = not about_fees or context.topic in (Topic.LOAN, Topic.ROOM, Topic.PRINT)
    below_group = context.topic is None and context.group is not None and parts.words < 4
    if (elsewhere and not below_group) or not says_no_fee(text):
        return False
    out.free_groups.append(_free(text, place, _group(parts, context)))
    out.consumed.update(context.pending)
    return True


def _free(text: str, place: Place, group: Group | None) -> Statement:
    return Statement(Days(0, 0, 1), Money(0, 0, None, True), place, text, group)


def _group(parts: Parts, context: Context) -> Group | None:
    """The group that a sentence frees: named in it, or in the heading above with these ages."""
    named = next((g for g in parts.groups if g.kind is not GroupKind.ALL), None)
    above = context.group
    if above is None or (named and named.kind is not above.kind):
        return named
    if named is not None and named.has_ages and not above.has_ages:
        return Group(above.label, above.kind, named.age_from, named.age_to)
    return above
