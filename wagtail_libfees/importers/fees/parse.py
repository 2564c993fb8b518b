"""From a document to its fees: rows are read one by one, then put together."""

from __future__ import annotations

import re

from ..chrome import ALWAYS_CHROME, code_of_text
from ..document import Document, ListItem
from ..errors import SourceError
from ..texts import gettext_noop
from .ages import AGES_ONLY, age_rule, ages_of_mark, ages_told, marked_groups
from .amounts import has_broken_amount
from .assemble import assemble
from .bands import Parts, split_parts
from .cells import TableReader
from .charges import Charge
from .context import Context
from .dates import find_valid_from, years_of
from .days import find_days, find_loose_days
from .free import says_no_fee
from .gather import Gathered
from .groups import Group
from .lines import LineReader, looks_like_heading
from .prices import note_included, read_purchase
from .records import DateValue, ParsedFees
from .remains import sections_of
from .rows import AsideRow, EndRow, Item, Row, TableRow, rows_of
from .structure import read_structure
from .topics import Topic, heading_topics, names_overdue

_ENGLISH = re.compile(
    r"\b(?:the|and|fees?|days?|borrow\w*|children|adults?|library|you|your)\b", re.I
)
_DANISH = re.compile(r"\b(?:og|gebyr\w*|dage?|lån\w*|børn|voksne|biblioteket?|du|din|for)\b", re.I)

# Not the number of a band: no unit and no dash behind it.
_MAX_BARE = 120
_BARE = r"\d{1,4}(?:,\d{2})?(?!\d)"

MAX_CHARACTERS = 1_500_000


def parse_fees(document: Document) -> ParsedFees:
    """The fees of a page; what is not understood is listed.

    Raises `SourceError` only for a text of more than `MAX_CHARACTERS`: no fee page is so long, and
    reading it would take minutes.
    """
    page = _Page(document)
    if len(page.text) > MAX_CHARACTERS:
        raise SourceError(
            gettext_noop("More than %(most)s characters; keep only the part with the fees."),
            most=MAX_CHARACTERS,
        )
    for item in page.items:
        page.read(item)
    return page.result()


def language_of(text: str) -> str:
    """ "en" or "da", by the commonest words; tables of names tell too little to go further."""
    sample = text[:20_000]
    return "en" if len(_ENGLISH.findall(sample)) > len(_DANISH.findall(sample)) else "da"


class _Page:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.items = rows_of(document)
        self.out = Gathered()
        self.context = Context()
        self.reader = LineReader(self.context, self.out)
        self.titles: set[int] = set()
        self.label: Row | None = None
        self.text = "\n".join(item.text for item in self.items if isinstance(item, Row))
        self.context.is_overdue_page = names_overdue(self.text)

    def read(self, item: Item) -> None:
        if isinstance(item, AsideRow):
            self._aside(item)
        elif isinstance(item, EndRow):
            self.context.leave_section()
        elif isinstance(item, TableRow):
            TableReader(item.table, item.number, self.reader).read()
            self.context.queue, self.context.count = [], 0
        elif item.level:
            self._heading(item)
        else:
            self._line(item)

    def _aside(self, item: AsideRow) -> None:
        """What was set aside is listed; a line of text among it may still end a section."""
        aside = item.aside
        self.out.reject(aside.text, aside.code, aside.place)
        if aside.code == "navigation" and (topics := heading_topics(aside.text)):
            self.context.set_topics(topics)
            self.context.forget()

    def _heading(self, row: Row) -> None:
        self._date(row)
        note_included(row.text, self.out)
        parts = split_parts(row.text)
        only_days = parts.days and not parts.amounts and not parts.groups and not parts.words
        if only_days and self.context.group:
            # "1-7 dage" below "Voksne", as a term or a heading: it is one row of theirs.
            self.context.queue, self.context.count = list(parts.days), 0
            return
        self.context.enter_section(row.text, row.level)
        if parts.amounts:
            self._values(row, parts)
        elif len(parts.groups) > 1 and len(row.text) < 90:
            self.context.set_columns(parts.groups)
        elif parts.groups and parts.words < 5:
            self.context.add_group(parts.groups[0])
        if parts.days and not parts.amounts and parts.words < 4:
            self.context.add_days(parts.days)

    def _line(self, row: Row) -> None:
        if (code := code_of_text(row.text)) in ALWAYS_CHROME:
            self.out.reject(row.text, code, row.place)
            self.out.consumed.add(row.number)
            return
        dated = self._date(row)
        if row.starts_block or not row.is_sentence:
            self.context.end_paragraph()
        loose = self.context.topic in (None, Topic.OVERDUE) and bool(
            self.context.columns or self.context.group or self.context.topic
        )
        parts = split_parts(self._with_currency(row.text), loose=loose)
        if parts.amounts or self._is_free(parts):
            self._values(row, parts)
            self.label = None
            return
        if has_broken_amount(row.text) or self._is_unread(parts):
            self.out.reject(row.text, "amount", row.place)
        self.label = None if row.is_sentence or len(row.text) > 80 else row
        tells = row.is_sentence or "=" in row.text or row.text.endswith(".")
        if not dated and (rule := age_rule(row.text)) and tells:
            self.out.ages.append(rule)
            return
        self.out.marked |= marked_groups(parts.groups, row.text)
        if noted := self._noted_ages(row):
            self.out.ages.append(noted)
            return
        if self.out.statements:
            self.out.ages += ages_told(parts.groups, row.text)
        if self.context.topic is Topic.REPLACEMENT and read_purchase(
            Charge(row.text, [], row.place), self.out
        ):
            self.out.consumed.add(row.number)
            return
        if row.is_sentence:
            note_included(row.text, self.out)
        self._structure(row, parts)

    def _is_unread(self, parts: Parts) -> bool:
        """Whether a row of days among the others has a number that is no amount: "20 crowns"."""
        context = self.context
        told = context.topic is Topic.OVERDUE or (context.topic is None and bool(context.group))
        begins = bool(parts.days) and parts.days[0].start < 4 and parts.words < 4
        return told and begins and bool(self.out.statements and re.search(r"\d", parts.rest))

    def _noted_ages(self, row: Row) -> Group | None:
        """The ages in a footnote; a star at the start of a line may have been read as a bullet."""
        starred = isinstance(row.block, ListItem) and bool(AGES_ONLY.fullmatch(row.text))
        return ages_of_mark(f"* {row.text}" if starred else row.text, self.out.marked)

    def _with_currency(self, text: str) -> str:
        """ "1-7  20  10" below two heads of columns: as many numbers behind a band are amounts."""
        count = len(self.context.columns)
        if count < 2 or len(text) > _MAX_BARE or self.context.topic not in (None, Topic.OVERDUE):
            return text
        found = re.fullmatch(rf"(?P<band>.*?[\d+-].*?)(?P<numbers>(?: +{_BARE}){{{count}}})", text)
        if found is None or not (find_days(found["band"]) or find_loose_days(found["band"])):
            return text
        return found["band"] + re.sub(r"(?<=\d)(?= |$)", " kr.", found["numbers"])

    def _structure(self, row: Row, parts: Parts) -> None:
        before = self.context.topic, self.context.mixed
        is_title = looks_like_heading(parts, row.is_sentence) and not parts.groups
        read_structure(parts, self.context, row.number, row.is_sentence)
        self.context.years = years_of(row.text) or self.context.years
        now = self.context.topic, self.context.mixed
        if is_title and row.starts_block and not parts.days and now != before:
            self.titles.add(row.number)

    def _is_free(self, parts: Parts) -> bool:
        return bool(parts.values) or says_no_fee(parts.text)

    def _labelled(self, row: Row, parts: Parts) -> Parts:
        """An amount alone on its line, with the line above it that says what it is for."""
        alone = not re.search(r"\w", parts.rest) and not parts.groups and not parts.days
        waits = self.context.queue or self.context.topic in (None, Topic.OVERDUE)
        if not alone or waits or self.label is None:
            return parts
        return split_parts(f"{self.label.text.rstrip(' :')}: {row.text}")

    def _values(self, row: Row, parts: Parts) -> None:
        count = len(self.out.rejected)
        labelled = self._labelled(row, parts)
        if self.reader.read(labelled, row.place):
            self.out.consumed.add(row.number)
            if labelled is not parts and self.label is not None:
                self.out.consumed.add(self.label.number)
        elif parts.amounts and len(self.out.rejected) == count:
            self.out.reject(row.text, "amount", row.place)
        elif not parts.amounts:
            read_structure(parts, self.context, row.number, row.is_sentence)

    def _date(self, row: Row) -> bool:
        found = find_valid_from(row.text)
        if found is None:
            return False
        self.out.valid_from.append(DateValue(found, place=row.place, text=row.text))
        return True

    def result(self) -> ParsedFees:
        out, language = self.out, language_of(self.text)
        groups = assemble(out, self.document.language[:2] or language)
        sections = sections_of(self.items, out, self.titles, self.document.base_url)
        return ParsedFees(
            source=self.document.source,
            overdue_fees=groups,
            replacement_prices=tuple(dict.fromkeys(out.prices)),
            handling_fee=out.handling[0] if out.handling else None,
            handling_included=out.handling_included,
            exclusion=out.exclusions[0] if out.exclusions else None,
            reminder_fees=tuple(out.reminders),
            other_fees=tuple(dict.fromkeys(out.others)),
            valid_from=out.valid_from[0] if out.valid_from else None,
            sections=sections,
            rejected=tuple(dict.fromkeys(out.rejected)),
        )
