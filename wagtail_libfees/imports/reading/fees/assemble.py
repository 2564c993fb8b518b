"""From single statements to the bands of groups: who is one, where bands end, what is twice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from wagtail_libfees.rates import Band, BorrowerGroup, group_label
from wagtail_libfees.rates.labels import NOUNS

from .days import Days
from .groups import Group, GroupKind, same_group
from .ledger import Ledger, Statement
from .records import Found, FoundGroup


@dataclass
class _Table:
    """A group with what the page says about it, in the order of the page."""

    group: Group
    statements: list[Statement] = field(default_factory=list)


def assemble(
    statements: list[Statement], out: Ledger, language: str, listed: Ledger | None = None
) -> tuple[FoundGroup, ...]:
    """The groups of a page with closed bands. What fits nowhere is listed in `listed`, for the
    last reading in `out` itself."""
    listed = listed or out
    statements = _carried(statements)
    if _heads_lost(statements):
        statements = _guess_groups(statements, listed, language)
    tables = _tables(statements, language)
    _add_free(tables, out, language)
    _name_the_rest(tables, language)
    ages = _ages(tables, out.ages)
    found = [
        _found_group(table, ages.get(index), listed, out.gaps) for index, table in enumerate(tables)
    ]
    groups = [group.borrowers for group in found]
    return tuple(
        replace(group, borrowers=_not_shared(group.borrowers, groups))
        for group in found
        if group.bands
    )


def _not_shared(group: BorrowerGroup, others: list[BorrowerGroup]) -> BorrowerGroup:
    """ "Over 17" beside "up to 17" begins at 18; elsewhere pages mean "from" by it."""
    over = re.search(r"\bover\b", group.label, re.IGNORECASE)
    if over and group.age_from is not None and group.age_from in {o.age_to for o in others}:
        return replace(group, age_from=group.age_from + 1)
    up_to = re.search(r"\b(?:op til|indtil|until|up to)\b(?! og med)", group.label, re.IGNORECASE)
    if up_to and group.age_to and group.age_to in {o.age_from for o in others}:
        # "Up to 18" beside "from 18" ends at 17.
        return replace(group, age_to=group.age_to - 1)
    return group


def _carried(statements: list[Statement]) -> list[Statement]:
    """Rows below "Voksne  1-7 dage  20 kr." that go on in days and name nobody are theirs too.

    Not where the row before it says the same days of others: then each row names its own.
    """
    kept: list[Statement] = []
    above: Statement | None = None
    higher: Statement | None = None
    for s in statements:
        goes_on = above and above.group and above.days.first < s.days.first
        unnamed = s.group is None and s.column is None and s.version is None
        alike = above and higher and higher.days.first == above.days.first
        if unnamed and goes_on and above and not alike and above.place != s.place:
            s = replace(s, group=above.group)
        kept.append(s)
        higher, above = above, s
    return kept


def _heads_lost(statements: list[Statement]) -> bool:
    """Whether rows have two amounts or more and nothing tells whose they are."""
    columns = {s.column for s in statements if s.group is None and s.column is not None}
    return len(columns) > 1


def _guess_groups(statements: list[Statement], out: Ledger, language: str) -> list[Statement]:
    """Two columns without heads: the one with the higher amounts is the adults'.

    No library charges children more; the guess is listed for the editor.
    """
    lost = [s for s in statements if s.group is None and s.column is not None]
    kept = [s for s in statements if not (s.group is None and s.column is not None)]
    if {s.column for s in lost} != {0, 1}:
        for s in lost:
            out.reject(s.text, "more_columns", s.place)
        return kept
    totals = [sum((s.money.amount or Decimal(0)) for s in lost if s.column == n) for n in (0, 1)]
    words = NOUNS["en" if language == "en" else "da"]
    adult, child = Group(words["adult"], GroupKind.ADULT), Group(words["child"], GroupKind.CHILD)
    order = (adult, child) if totals[0] >= totals[1] else (child, adult)
    out.reject(lost[0].text, "groups_guessed", lost[0].place)
    return kept + [replace(s, group=order[s.column or 0]) for s in lost]


def _tables(statements: list[Statement], language: str) -> list[_Table]:
    everyone = Group(group_label(None, None, language), GroupKind.ALL)
    tables: list[_Table] = []
    for statement in statements:
        group = statement.group or everyone
        table = next((t for t in tables if same_group(t.group, group)), None)
        if table is None:
            tables.append(_Table(group, [statement]))
            continue
        if group.has_ages and not table.group.has_ages:
            table.group = group
        table.statements.append(statement)
    return tables


def _add_free(tables: list[_Table], out: Ledger, language: str) -> None:
    """Groups that a sentence frees, unless their bands say what they pay."""
    for free in out.free_groups:
        group = free.group
        if group is None and (tables or any(f.group for f in out.free_groups)):
            continue
        group = group or Group(group_label(None, None, language), GroupKind.ALL)
        known = next((t for t in tables if same_group(t.group, group)), None)
        if known is None:
            tables.append(_Table(group, [replace(free, group=group)]))


def _name_the_rest(tables: list[_Table], language: str) -> None:
    """Where children pay nothing, rates that name nobody are those of the adults."""
    unnamed = [t for t in tables if all(s.group is None for s in t.statements)]
    others = [t for t in tables if t not in unnamed]
    free = [t for t in others if all(s.money.fee_free for s in t.statements)]
    if len(unnamed) != 1 or not free or free != others:
        return
    if all(t.group.kind is GroupKind.CHILD for t in free):
        name = NOUNS["en" if language == "en" else "da"]["adult"]
        oldest = [t.group.age_to for t in free]
        start = None if None in oldest else max(age or 0 for age in oldest) + 1
        unnamed[0].group = Group(name, GroupKind.ADULT, age_from=start)


def _ages(tables: list[_Table], rules: list[Group]) -> dict[int, tuple[int | None, int | None]]:
    """Ages from sentences for the groups whose labels give none.

    Where a page has two groups, a sentence about one of them says where the other ends.
    """
    found: dict[int, tuple[int | None, int | None]] = {}
    kinds = Counter(table.group.kind for table in tables)
    for rule in rules:
        for index, table in enumerate(tables):
            kind = table.group.kind
            if table.group.has_ages or index in found or kinds[kind] > 1:
                continue
            if kind is rule.kind:
                found[index] = (rule.age_from, rule.age_to)
            elif len(tables) == 2 and {kind, rule.kind} == {GroupKind.ADULT, GroupKind.CHILD}:
                found[index] = _beside(rule)
    return found


def _beside(rule: Group) -> tuple[int | None, int | None]:
    if rule.kind is GroupKind.ADULT:
        return None, rule.age_from - 1 if rule.age_from else None
    return rule.age_to + 1 if rule.age_to is not None else None, None


def _found_group(
    table: _Table,
    ages: tuple[int | None, int | None] | None,
    out: Ledger,
    gaps: list[Statement],
) -> FoundGroup:
    low, high = ages or (table.group.age_from, table.group.age_to)
    if high is not None and low is None and table.group.kind is GroupKind.CHILD:
        low = 0
    label = table.group.label[:1].upper() + table.group.label[1:]
    open_days = sorted(
        gap.days.first for gap in gaps if gap.group is None or same_group(gap.group, table.group)
    )
    bands = tuple(_bands(table.statements, out, open_days))
    return FoundGroup(BorrowerGroup(label, low, high), bands, table.group.kind)


def _bands(statements: list[Statement], out: Ledger, open_days: list[int]) -> Iterable[Found[Band]]:
    """The statements as bands: ascending, each once, open ends closed at the next band."""
    ordered = _placed(statements, out)
    ordered.sort(key=lambda pair: pair[0].first)
    kept: list[tuple[Days, Statement]] = []
    for days, statement in ordered:
        if kept and kept[-1][0].first == days.first:
            if not _says_the_same(kept[-1][1], statement):
                out.reject(statement.text, "band_conflict", statement.place)
            continue
        kept.append((days, statement))
    for index, (days, statement) in enumerate(kept):
        starts = [kept[index + 1][0].first] if index + 1 < len(kept) else []
        # The days of a row that could not be read stay open: no neighbour takes them.
        at = bisect_right(open_days, days.first)
        starts += open_days[at : at + 1]
        after = min(starts, default=None)
        last = days.last if days.last is not None or after is None else after - 1
        yield _band(days, last, statement)


def _weeks_as_ends(statements: list[Statement]) -> list[Statement]:
    """ "1 uge: 20 kr.", "Efter 7 dage: 60 kr.": the week ends where the next band begins."""
    starts = {s.days.first for s in statements if not s.days.bare}
    weeks = [s.days.bare and not s.days.in_days for s in statements]
    if not any(
        week and s.days.first + 1 in starts for s, week in zip(statements, weeks, strict=True)
    ):
        return statements
    return [
        replace(s, days=replace(s.days, last=s.days.first, is_up_to=True)) if week else s
        for s, week in zip(statements, weeks, strict=True)
    ]


def _one_after_another(statements: list[Statement]) -> list[Statement]:
    """ "De næste 7 dage" begin where the band before them ends."""
    placed: list[Statement] = []
    for s in statements:
        days, before = s.days, placed[-1].days.last if placed else None
        if days.follows and days.last and before:
            days = replace(days, first=before + 1, last=before + days.last, follows=False)
            s = replace(s, days=days)
        placed.append(s)
    return placed


def _placed(statements: list[Statement], out: Ledger) -> list[tuple[Days, Statement]]:
    """Weeks that share an edge ("0-1 uge", "1-2 uger") begin where the one before them ends, and
    so does what says only its end ("op til 14 dage") or nothing ("herefter")."""
    placed: list[tuple[Days, Statement]] = []
    statements = _weeks_as_ends(_one_after_another(statements))
    ends = {s.days.last for s in statements if not s.days.follows}
    closed = sorted(end for end in ends if end)
    for s in statements:
        days = s.days
        if days.is_up_to:
            shorter = bisect_left(closed, days.last or 0)
            days = replace(days, first=closed[shorter - 1] + 1 if shorter else 1)
        elif days.follows:
            if not closed:
                out.reject(s.text, "no_days", s.place)
                continue
            days = replace(days, first=closed[-1] + 1)
        elif (days.other_first and days.other_first - 1 in ends and days.first != 1) or (
            days.other_first and days.other_first - 1 in ends and len(ends) > 1
        ):
            days = replace(days, first=days.other_first)
        elif days.bare and days.first in ends:
            # "1-30 dage", then "30 dage": the band goes on where the one before it ends.
            days = replace(days, first=days.first + 1)
        placed.append((days, s))
    return placed


def _says_the_same(one: Statement, other: Statement) -> bool:
    return (one.money.amount, one.money.fee_free) == (other.money.amount, other.money.fee_free)


def _band(days: Days, last: int | None, statement: Statement) -> Found[Band]:
    money = statement.money
    band = Band(
        days.first, last, money.amount, money.fee_free, money.replacement_added, statement.text
    )
    return Found(band, statement.place, statement.text)
