"""A line with the amounts in it, and the words around them that several readings look for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import SourcePlace
from .amounts import Money
from .spellings import THROUGH


@dataclass(frozen=True)
class PricedLine:
    """A line with the amounts in it, and where it stands."""

    text: str
    amounts: list[Money]
    place: SourcePlace

    def before(self, money: Money, length: int = 40) -> str:
        return self.text[max(0, money.start - length) : money.start]

    def after(self, money: Money, length: int = 40) -> str:
        return self.text[money.end : money.end + length]


ABOVE = re.compile(
    r"(?:mere end|over|oversti\w+|passer\w+|overskrid\w+|flere end|højere end|større end|above"
    r"|more than|exceed\w*|in excess of|beyond|>)"
    r"(?: (?:et beløb på|i alt|a total of|på))?\s*$",
    re.IGNORECASE,
)
BELOW = re.compile(
    rf"(?<![^\W\d_])(?:under|mindre end|lavere end|{THROUGH}|op til|indtil|højst|maks\.?|below"
    r"|less than"
    r"|up to)"
    r"(?: (?:og med))?\s*$",
    re.IGNORECASE,
)
# What stands behind an amount that bounds others.
AT_LEAST = re.compile(
    r"^\**[ ,]?\(?(?:(?:eller|og) (?:mere|derover|over|flere|opefter)|(?:or|and) (?:more"
    r"|above|over|higher|up(?:wards)?)|\+)",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"^\**[ ,]?\(?(?:(?:eller|og) (?:mindre|derunder|under|lavere|færre)|(?:or|and) (?:less|below"
    r"|under|lower))",
    re.IGNORECASE,
)
CLAIM_EDGE = re.compile(
    r"^[\s.,;:]*(?:og|and|mens|while|for|til|of|on|af|ved)?\s*(?:for|on|ved|of)?\s*"
    r"|[\s.,;:]+(?:og|and|mens|er|is|koster)?[\s,]*$",
    re.IGNORECASE,
)
