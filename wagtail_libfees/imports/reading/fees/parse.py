"""From a document to its fees: rows are read with the heads above them, then judged as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from wagtail_libfees.rates.clock import copenhagen_day
from wagtail_libfees.text.messages import gettext_noop

from ..document import Document, ListItem
from ..errors import SourceError
from ..guard import guarded
from ..page_furniture import ALWAYS_CHROME, code_of_text
from ..profiles.base import prepared
from ..profiles.registry import AUTO, get_profile
from .ages import AGES_ONLY, age_rule, ages_of_mark, ages_told, marked_groups
from .amounts import has_broken_amount
from .assemble import assemble
from .audit import Told, dropped, untold
from .cells import TableReader
from .charges import PricedLine
from .cues import SOLD, FeeRole, heading_roles, line_role, speaks_of
from .dates import find_valid_from, year_of
from .days import Days, find_days, find_loose_days
from .grid import grid_of
from .groups import Group
from .heads import Heads
from .judge import doubts_of, settle_options
from .ledger import Ledger, Statement
from .leftover_text import sections_of
from .lines import LineReader, ReadRow
from .normal import as_digits
from .parsed_fees import ParsedFees
from .parts import Parts, split_parts
from .prices import note_included, read_purchase
from .records import Doubt, Found, FoundGroup, FoundVersion
from .rows import AsideRow, EndRow, Item, SourceRow, TableRow, source_rows
from .sentences import says_no_fee
from .timings import find_timings
from .versions import (
    Period,
    RatesVersion,
    Time,
    head_version,
    head_versions,
    holding_versions,
    past_parts,
    without_dates,
)

_ENGLISH = re.compile(
    r"\b(?:the|and|fees?|days?|borrow\w*|children|adults?|library|you|your)\b", re.I
)
_DANISH = re.compile(r"\b(?:og|gebyr\w*|dage?|lån\w*|børn|voksne|biblioteket?|du|din|for)\b", re.I)
# Words of the neighbours' languages that Danish does not have: their kroner are others.
_FOREIGN = re.compile(
    r"\b(?:och|är|vuxna|försen\w*|dagar|avgift\w*|böcker|låna|etter|purring\w*|dager|uker|bøker"
    r"|förlorad|borttappad|ikkje|låner du ikke inn)\b",
    re.I,
)
_HEAD_WORDS = re.compile(
    r"(?<![^\W\d_])(?:antal|dage?|gebyr(?:er|takster|et)?|takst(?:er)?|for|ved|pr|lån"
    r"|pris(?:er)?|beløb|kr|dkk|låner\w*|grupper?|type|interval|periode|overskr\w+"
    r"|forsinkelse\w*|lånetid\w*|afleverings\w*|sen|med|alder|days?|overdue|late|fees?"
    r"|fines?|amount|price|borrower|group|age|period|of|per|loan|i|alt|delay|gældende"
    r"|past|due|date|aflevering|forsinket|overskredet|over|tiden|number|if|time|return(?:ed)?|items?"
    r"|materiale\w*|tabel|table)(?![^\W\d_])",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\[?(?:vedhæftet|attachment|attached|image|billede|cid)\b[^\]\n]*\.\w{3,4}[^\]\n]*\]?",
    re.IGNORECASE,
)
# What a line of nothing but amounts begins with; most lines are told apart by it at once.
_BEGINS_BARE = re.compile(
    r"[^\w]*(?:\d(?!.*(?:dag|day|uge|week))|d?kr|d\.kr|dkk|ddk|danish|danske|gratis|gebyrfri|helt|ingen"
    r"|intet|uden|kun|alene|erstatning|free|fee|no|only|replacement|eur|usd|gbp|sek|nok|us|[xX_]{2})"
    r"|\W*\[|\W*\.{3}",
    re.IGNORECASE,
)
_IN_KRONER = re.compile(r"\(kr\.?\)|\(dkk\)|\bi (?:danske )?kroner\b|\bin DKK\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?:når|hvis|ved|efter|er|if|when|after|afleverer|overskrid\w+)\b", re.I)
_ABOVE = re.compile(r"\b(?:ovenfor|ovenstående|herover|above)\b", re.IGNORECASE)
_MAX_HEAD = 120
# No table has more columns, and no list of bands is longer.
_MAX_RUN = 40
_MAX_BARE = 120
_BARE = r"\d{1,4}(?:,\d{2})?(?!\d)"

MAX_CHARACTERS = 1_500_000


@guarded
def parse_fees(document: Document, today: date | None = None, profile: str = AUTO) -> ParsedFees:
    """The fees of a page; what is not understood is listed. `today` tells which of several dated
    versions holds; `profile` is a registered name or "auto".

    Raises `ProfileError` for an unknown name, and `SourceError` for a text of more than
    `MAX_CHARACTERS`: no fee page is so long, and reading it would take minutes.
    """
    chosen, _why = get_profile(profile, document)
    document = prepared(document, chosen.fee_blocks(document))
    page = _Page(document, today or copenhagen_day(datetime.now(UTC)))
    if len(page.text) > MAX_CHARACTERS:
        raise SourceError(
            gettext_noop("More than %(most)s characters; keep only the part with the fees."),
            most=MAX_CHARACTERS,
        )
    for item in page.joined():
        page.read(item)
    return page.result()


def language_of(text: str) -> str:
    """ "en" or "da", by the commonest words; tables of names tell too little to go further."""
    sample = text[:20_000]
    return "en" if len(_ENGLISH.findall(sample)) > len(_DANISH.findall(sample)) else "da"


class _Page:
    def __init__(self, document: Document, today: date) -> None:
        self.document, self.today = document, today
        self.items = source_rows(document)
        tables = [item for item in self.items if isinstance(item, TableRow)]
        self.grids = {item.number: grid_of(item.table) for item in tables}
        self.out = Ledger()
        self.heads = Heads()
        self.reader = LineReader(self.heads, self.out)
        self.titles: set[int] = set()
        self.label: SourceRow | None = None
        # Statements of other times than today, and the version that holds.
        self.others: dict[RatesVersion | None, list[Statement]] = {}
        self.chosen: RatesVersion | None = None
        self.text = "\n".join(item.text for item in self.items if isinstance(item, SourceRow))
        self.heads.is_overdue_page = speaks_of("overdue", self.text) or self._has_bands()
        self.is_in_kroner = bool(_IN_KRONER.search(self.text))
        self.is_foreign = len(set(map(str.lower, _FOREIGN.findall(self.text[:20_000])))) > 1

    def _has_bands(self) -> bool:
        """Whether several lines or rows are days with an amount and little else."""
        count = 0
        for text in self._short_texts():
            count += _bands_of(text)
            if count > 1:
                return True
        return False

    def _short_texts(self) -> Iterator[str]:
        for item in self.items:
            if isinstance(item, TableRow):
                yield from (" ".join(cell.text for cell in row) for row in item.table.rows)
            elif isinstance(item, SourceRow) and len(item.text) <= _MAX_BARE:
                yield item.text

    def joined(self) -> Iterator[Item | list[SourceRow]]:
        """The rows in order; amounts that stand alone on lines below each other come as one."""
        run: list[SourceRow] = []
        for item in self.items:
            bare = isinstance(item, SourceRow) and not item.level and _is_bare_amount(item)
            if bare and isinstance(item, SourceRow) and len(run) < _MAX_RUN:
                run.append(item)
                continue
            if run:
                yield run
                run = []
            yield item
        if run:
            yield run

    def read(self, item: Item | list[SourceRow]) -> None:
        if isinstance(item, list):
            self._amounts(item)
        elif isinstance(item, AsideRow):
            self._aside(item)
        elif isinstance(item, EndRow):
            self.heads.leave()
        elif isinstance(item, TableRow):
            TableReader(item.table, self.grids[item.number], item.number, self.reader).read()
        elif item.level:
            self._heading(item)
        else:
            self._line(item)

    def _aside(self, item: AsideRow) -> None:
        """What was set aside is listed; a line of text among it may still end a section."""
        aside = item.aside
        self.out.reject(aside.text, aside.code, aside.place)
        if aside.code == "navigation" and (roles := heading_roles(aside.text)):
            self.heads.set_roles(roles)
            self.heads.forget()

    # -- headings

    def _heading(self, row: SourceRow) -> None:
        self._date(row)
        note_included(row.text, self.out)
        parts = split_parts(without_dates(row.text))
        heads = self.heads
        named = _real_days(parts)
        only_days = named and not parts.amounts and not parts.groups and not parts.words
        if only_days and (heads.groups.labels or heads.group):
            # "1-7 dage" below "Voksne", as a term or a heading: it is one row of theirs.
            heads.days.clear()
            heads.days.add(named)
            return
        heads.enter(row.text, row.level)
        if parts.amounts:
            self._values(row, parts)
            return
        if len(parts.groups) > 1 and len(row.text) < 90:
            heads.groups.add(parts.groups)
        elif parts.groups and parts.words < 5:
            heads.name(parts.groups[0], None)
        if named and parts.words < 4:
            heads.name(None, named[0])
        self.label = row

    # -- lines

    def _amounts(self, rows: list[SourceRow]) -> None:
        """Amounts below each other, one for each label that waits; or one, below its name."""
        parts = [split_parts(row.text, struck=row.struck) for row in rows]
        if len(rows) == 1 and self._priced(rows[0], parts[0]):
            return
        if self.heads.role not in SOLD or len(rows) > 1:
            text = " | ".join(row.text for row in rows) if len(rows) > 1 else rows[0].text
            struck = rows[0].struck if len(rows) == 1 else ()
            joined = split_parts(text, struck=struck)
            self._read(rows[0], joined, tuple(row.number for row in rows))
            return
        self._read(rows[0], parts[0], (rows[0].number,))

    def _priced(self, row: SourceRow, parts: Parts) -> bool:
        """An amount alone on its line, with the line above it that says what it is for."""
        heads = self.heads
        waits = heads.days.labels or (
            heads.role in (None, FeeRole.OVERDUE) and not self._material()
        )
        if waits or self.label is None or heads.section_days:
            return False
        joined = split_parts(f"{self.label.text.rstrip(' :')}: {row.text}")
        if self.label.level:
            self._read(row, joined, (row.number,))
        else:
            self._read(row, joined, (self.label.number, row.number))
        return True

    def _material(self) -> bool:
        return self.label is not None and speaks_of("material", self.label.text)

    def _line(self, row: SourceRow) -> None:
        if (code := code_of_text(row.text)) in ALWAYS_CHROME:
            self.out.reject(row.text, code, row.place)
            self.out.consumed.add(row.number)
            return
        if _ATTACHED.search(row.text):
            self.out.reject(row.text, "unread_file", row.place)
        dated = self._date(row)
        if row.starts_block or not row.is_sentence:
            self.heads.end_paragraph()
        parts = self._parts(row)
        if parts.amounts or self._is_free(parts):
            self._values(row, parts)
            self.label = None
            return
        if has_broken_amount(row.text) or self._is_unread(parts):
            self.out.reject(row.text, "amount", row.place)
            if parts.days and not row.is_sentence:
                self.reader.leave_open(ReadRow(row.number, parts, row.place))
                return
        self.label = None if row.is_sentence or len(row.text) > 80 else row
        self._without_values(row, parts, dated)

    def _parts(self, row: SourceRow) -> Parts:
        heads = self.heads
        loose = heads.role in (None, FeeRole.OVERDUE) and bool(
            heads.names_group or heads.role or heads.is_overdue_page
        )
        text = self._with_currency(without_dates(row.text))
        parts = split_parts(text, loose=loose, struck=row.struck + past_parts(text))
        if text != row.text and len(text) == len(row.text):
            parts = replace(parts, text=row.text, shown=as_digits(row.text))
        return parts

    def _without_values(self, row: SourceRow, parts: Parts, dated: bool) -> None:
        """A row without amounts: ages, a purchase price, a label, a title, or text."""
        tells = row.is_sentence or "=" in row.text or row.text.endswith(".")
        tells = tells and not row.text.endswith(":")
        if _ABOVE.search(row.text) and parts.groups:
            self._name_above(parts.groups[0], row.number)
            return
        if not dated and (rule := age_rule(row.text)) and tells:
            self.out.ages.append(rule)
            return
        self.out.marked |= marked_groups(parts.groups, row.text)
        if noted := self._noted_ages(row):
            self.out.ages.append(noted)
            return
        if self.out.statements:
            self.out.ages += ages_told(parts.groups, row.text)
        if self.heads.role is FeeRole.REPLACEMENT and read_purchase(
            PricedLine(row.text, [], row.place), self.out
        ):
            self.out.consumed.add(row.number)
            return
        if row.is_sentence:
            note_included(row.text, self.out)
        self._label(row, parts)

    def _name_above(self, group: Group, number: int) -> None:
        """ "The amounts above are for adults": the group of the rows that had none."""
        named = [
            replace(s, group=group, column=None) if s.group is None and not s.column else s
            for s in self.out.statements
        ]
        self.out.statements[:] = named
        self.out.consumed.add(number)

    def _is_unread(self, parts: Parts) -> bool:
        """Whether a row of days among the others has a number that is no amount: "20 crowns"."""
        heads = self.heads
        told = heads.role is FeeRole.OVERDUE or (heads.role is None and heads.names_group)
        begins = bool(parts.days) and parts.days[0].start < 4 and parts.words < 4
        among = self.out.statements or heads.role is FeeRole.OVERDUE
        return told and begins and bool(among and re.search(r"\d", parts.rest))

    def _noted_ages(self, row: SourceRow) -> Group | None:
        """The ages in a footnote; a star at the start of a line may have been read as a bullet."""
        starred = isinstance(row.block, ListItem) and bool(AGES_ONLY.fullmatch(row.text))
        return ages_of_mark(f"* {row.text}" if starred else row.text, self.out.marked)

    def _with_currency(self, text: str) -> str:
        """ "1-7  20  10" below two heads of columns: as many numbers behind a band are amounts."""
        heads = self.heads
        labels = len(heads.groups.labels) * max(len(heads.versions.labels), 1)
        counts = {labels, len(heads.groups.labels), len(heads.versions.labels)} - {0, 1}
        if len(text) > _MAX_BARE or heads.role not in (None, FeeRole.OVERDUE):
            return text
        if self.is_in_kroner:
            counts |= {1, 2}
        for count in sorted(counts, reverse=True):
            if (read := self._with_currencies(text, count)) != text:
                return read
        return text

    def _with_currencies(self, text: str, count: int) -> str:
        found = re.fullmatch(
            rf"(?P<band>.*?[\d+-].*?)(?P<numbers>(?: ?[ |;/] ?{_BARE}){{{count}}})", text
        )
        if found is None or not (find_days(found["band"]) or find_loose_days(found["band"])):
            return text
        return found["band"] + re.sub(r"(?<=\d)(?= |$)", " kr.", found["numbers"])

    def _is_free(self, parts: Parts) -> bool:
        return bool(parts.values) or says_no_fee(parts.text)

    # -- labels and titles

    def _label(self, row: SourceRow, parts: Parts) -> None:
        """Let a row without values change what the next rows mean."""
        heads, text = self.heads, row.text
        before = heads.role, heads.mixed
        named, unnamed = _real_days(parts), _unnamed_words(parts)
        head = not text.endswith((".", "!", "?")) and len(text) <= _MAX_HEAD
        short = head and not row.is_sentence
        version = head_version(text) if short and not find_days(text) else None
        if len(parts.groups) > 1 and ((short and unnamed <= 4) or (head and unnamed == 0)):
            heads.groups.add(parts.groups)
            self._days_of_label(parts, named)
            heads.pending = [row.number]
        elif head and parts.groups and not named and self._heads_rows(row, parts, unnamed):
            self._group_label(row, parts)
        elif short and parts.days and unnamed <= 5 and heads.role is not FeeRole.LOAN:
            self._days_label(row, parts, named, unnamed)
        elif head and len(named) == 1 and _CONDITION.match(text) and speaks_of("overdue", text):
            # "Når lånetiden overskrides med mere end 29 dage, sender vi en regning plus gebyr"
            heads.days.clear()
            self._late_here()
            heads.days.add(named)
        elif short and (years := head_versions(text)):
            heads.versions.add(years)
        elif version and unnamed <= 8:
            heads.versions.add([version])
            if heading_roles(text):
                self._title(row, unnamed, version)
        elif short:
            self._title(row, unnamed)
        else:
            self._told(parts, named)
        is_title = (
            len(text) <= 70 and short and not parts.groups and not re.search(r"[.!,;]$", text)
        )
        if is_title and row.starts_block and not parts.days and (heads.role, heads.mixed) != before:
            self.titles.add(row.number)

    def _heads_rows(self, row: SourceRow, parts: Parts, unnamed: int) -> bool:
        """Whether a line with a group heads the rows below: short, or a title."""
        title = row.starts_block and not row.is_sentence and len(parts.groups) == 1
        return unnamed <= 4 or row.text.endswith(":") or (title and unnamed <= 8)

    def _group_label(self, row: SourceRow, parts: Parts) -> None:
        heads = self.heads
        if heads.groups.used and len(heads.days.labels) < 2:
            heads.days.clear()
        if not heads.groups.labels or heads.groups.used:
            heads.pending = []
        roles = heading_roles(parts.rest)
        if roles == {FeeRole.OVERDUE} or (
            len(roles - {FeeRole.OVERDUE, FeeRole.LOAN}) == 1 and not roles & {FeeRole.OVERDUE}
        ):
            heads.set_roles(roles)
        if heads.is_fresh and heads.group and not heads.groups.labels:
            # The heads of the columns, of which the first was read as a heading.
            heads.groups.add([heads.group])
        heads.groups.add(parts.groups[:1])
        heads.pending.append(row.number)

    def _days_of_label(self, parts: Parts, named: list[Days]) -> None:
        if named:
            self.heads.days.add(named)

    def _days_label(self, row: SourceRow, parts: Parts, named: list[Days], unnamed: int) -> None:
        heads = self.heads
        if speaks_of("overdue", row.text):
            if heads.role not in (None, FeeRole.OVERDUE) and not named:
                # "Overskridelse af lånetid" below the prices of rooms is the next section.
                heads.set_roles(frozenset({FeeRole.OVERDUE}))
                heads.forget()
            elif heads.role is None:
                heads.role = FeeRole.OVERDUE
            else:
                self._late_here()
        if named and all(days.is_beginning for days in heads.days.labels) and unnamed < 3:
            begun = heads.days.labels if row.text[:1] in "-–" or unnamed else []
            heads.days.labels = list(begun)
        heads.days.add(named or parts.days)
        heads.pending.append(row.number)
        if parts.groups:
            heads.groups.add(parts.groups[:1])

    def _late_here(self) -> None:
        """Days overdue below "Regning" or "Inddrivelse" are of the fee that comes then."""
        if self.heads.role in (FeeRole.INVOICE, FeeRole.COLLECTION):
            self.heads.set_roles(frozenset({FeeRole.OVERDUE}))

    def _title(self, row: SourceRow, unnamed: int, version: RatesVersion | None = None) -> None:
        """A short line that names neither group nor band: a title, a head word, or a text."""
        heads, text = self.heads, row.text
        roles = heading_roles(text)
        is_title = (
            len(text) <= 70
            and not text.startswith("*")
            and not re.search(r"[.!,;?]$", text)
            and len(text.split()) <= 8
        )
        if year_of(text):
            heads.versions.add([v for v in [head_version(text)] if v])
            return
        if roles and is_title:
            if unnamed == 0 and roles <= {FeeRole.OVERDUE, FeeRole.LOAN} and heads.groups.labels:
                # "Gebyr" or "Antal dage" beside the heads of columns is one of them.
                return
            if text.endswith(":") and heads.groups.labels and not heads.groups.used:
                return
            heads.set_roles(roles)
            heads.forget()
            heads.versions.add([version] if version else [])
        elif unnamed and not text.endswith(":"):
            heads.days.clear()

    def _told(self, parts: Parts, named: list[Days]) -> None:
        """A sentence without values."""
        heads = self.heads
        if line_role(parts.text) is FeeRole.REMINDER:
            heads.spoken_role = FeeRole.REMINDER
        if parts.text.endswith("?"):
            roles = heading_roles(parts.text) - {FeeRole.OVERDUE, FeeRole.LOAN}
            heads.asked = next(iter(roles)) if len(roles) == 1 else None
            if len(parts.groups) == 1:
                # "Under 18 år? Så koster det ikke noget."
                heads.spoken_group = parts.groups[0]
        bands = [days for days in named if not days.bare]
        if len(bands) == 1:
            self.heads.spoken_days = bands[0]
        if not parts.text.endswith(":"):
            self.heads.days.clear()

    # -- values

    def _values(self, row: SourceRow, parts: Parts) -> None:
        if self.is_foreign and parts.amounts:
            self.out.reject(row.text, "currency", row.place)
            return
        self._read(row, parts, (row.number,))

    def _read(self, row: SourceRow, parts: Parts, numbers: tuple[int, ...]) -> None:
        count = len(self.out.rejected)
        told = ReadRow(row.number, parts, row.place, numbers, row.is_sentence)
        if self.reader.read(told):
            self.out.consumed.update(numbers)
            if parts.is_scanned and parts.amounts:
                readings = (parts.shown.strip(), parts.text.strip())
                self.out.doubts.append(Doubt("scanned", readings, row.text, row.place))
        elif parts.amounts and len(self.out.rejected) == count:
            self.out.reject(told.text, "amount", row.place)
        elif not parts.amounts:
            self._label(row, parts)

    def _date(self, row: SourceRow) -> bool:
        found = find_valid_from(row.text)
        if found is None or speaks_of("harmless", row.text):
            return False
        self.out.valid_from.append(Found(found, row.place, row.text))
        return True

    # -- the result

    def _hold(self) -> None:
        """Keep the statements of the version that holds, and list the others."""
        out = self.out
        reason, chosen = holding_versions((s.version for s in out.statements), self.today)
        kept: list[Statement] = []
        gone: set[date | None] = set()
        self.chosen = chosen
        # A sentence about one band that will change is no card, even where it stands alone.
        later = bool(chosen and chosen.time is Time.COMING)
        later = later and not any(s.days.first == 1 for s in out.statements)
        for s in out.statements:
            if not (code := "coming" if later else reason(s.version)):
                kept.append(s)
                continue
            gone.add(s.version.day if s.version else None)
            self.others.setdefault(s.version, []).append(s)
            amount = "0" if s.money.amount is None else f"{s.money.amount:.2f}".replace(".", ",")
            year = f"{s.version.year}: " if s.version and s.version.year else ""
            out.reject(f"{year}{amount} kr. ({s.text})" if year else s.text, code, s.place)
            if isinstance(s.source, int):
                out.consumed.discard(s.source)
        # The day of what comes later is not that of the rates.
        gone -= {s.version.day for s in kept if s.version}
        out.valid_from[:] = [f for f in out.valid_from if f.value not in gone]
        out.statements = kept
        source = next((s for s in kept if s.version == chosen), None)
        if chosen and chosen.day and source is not None:
            told = [f for f in out.valid_from if f.value == chosen.day]
            out.valid_from[:] = told or [Found(chosen.day, source.place, source.text)]

    def _other_versions(
        self, language: str, today: tuple[FoundGroup, ...]
    ) -> Iterator[FoundVersion]:
        """The cards of other times, where they are whole: a sentence about one band is none."""
        for version, statements in self.others.items():
            groups = assemble(statements, Ledger(marked=self.out.marked), language, Ledger())
            starts = {group.bands[0].value.from_day for group in groups}
            if version is None or not groups or starts - _first_days(today) - {1}:
                continue
            is_coming = self._comes(version)
            period = version.period(None if is_coming else self.chosen)
            if is_coming and period.first:
                # The next version holds until another follows it.
                period = Period(period.first)
            told = statements[0]
            yield FoundVersion(is_coming, groups, period.first, period.last, told.place, told.text)

    def _comes(self, version: RatesVersion) -> bool:
        first = version.period().first
        return version.time is Time.COMING or bool(
            version.time is not Time.FORMER and first and first > self.today
        )

    def _valid_from(self) -> Found[date] | None:
        """The day of the rates: what is said of rates counts for more than what else begins."""
        found = self.out.valid_from
        told = [
            f
            for f in found
            if re.search(r"gæld|gyldig|i kraft|valid|in force|effective", f.text, re.I)
        ]
        return next(iter(told or found), None)

    def result(self) -> ParsedFees:
        out = self.out
        language = self.document.language[:2] or language_of(self.text)
        self._hold()
        settle_options(out, lambda s, lost: assemble(s, out, language, lost))
        groups = assemble(out.statements, out, language)
        out.doubts += doubts_of(groups)
        out.close()
        sections = sections_of(self.items, out, self.titles, self.document.base_url)
        parsed = ParsedFees(
            source=self.document.source,
            overdue_fees=groups,
            replacement_prices=tuple(dict.fromkeys(out.prices)),
            handling_fee=out.handling[0] if out.handling else None,
            handling_included=out.handling_included,
            exclusion=out.exclusions[0] if out.exclusions else None,
            reminder_fees=tuple(out.reminders),
            other_fees=tuple(dict.fromkeys(out.others)),
            timings=find_timings(self.items),
            valid_from=self._valid_from(),
            versions=tuple(self._other_versions(language, groups)),
            sections=sections,
            rejected=(),
            doubts=tuple(dict.fromkeys(out.doubts)),
        )
        out.rejected += dropped(out, groups)
        out.rejected += untold(self.items, self.grids, Told(parsed.found(), out))
        return replace(parsed, rejected=tuple(dict.fromkeys(out.rejected)))


def _bands_of(text: str) -> int:
    """How many bands a line is, where it is little else."""
    parts = split_parts(text)
    if parts.words > 3 or line_role(text):
        return 0
    return min(sum(not days.bare for days in parts.days), len(parts.amounts))


def _first_days(groups: tuple[FoundGroup, ...]) -> set[int]:
    return {group.bands[0].value.from_day for group in groups}


def _is_bare_amount(row: SourceRow) -> bool:
    """Whether a row is amounts and nothing else."""
    if len(row.text) > 60 or not _BEGINS_BARE.match(row.text):
        return False
    parts = split_parts(row.text, struck=row.struck)
    alone = not re.search(r"\w", parts.rest) and not parts.groups and not parts.days
    return bool(parts.values) and alone


def _real_days(parts: Parts) -> list[Days]:
    """Bands that say more than "overdue", which also heads a column."""
    return [days for days in parts.days if not days.is_beginning]


def _unnamed_words(parts: Parts) -> int:
    rest = _HEAD_WORDS.sub(" ", parts.rest)
    return len(re.findall(r"[^\W\d_]{2,}", rest))
