"""Which amount of a line belongs to which band and which group."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from .amounts import AmountMark, Money, find_values, read_number
from .days import Days, find_days, find_loose_days
from .groups import Group, GroupKind, find_groups
from .normal import as_digits

Token = TypeVar("Token", Days, Group)

_ONE_SIDED = re.compile(r"\s*\d{1,3}(?:[-–] +| [-–])")


@dataclass(frozen=True)
class Parts:
    """The tokens of a line, and its text with amounts, groups and bands blanked out."""

    text: str
    values: list[Money]
    groups: list[Group]
    days: list[Days]
    rest: str
    shown: str = ""

    @cached_property
    def amounts(self) -> list[Money]:
        return [value for value in self.values if not value.fee_free]

    @cached_property
    def usable(self) -> list[Money]:
        """The values that could be the fee of a band."""
        return [value for value in self.values if not value.mark]

    @cached_property
    def marked(self) -> list[Money]:
        """The amounts that are no fee of a band: for each day, on top, former, foreign."""
        return [value for value in self.values if value.mark]

    @cached_property
    def is_scanned(self) -> bool:
        """Whether letters were read as digits."""
        return self.shown != self.text

    @cached_property
    def words(self) -> int:
        """How many words the grammar has no name for."""
        return len(re.findall(r"[^\W\d_]{2,}", self.rest))


@lru_cache(maxsize=2048)
def split_parts(
    text: str, *, loose: bool = False, struck: tuple[tuple[int, int], ...] = ()
) -> Parts:
    """The tokens of a line. `loose`: it may start with a band that lacks its unit. `struck` are
    the parts of it that are struck out.

    Cells such as "20 kr." come again and again; nobody changes the lists of what is handed out.
    """
    shown = as_digits(text)
    values = find_values(shown)
    if struck:
        values = [
            replace(v, mark=AmountMark.FORMER) if any(a <= v.start < b for a, b in struck) else v
            for v in values
        ]
    bare = _blank(shown, values)
    groups = find_groups(bare)
    bare = _blank(bare, groups)
    days = find_days(bare)
    if values and values[0].in_range and any(d.end == values[0].start - 1 for d in days):
        # "Dag 36 - 220 kr.": the dash belongs to the days.
        values = [replace(values[0], in_range=False), *values[1:]]
    if not days and loose:
        days = find_loose_days(bare) or find_loose_days(_glued(shown, values))
        if days and values and _ONE_SIDED.fullmatch(shown[: values[0].start]):
            # "31- 230 kr.": a dash that touches one side only makes no range of prices.
            values = [replace(values[0], in_range=False), *values[1:]]
    return Parts(text, values, groups, days, _blank(bare, days), shown)


def _glued(text: str, values: list[Money]) -> str:
    """ "43-200 kr." is an open band and an amount, not a range of prices."""
    if values and re.fullmatch(r"\s*\d{1,3} ?[-–+]", text[: values[0].start]):
        return text[: values[0].start]
    return ""


def _blank(text: str, tokens: list[Money] | list[Group] | list[Days]) -> str:
    """The text with the tokens overwritten; offsets stay. A bar keeps their neighbours apart."""
    if not tokens:
        return text
    parts, position = [], 0
    for token in tokens:
        parts.append(text[position : token.start])
        parts.append("|" * (token.end - token.start))
        position = token.end
    return "".join([*parts, text[position:]])


_LIST = re.compile(r"(?<![\d,.-])(?:\d{1,4}(?:,\d\d)?(?: ?/ ?|, ?| og | and | - ))+$")


def with_lists(parts: Parts, counts: Container[int] = ()) -> Parts:
    """ "20/80/210 kr.": numbers that share a currency, where each has a band of the line, or there
    are as many as one of `counts`."""
    values: list[Money] = []
    for money in parts.values:
        start = values[-1].end if values else 0
        found = _LIST.search(parts.shown[start : money.start])
        for number in re.finditer(r"\d+(?:,\d\d)?", found[0]) if found else ():
            at = start + found.start() + number.start()  # type: ignore[union-attr]
            values.append(Money(at, at + len(number[0]), read_number(number[0])))
        values.append(replace(money, in_range=False) if found else money)
    fits = len(parts.days) > 1 and len(values) % len(parts.days) == 0
    if not (fits or len(values) in counts) or len(values) == len(parts.values):
        return parts
    days = [d for d in parts.days if not any(v.start <= d.start < v.end for v in values)]
    return replace(parts, values=values, days=days)


def assign_days(parts: Parts) -> list[Days | None]:
    """The band of each value of a line, None where it names none.

    A band stands before its amount, or behind it where the line starts with an amount ("20 kr.
    de første 7 dage"). Bands first and as many amounts behind them pair in order.
    """
    values, days = parts.usable, parts.days
    real = [d for d in days if not d.is_beginning]
    # "Returned late, it costs ... in 1-7 days": the circumstance is no band of its own.
    days = real if len(real) >= len(values) else days
    if len(days) < 2:
        return [days[0] if days else None] * len(values)
    if len(values) % len(days) == 0 and values and days[-1].end <= values[0].start:
        return [days[index % len(days)] for index in range(len(values))]
    if len(values) % len(days) == 0 and len(values) > len(days) and values[-1].end <= days[0].start:
        return [days[index % len(days)] for index in range(len(values))]
    if values and values[0].start < days[0].start:
        return [_following(value, days) for value in values]
    return [_preceding(value, days) for value in values]


def assign_groups(parts: Parts) -> list[Group | None]:
    """The group of each value of a line, None where it names none."""
    values, groups = parts.usable, parts.groups
    if len(groups) == 1 and _is_aside(values, groups[0]):
        return [_complement(groups[0]), groups[0]]
    if len(groups) == 1 and _begins_anew(parts, groups[0]):
        return [groups[0] if value.start > groups[0].start else None for value in values]
    if len(groups) < 2:
        return [groups[0] if groups else None] * len(values)
    if len(values) == len(groups) and values[-1].end <= groups[0].start:
        # "5 kr./20 kr. (børn/voksne)"
        return list(groups)
    if values and values[0].start < groups[0].start:
        return [_following(value, groups) for value in values]
    if len(values) == len(groups) and groups[-1].end <= values[0].start:
        return list(groups)
    return [_preceding(value, groups) for value in values]


def _begins_anew(parts: Parts, group: Group) -> bool:
    """Whether "over 30 dage 230 kr. Børn 1-7 dage 10 kr." ends the rows of those named before."""
    values, days = parts.usable, parts.days
    if not (values and values[0].end <= group.start < values[-1].start):
        return False
    following = next(value for value in values if value.start > group.start)
    bands = any(group.end <= d.start < following.start for d in days)
    return bands and len(days) >= len(values) and days[0].start < values[0].start


def _is_aside(values: list[Money], group: Group) -> bool:
    """Whether "20 kr. (children 10 kr.)" says what the children pay, and before it the others."""
    return (
        len(values) == 2
        and group.kind is GroupKind.CHILD
        and values[0].end <= group.start
        and group.end <= values[1].start
    )


def _complement(children: Group) -> Group:
    """Those who are no children, in the language that the children are named in."""
    english = re.match(r"child|kids|minors|juniors", children.label, re.IGNORECASE)
    name = "Adults" if english else "Voksne"
    return Group(name, GroupKind.ADULT, start=children.start, end=children.start)


def _preceding(value: Money, tokens: list[Token]) -> Token | None:
    index = bisect_right(tokens, value.start, key=lambda token: token.end)
    return tokens[index - 1] if index else None


def _following(value: Money, tokens: list[Token]) -> Token | None:
    index = bisect_left(tokens, value.end, key=lambda token: token.start)
    return tokens[min(index, len(tokens) - 1)]
