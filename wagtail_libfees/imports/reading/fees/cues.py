"""What the words of a line speak of: word lists with their edges and weights, kept as data.

`cues.json` holds a list of words for each subject. A word has an edge at both ends, unless a star
says that it may go on there ("*rykker*"). The weights say which subject a line is about where it
has words of several.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from wagtail_libfees.rates import OtherFeeKind


class FeeRole(StrEnum):
    """What an amount of a page of fees can be."""

    OVERDUE = "overdue"
    REPLACEMENT = "replacement"
    HANDLING = "handling"
    REMINDER = "reminder"
    EXCLUSION = "exclusion"
    LOAN = "loan"
    CARD = "card"
    DEPOSIT = "deposit"
    REMOTE_LOAN = "remote_loan"
    COURIER = "courier"
    PRINT = "print"
    ROOM = "room"
    INVOICE = "invoice"
    COLLECTION = "collection"
    OTHER = "other"


OTHER_KINDS: Final = {
    role: OtherFeeKind(role.value) for role in FeeRole if role.value in set(OtherFeeKind)
}
# What is sold or let is no overdue fee, whatever days stand beside it.
SOLD: Final = frozenset(
    {
        FeeRole.PRINT,
        FeeRole.ROOM,
        FeeRole.OTHER,
        FeeRole.CARD,
        FeeRole.DEPOSIT,
        FeeRole.COURIER,
        FeeRole.REMOTE_LOAN,
    }
)
# How strongly the words of each subject speak where a line has words of several.
WEIGHTS: Final = {
    FeeRole.REMINDER: 10,
    FeeRole.PRINT: 9,
    FeeRole.ROOM: 8,
    FeeRole.COURIER: 7,
    FeeRole.DEPOSIT: 6.5,
    FeeRole.CARD: 6,
    FeeRole.REMOTE_LOAN: 5,
    FeeRole.COLLECTION: 4.5,
    FeeRole.INVOICE: 4,
    FeeRole.HANDLING: 3,
    FeeRole.OTHER: 2,
    FeeRole.REPLACEMENT: 1,
}
_OWN_FEES: Final = frozenset({FeeRole.REMINDER, FeeRole.HANDLING, FeeRole.CARD, FeeRole.INVOICE})


def _pattern(words: list[str]) -> re.Pattern[str]:
    """The words of a subject as one pattern; those with the same edges share them."""
    by_edges: dict[tuple[str, str], list[str]] = {}
    for word in words:
        start = "" if word.startswith("*") else r"(?<![^\W\d_])"
        end = "" if word.endswith("*") else r"(?![^\W\d_])"
        by_edges.setdefault((start, end), []).append(word.removeprefix("*").removesuffix("*"))
    parts = [f"{start}(?:{'|'.join(bare)}){end}" for (start, end), bare in by_edges.items()]
    return re.compile("|".join(parts), re.IGNORECASE)


_CUES: Final = {
    name: _pattern(words)
    for name, words in json.loads(
        Path(__file__).with_name("cues.json").read_text(encoding="utf-8")
    ).items()
}
# Most lines of a table of fees have none of their words.
_ANY_ROLE: Final = re.compile(
    "|".join(_CUES[role.value].pattern for role in WEIGHTS), re.IGNORECASE
)
_FEE_WORD = re.compile(
    r"(?:gebyr(?:et)?|bøden?|fines?|fees?|takst(?:en)?|charges?)(?: (?:på|er|bliver|til|of"
    r"|is|rises? to|på i alt|stiger til|er da))? ?[:=]?\s*$",
    re.IGNORECASE,
)
_NOT_OVERDUE_FEE = re.compile(
    r"(?:rykker|klargørings|ekspeditions|fakturerings|administrations|reservations?"
    r"|opkrævnings|reminder|handling|processing|invoice|admin\w*|card"
    r"|reservation) ?(?:gebyr(?:et)?|fees?|charges?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def speaks_of(subject: str, text: str) -> bool:
    """Whether a text has a word of a subject of `cues.json`."""
    return bool(_CUES[subject].search(text))


def said_until(subject: str, text: str) -> int:
    """Where the first word of a subject ends; the length of the text where there is none."""
    found = _CUES[subject].search(text)
    return found.end() if found else len(text)


@lru_cache(maxsize=8192)
def line_role(text: str) -> FeeRole | None:
    """What the words of a line with an amount say that it is about; None if they do not say."""
    if not _ANY_ROLE.search(text):
        return None
    found = [role for role in WEIGHTS if _CUES[role.value].search(text)]
    return max(found, key=WEIGHTS.__getitem__, default=None)


def is_fee_word(before: str) -> bool:
    """Whether the text before an amount ends with the word for an overdue fee."""
    tail = before[-60:]
    return bool(_FEE_WORD.search(tail)) and not _NOT_OVERDUE_FEE.search(tail)


@lru_cache(maxsize=4096)
def heading_roles(text: str) -> frozenset[FeeRole]:
    """What a heading announces; several, where one page holds all, none where it does not say."""
    found = {role for role in WEIGHTS if _CUES[role.value].search(text)} - {FeeRole.REPLACEMENT}
    if speaks_of("replacement heading", text) and FeeRole.CARD not in found:
        found.add(FeeRole.REPLACEMENT)
    if speaks_of("locked out", text) or (speaks_of("deny", text) and speaks_of("borrow", text)):
        found.add(FeeRole.EXCLUSION)
    if speaks_of("loan", text):
        found.add(FeeRole.LOAN)
    if speaks_of("general", text):
        found.add(FeeRole.OTHER)
    if speaks_of("overdue", text) and not (found & _OWN_FEES and _NOT_OVERDUE_FEE.search(text)):
        found.add(FeeRole.OVERDUE)
    return frozenset(found)
