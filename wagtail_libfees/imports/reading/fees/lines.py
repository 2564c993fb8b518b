"""Reading lines and sentences: what each is about, and the days and borrowers of its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..document import SourcePlace
from . import debts, prices
from .amounts import AmountMark, Money
from .charges import PricedLine
from .cues import SOLD, FeeRole, is_fee_word, speaks_of
from .days import Days
from .groups import Group, GroupKind, same_group
from .heads import Heads
from .ledger import Ledger, Option, Source, Statement
from .parts import Parts, assign_days, assign_groups, with_lists
from .sentences import is_harmless, locks_out, no_fee_at, own_role, says_no_fee
from .versions import RatesVersion, Time, line_version

_NUMBERS: Final = re.compile(r"\d+")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CHARGED: Final = re.compile(
    r"\b(?:charged|fined|betaler|pay|slipper|undtaget|fritaget|exempt)\b", re.IGNORECASE
)
_MAX_SHORT: Final = 6
_TOLD_OF_DEBTS: Final = (FeeRole.EXCLUSION, FeeRole.REMINDER, FeeRole.HANDLING)


@dataclass(frozen=True)
class ReadRow:
    """A row as it is read: `numbers` are the rows of the source that it was made of."""

    source: Source
    parts: Parts
    place: SourcePlace
    numbers: tuple[int, ...] = ()
    is_sentence: bool = False

    @property
    def text(self) -> str:
        return self.parts.text.strip()


class LineReader:
    """Reads rows with values. `heads` is shared with what reads headings and tables."""

    def __init__(self, heads: Heads, ledger: Ledger) -> None:
        self.heads = heads
        self.ledger = ledger

    def read(self, row: ReadRow) -> bool:
        """Read a row with values; whether all of it became values."""
        self.ledger.enter(row.source, row.text, row.place, row.parts.amounts)
        is_open = not locks_out(row.parts) or speaks_of("not in force", row.text)
        told = row.parts.words > 0 and is_open
        version = line_version(row.text) if told or "/" in row.text or "20" in row.text else None
        if version and row.parts.amounts and self._is_told_of(row, version):
            self._reject(row, version.time.value)
            return False
        return self.read_as(row, self.role_of(row), version)

    def _is_told_of(self, row: ReadRow, version: RatesVersion) -> bool:
        """Whether the amounts of a former or coming version are listed at once.

        A whole band of a coming version waits: it may turn out to be the only one.
        """
        if version.time is Time.FORMER:
            return True
        return not row.parts.days

    def read_as(
        self, row: ReadRow, role: FeeRole | None, version: RatesVersion | None = None
    ) -> bool:
        """Read a row of which the role is known."""
        parts = row.parts
        if not parts.amounts:
            return self._free(row)
        if role is FeeRole.OVERDUE:
            return self.bands(row, version)
        unknown = (AmountMark.FOREIGN, AmountMark.TIMES)
        if mark := next((m.mark for m in parts.amounts if m.mark in unknown), None):
            self._reject(row, mark.value)
            return False
        amounts = [m for m in parts.amounts if m.mark not in (AmountMark.FORMER, AmountMark.CAP)]
        if role in (FeeRole.EXCLUSION, FeeRole.REPLACEMENT):
            amounts = parts.amounts
        if self._is_one_of_two(row, role):
            self._reject(row, "half_understood")
            return False
        charge = PricedLine(row.text, _shifted(parts, amounts), row.place)
        done = bool(amounts) and self._charge(charge, role)
        if done and len(amounts) == len(parts.amounts):
            self.ledger.settle(row.source, str(role))
        return done and len(amounts) == len(parts.amounts)

    def _is_one_of_two(self, row: ReadRow, role: FeeRole | None) -> bool:
        """Whether a sentence about a reminder or the handling fee tells what it is in one case and
        in another: "gratis, men ...", "sat op fra 40 kr. til 55 kr."."""
        if role not in (FeeRole.REMINDER, FeeRole.HANDLING):
            return False
        several = len({m.amount for m in row.parts.amounts}) > 1
        one_fee = role is FeeRole.HANDLING and row.is_sentence and several
        return bool(_CONTRAST.search(row.text)) or (
            one_fee and bool(_CASES.search(without(row.parts.shown, row.parts.values)))
        )

    def _charge(self, charge: PricedLine, role: FeeRole | None) -> bool:
        if role is FeeRole.EXCLUSION:
            return debts.read_exclusion(charge, self.ledger)
        if role is FeeRole.REMINDER:
            return debts.read_reminders(charge, self.ledger)
        if role is FeeRole.HANDLING:
            return prices.read_handling(charge, self.ledger)
        if role is FeeRole.REPLACEMENT:
            return prices.read_prices(charge, self.ledger)
        if role is None or role is FeeRole.LOAN:
            return False
        return prices.read_others(charge, role, self.ledger)

    # -- what a row is about

    def role_of(self, row: ReadRow) -> FeeRole | None:
        """What the row is about: its own words first, then its days, then its section."""
        parts = row.parts
        # Rows of a table differ in their numbers only: without them the answer is known.
        words = _NUMBERS.sub("0", without(parts.shown, parts.values))
        if parts.days and parts.amounts:
            # "8-30 dage: 25 kr. (1. rykker sendes)": what stands in brackets decides nothing.
            words = _BRACKETS.sub(" ", words)
        cue = own_role(parts, words)
        prose = row.is_sentence and parts.words > 2 and not self._says_fee(parts)
        # "We send a bill: adults 210 kr., children 105 kr." says who pays what.
        shares = len(parts.groups) > 1 and bool(parts.days)
        if prose and not shares and cue not in _TOLD_OF_DEBTS and is_harmless(parts):
            return cue if cue in SOLD else None
        if parts.days and parts.amounts and self._tells_late(row, cue, words):
            return FeeRole.OVERDUE
        if cue is not None:
            self.heads.spoken_role = cue
            return cue
        for told in (self.heads.spoken_role, self.heads.asked):
            of_debts = told in (FeeRole.REMINDER, FeeRole.EXCLUSION) and debts.names_debt(words)
            if of_debts or (told is FeeRole.REMINDER and _IT_COSTS.match(words)):
                return told
        return self._role_here(row, words)

    def _tells_late(self, row: ReadRow, cue: FeeRole | None, words: str) -> bool:
        """Whether a row with days says itself that its amounts are for coming late."""
        parts, late = row.parts, speaks_of("overdue", words)
        if cue in SOLD:
            return cue is FeeRole.OTHER and late and self._is_band(row)
        if cue is FeeRole.EXCLUSION:
            return False
        if (self._says_fee(parts) and cue is not FeeRole.REMINDER) or (cue is None and late):
            return True
        band = self._is_band(row) or _LATE_BY.search(parts.shown[: parts.days[0].start])
        # "40 dage: 200 kr., og regning på erstatning" in the table of fees.
        beside = cue in (FeeRole.REPLACEMENT, FeeRole.INVOICE) and bool(band)
        return beside and self.heads.allows_overdue(self._named(parts), words)

    def _role_here(self, row: ReadRow, words: str) -> FeeRole | None:
        """What a row is that does not say it: by its days, the heads above and its section."""
        heads, parts = self.heads, row.parts
        waiting = bool(heads.days.labels) and (parts.words < 3 or not row.is_sentence)
        known = with_lists(parts, self._counts(parts)).usable if not parts.days else []
        series = len(known) > 1 and len(known) == len(self._known_days(parts))
        days = parts.days or waiting or heads.spoken_days or heads.section_days or series
        own = any(not d.bare for d in parts.days) and self._is_band(row)
        if heads.role is FeeRole.LOAN:
            told = own and (self._named(parts) or heads.is_overdue_page)
            return FeeRole.OVERDUE if told else None
        # What the row says counts for more than the heading above it.
        named = self._named(parts)
        if days and heads.role not in SOLD:
            if heads.allows_overdue(named, words) or (own and named):
                return FeeRole.OVERDUE
        elif heads.role in (None, FeeRole.OVERDUE) and not parts.groups:
            return FeeRole.REPLACEMENT if self._is_material(parts) else heads.role
        return heads.role

    def _named(self, parts: Parts) -> bool:
        return bool(parts.groups) or self.heads.names_group

    def _says_fee(self, parts: Parts) -> bool:
        """Whether the word before the first amount is the word for an overdue fee."""
        named = bool(parts.days and parts.amounts)
        return named and is_fee_word(parts.shown[: parts.amounts[0].start])

    def _is_band(self, row: ReadRow) -> bool:
        """Whether the days stand where those of a band do: at the start, or all that is said."""
        days = row.parts.days
        return bool(days) and (days[0].start < 12 or not row.is_sentence)

    def _is_material(self, parts: Parts) -> bool:
        """Whether a row names a material and its price, and nothing else."""
        if not parts.amounts:
            return False
        label = parts.shown[: parts.amounts[0].start].strip(" .:-–|")
        short = 0 < len(label.split()) <= _MAX_SHORT and len(parts.amounts) == 1
        return short and speaks_of("material", label)

    # -- bands

    def bands(self, row: ReadRow, version: RatesVersion | None = None) -> bool:
        """Read the values of a row as overdue fees."""
        row = replace(row, parts=with_lists(row.parts, self._counts(row.parts)))
        parts = row.parts
        self._list_marked(row)
        if parts.words > 5 and row.is_sentence and parts.days and not _tells_band(parts):
            # "A book lent for 28 days": in a sentence a number of days alone is no band.
            self._reject(row, "not_overdue", parts.usable)
            return False
        values = parts.usable
        if not values:
            return False
        after = self.ledger.statements[-1] if self.ledger.statements else None
        read = [
            [self._statement(row, version, *one) for one in reading]
            for reading in self._readings(row, values)
        ]
        kept = [s for s in read[0] if s is not None]
        if len(read) > 1 and None not in read[0]:
            ways = tuple(tuple(s for s in reading if s is not None) for reading in read)
            self.ledger.options.append(Option(ways, row.text, row.place, after))
        elif not kept and len(values) == 1:
            self._propose_first(row, values[0], version, after)
        self.ledger.statements.extend(kept)
        self._used(row, bool(kept))
        return len(kept) == len(parts.values)

    def _propose_first(
        self, row: ReadRow, money: Money, version: RatesVersion | None, after: Statement | None
    ) -> None:
        """ "Voksne 15 kr.", listed as without days, may be the fee of the first ones."""
        listed = self.ledger.rejected[-1] if self.ledger.rejected else None
        if listed is None or listed.text != row.text or listed.code != "no_days":
            return
        group = row.parts.groups[0] if row.parts.groups else self._alone(1)
        first = Statement(
            Days(0, 0, 1), money, row.place, row.text, group, None, version, row.source
        )
        option = Option(((), (first,)), row.text, row.place, after, listed)
        self.ledger.options.append(option)

    def _counts(self, parts: Parts) -> set[int]:
        """How many amounts a list of numbers may hold: one for each head, or each known band."""
        counts = {len(self.heads.groups.labels), len(parts.groups), len(self._known_days(parts))}
        return counts - {0, 1}

    def _known_days(self, parts: Parts) -> list[Days]:
        """The bands that others were last given: "Børn betaler 10, 30 og 60 kr." goes by them."""
        statements = self.ledger.statements
        if parts.days or self.heads.days.labels or len(parts.groups) != 1 or not statements:
            return []
        last = statements[-1].group
        run: list[Statement] = []
        for s in reversed(statements):
            if s.group is not last and s.group != last:
                break
            run.append(s)
        same = last is not None and same_group(last, parts.groups[0])
        return [] if same else [s.days for s in reversed(run)]

    def _used(self, row: ReadRow, any_kept: bool) -> None:
        heads = self.heads
        if len(row.parts.groups) == 1:
            heads.spoken_group = row.parts.groups[0]
        elif row.parts.groups:
            heads.spoken_group = None
        heads.is_fresh = False
        if any_kept:
            self.ledger.consumed.update(heads.pending)
        for run in (heads.groups, heads.days, heads.versions):
            run.used = True

    def _list_marked(self, row: ReadRow) -> None:
        """List the row if some of its amounts are no fee of a band, and keep its days free."""
        parts = row.parts
        if not parts.marked:
            return
        self._reject(row, parts.marked[0].mark.value, parts.marked)
        if not parts.usable:
            self.leave_open(row)

    def leave_open(self, row: ReadRow) -> None:
        """The days of a row that was not read: no neighbour may take them."""
        group = row.parts.groups[0] if row.parts.groups else self._alone(1)
        for days in row.parts.days:
            self.ledger.gaps.append(
                Statement(days, Money(0, 0), row.place, row.text, group, source=row.source)
            )
        for run in (self.heads.groups, self.heads.days):
            run.used = True

    def _readings(
        self, row: ReadRow, values: list[Money]
    ) -> list[list[tuple[Money, Days | None, Group | None, int | None, RatesVersion | None]]]:
        """Each value with its days and borrowers; more than one way where the row allows it."""
        parts, heads = row.parts, self.heads
        count = len(values)
        waits = _waiting_days(heads.days.labels, count)
        if parts.days or len(waits) < 2 or len(heads.groups.labels) < 2 or parts.groups:
            days = assign_days(parts) if parts.days else self._days(row, waits, count)
            return [self._with_groups(row, values, days)]
        groups = heads.groups.labels
        if count != len(waits) * len(groups):
            return [self._with_groups(row, values, self._days(row, waits, count))]
        by_group = [(d, g) for g in groups for d in waits]
        by_days = [(d, g) for d in waits for g in groups]
        return [
            [(m, d, g, None, heads.version) for m, (d, g) in zip(values, pairs, strict=True)]
            for pairs in (by_group, by_days)
        ]

    def _days(self, row: ReadRow, waits: list[Days], count: int) -> list[Days | None]:
        """The days of amounts whose row names none."""
        heads = self.heads
        if len(waits) == count:
            return list(waits)
        if count > 1 and len(known := self._known_days(row.parts)) == count:
            return list(known)
        if len(waits) == 1:
            return [waits[0]] * count
        if waits and count == 1:
            return [waits[-1]]
        spoken = heads.spoken_days if row.parts.words < 9 else None
        return [heads.section_days or spoken] * count

    def _with_groups(
        self, row: ReadRow, values: list[Money], days: list[Days | None]
    ) -> list[tuple[Money, Days | None, Group | None, int | None, RatesVersion | None]]:
        parts, heads = row.parts, self.heads
        own = assign_groups(parts) if parts.groups else [None] * len(values)
        versions: Sequence[RatesVersion | None]
        versions = heads.versions.of(len(values)) or [None] * len(values)
        several = len(values) > 1 and len(heads.versions.labels) > 1 and versions[0] is not None
        # Which amount of its days each one is: the number of its column.
        columns: list[int] = []
        for index, day in enumerate(days):
            columns.append(sum(_same(day, other) for other in days[:index]))
        size = 1 if several else max(columns) + 1
        heads_of: Sequence[Group | None] = heads.groups.of(size) or [None] * size
        rows = []
        for index, money in enumerate(values):
            column = 0 if several else columns[index]
            group = own[index]
            if group is None:
                group = heads.spoken_group or heads_of[column] or self._alone(size)
            lost = column if group is None and size > 1 and not several else None
            rows.append((money, days[index], group, lost, versions[index] or heads.version))
        return rows

    def _alone(self, size: int) -> Group | None:
        """The group of the section, or the only one that waits."""
        heads = self.heads
        found = heads.groups.of(size)
        return (found[0] if found and size == 1 else None) or heads.group

    def _statement(
        self,
        row: ReadRow,
        version: RatesVersion | None,
        money: Money,
        days: Days | None,
        group: Group | None,
        column: int | None,
        head: RatesVersion | None,
    ) -> Statement | None:
        if money.in_range:
            self._reject(row, "price_range", [money])
            return None
        if days is None:
            self._reject(row, "no_days", [money])
            return None
        if column is not None and len(self.heads.groups.labels) > 1:
            self._reject(row, "more_columns", [money])
            return None
        if column and row.is_sentence and row.parts.words > 5:
            # "200 kr., men det kan nedsættes til 100 kr.": no second column in running text.
            self._reject(row, "half_understood", [money])
            return None
        if money.is_placeholder:
            self.ledger.reject(row.text, "placeholder", row.place)
        self.ledger.settle(row.source, FeeRole.OVERDUE.value, [money])
        return Statement(
            days, money, row.place, row.text, group, column, version or head, row.source
        )

    def _reject(self, row: ReadRow, code: str, amounts: list[Money] | None = None) -> None:
        self.ledger.settle(row.source, code, amounts)
        if not any(r.text == row.text and r.code == code for r in self.ledger.rejected[-4:]):
            self.ledger.reject(row.text, code, row.place)

    # -- nothing to pay

    def _free(self, row: ReadRow) -> bool:
        """Read a row without an amount that may say "no fee"; whether it became a value."""
        heads, parts, text = self.heads, row.parts, row.text
        in_table = bool(parts.values and (parts.days or heads.days.labels) and parts.words < 5)
        if in_table and heads.allows_overdue(bool(parts.groups) or heads.names_group, text):
            return self.bands(row)
        if _bounded(parts) and parts.groups and parts.values:
            return self.bands(row)
        about_fees = heads.role is FeeRole.OVERDUE or speaks_of("overdue", text)
        # "Children are not charged", beside what the others pay.
        unsaid = heads.role in (None, FeeRole.LOAN)
        spoken = unsaid and heads.is_overdue_page and bool(parts.groups)
        about_fees = about_fees or (spoken and bool(_CHARGED.search(text)))
        elsewhere = not about_fees or heads.role in (FeeRole.ROOM, FeeRole.PRINT)
        below_group = heads.role is None and heads.names_group and parts.words < 4
        if (elsewhere and not below_group) or not says_no_fee(text):
            self._list_unused(row)
            return False
        group = self._freed(parts)
        if group is None and text[-1:] not in ".!" and parts.words > 1:
            # "Children's books: no fines" frees nobody.
            return False
        if group is None and parts.words > 2 and not speaks_of("overdue", text):
            # "Bestilling af bøger er gratis" below "Gebyrer" is about no fee for coming late.
            return False
        of_all = bool(_OF_ALL.match(text)) and not _FOR_A_KIND.search(text)
        others = {g.label for g in parts.groups if g.kind is GroupKind.OTHER}
        if text[-1:] in ".!" and (len(others) > 1 or (group is None and not of_all)):
            # "Picture books are fee-free" frees a kind of thing, and not everybody; "Institutioner
            # og skoler" are two groups, of which one would be shown.
            self.ledger.reject(text, "half_understood", row.place)
            return False
        self.ledger.free_groups.append(
            Statement(
                Days(0, 0, 1), Money(0, 0, None, True), row.place, text, group, source=row.source
            )
        )
        self.ledger.consumed.update(heads.pending)
        return True

    def _list_unused(self, row: ReadRow) -> None:
        """List a sentence that frees somebody from the fee, or names whom it frees, for nothing."""
        told = row.is_sentence and speaks_of("no fee", row.text)
        late = self.heads.role is FeeRole.OVERDUE or speaks_of("overdue", row.text)
        if told and (late or (self.heads.is_overdue_page and row.parts.groups)):
            self.ledger.reject(row.text, "half_understood", row.place)

    def _freed(self, parts: Parts) -> Group | None:
        """The group that a sentence frees: named in it, or in the heading above with these ages."""
        groups = [g for g in parts.groups if g.kind is not GroupKind.ALL]
        said = no_fee_at(parts.text)
        named = next((g for g in reversed(groups) if g.start < said), next(iter(groups), None))
        above = self._alone(1) or self.heads.spoken_group
        if above is None or (named and named.kind is not above.kind):
            return named
        if named is not None and named.has_ages and not above.has_ages:
            return Group(above.label, above.kind, named.age_from, named.age_to)
        return above


# Who frees everybody, or that everybody is freed.
_OF_ALL = re.compile(
    r"(?:.{0,40}\b)?(?:vi|biblioteket|biblioteker|der|ingen|alle|man|du|det|we|you|there|no|nobody"
    r"|the library|libraries|everyone|everybody|all)\b"
    r"|\W*(?:\w+ )?(?:gebyr\w*|bøder\w*|fees|fines)",
    re.IGNORECASE,
)
_FOR_A_KIND = re.compile(
    r"\b(?:for|på|on) (?:\w+ )?\w*(?:bøger|film|blade|spil|books|films|dvds|magazines|games)\W*$",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\b(?:gratis|ingenting|intet|koster ikke|free|nothing)\b.*\b(?:men|derimod|but|whereas)\b",
    re.IGNORECASE,
)
_CASES = re.compile(
    r"\b(?:når det|hvis det|ellers|op fra|ned fra|hævet|sat op|sat ned|steget|i stedet for|when it"
    r"|if it|otherwise|instead of|raised|up from)\b",
    re.IGNORECASE,
)
# "We send a reminder. It costs 100 kr."
_IT_COSTS = re.compile(
    r"\W*(?:den|det|de|it|this|they)(?: første| anden| hver)? (?:koster|er på|costs?|is)\b",
    re.IGNORECASE,
)
_LATE_BY = re.compile(
    r"(?:forsinket|overskredet|for sen\w*|overdue|late|by)(?: med| på den)?(?: i)? $", re.IGNORECASE
)


def _tells_band(parts: Parts) -> bool:
    """Whether days in a sentence are those of a band, and not just a number of days."""
    return any(not d.bare or _LATE_BY.search(parts.shown[: d.start]) for d in parts.days)


def _bounded(parts: Parts) -> bool:
    """Whether a sentence frees its borrowers for some days only."""
    return any(d.is_up_to and d.last and d.last > 1 for d in parts.days)


def _waiting_days(labels: list[Days], count: int) -> list[Days]:
    """The bands that wait; "overdue" alone counts where an amount is there for it."""
    real = [days for days in labels if not days.is_beginning]
    return labels if len(labels) == count or not real else real


def _same(one: Days | None, other: Days | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.first, one.last, one.follows) == (other.first, other.last, other.follows)


def without(text: str, values: list[Money]) -> str:
    """The text without its amounts, and so without "+ erstatning"."""
    parts, position = [], 0
    for money in values:
        parts.append(text[position : money.start])
        position = money.end
    return " ".join([*parts, text[position:]])


def _shifted(parts: Parts, amounts: list[Money]) -> list[Money]:
    """The amounts with offsets in the stripped text."""

    lead = len(parts.text) - len(parts.text.lstrip())
    return (
        [replace(m, start=m.start - lead, end=m.end - lead) for m in amounts] if lead else amounts
    )
