"""A document as rows: the lines and sentences that the grammar reads one by one.

A row knows the block and the line that it was cut from, so that what no value was made of can
be put together again with its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..document import (
    Aside,
    Block,
    Disclosure,
    Document,
    Heading,
    Line,
    LinesBlock,
    Paragraph,
    SourcePlace,
    Table,
    join_lines,
)
from .days import find_days
from .normal import normal, plain_spaces

# Nothing that a library says about a fee is longer; the rest of such a line is cut off in pieces.
MAX_ROW = 1000
_WRAP_FROM = 45

_ABBREVIATED = re.compile(
    r"(?:\b(?:tlf|nr|ca|inkl|ekskl|pr|d|dvs|f\.eks|fx|evt|mm|mdr|min|max|maks|bl\.a|jf|stk"
    r"|st|t\.o\.m|f\.o\.m|no|e\.g|i\.e|u|kl|art|\d{1,3})|\.)\.$",
    re.IGNORECASE,
)
# "DKK 20 The second": a full stop may be lost behind an amount.
_SENTENCE_END = re.compile(
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-ZÆØÅ0-9*])|(?<=DKK \d)\d* (?=[A-ZÆØÅ][a-zæøå])"
)
_KRONER_END = re.compile(r"kr\.$", re.IGNORECASE)
# "DKK 90." ends a sentence where "den 9." does not.
_DKK_END = re.compile(r"(?:dkk|ddk|kr\.?) ?\d[\d.,]*\.$", re.IGNORECASE)
_OWN_AMOUNT = re.compile(r"(?:kr\.?|dkk|dkr\.?) ?\d", re.IGNORECASE)
_OWED = re.compile(r"\b(?:skyld|gæld|owe|debt)\w*\b.*\d", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(
    r"\b(?:på|over|under|kr\.?|til|for|de|end|med|efter|i|og|fra|er|koster|betaler|of|to|than|owe"
    r"|dkk|is|are|from|costs?|pay|after|and|the|den|ca\.)$",
    re.IGNORECASE,
)
# The bars around the row of a table in text, and the rule below its heads.
_BARS = re.compile(r"^\| ?(?=.*\|$)| ?\|$(?<=\|)")
_RULE = re.compile(r"[-=_ ]*[|+][-=_|+: ]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORD_END = re.compile(r"(?<=[^\W\d_])[.,;:]? (?=[^\W\d_])(?!kr|og )")


def struck_parts(line: Line) -> tuple[tuple[int, int], ...]:
    """Where the text of a line is struck out."""
    found, position = [], 0
    for span in line.spans:
        if span.struck:
            found.append((position, position + len(span.text)))
        position += len(span.text)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class SourceRow:
    """One line or sentence. `number` is unique; `level` is 1-7 for a heading, else 0."""

    number: int
    text: str
    line: Line
    block: Block
    line_index: int = 0
    level: int = 0
    is_sentence: bool = False
    starts_block: bool = False

    @property
    def struck(self) -> tuple[tuple[int, int], ...]:
        """The parts that are struck out; only HTML tells, and its spaces are single."""
        return struck_parts(self.line)

    @property
    def place(self) -> SourcePlace:
        if self.line.number and self.block.place.line and not self.block.place.selector:
            return SourcePlace(self.line.number)
        return self.block.place


@dataclass(frozen=True, eq=False)
class TableRow:
    """A table, to be read by its cells."""

    number: int
    table: Table


@dataclass(frozen=True, eq=False)
class AsideRow:
    """What a reader set aside."""

    number: int
    aside: Aside


@dataclass(frozen=True, eq=False)
class EndRow:
    """The end of a disclosure: what follows belongs to the section before it."""

    number: int


Item = SourceRow | TableRow | AsideRow | EndRow


def source_rows(document: Document) -> list[Item]:
    """Every row of the document in reading order."""
    items: list[Item] = []
    for block in document.blocks:
        _add(items, block)
    return items


def _add(items: list[Item], block: Block) -> None:
    if isinstance(block, Table):
        items.append(TableRow(len(items), block))
    elif isinstance(block, Aside):
        items.append(AsideRow(len(items), block))
    elif isinstance(block, Disclosure):
        label = plain_spaces(block.label.text.strip())
        if label:
            items.append(
                SourceRow(len(items), label, block.label, block, level=7, starts_block=True)
            )
        for inner in block.body:
            # The readers allow far fewer levels than Python has stack.
            _add(items, inner)
        items.append(EndRow(len(items)))
    elif isinstance(block, Heading):
        line = join_lines(block.lines)
        text = plain_spaces(line.text.strip())
        if text:
            items.append(
                SourceRow(len(items), text, line, block, level=block.level, starts_block=True)
            )
    elif isinstance(block, LinesBlock):
        _add_lines(items, block)


def _add_lines(items: list[Item], block: LinesBlock) -> None:
    wrapped = isinstance(block, Paragraph) and block.wrapped
    lines = _unwrapped(block.lines) if wrapped else list(block.lines)
    first = True
    for index, line in enumerate(lines):
        whole = normal(line.text)
        for start, end, sentence in _pieces(whole.text):
            piece = line.cut(
                whole.source(start), whole.source(end) if end < len(whole.text) else None
            )
            text = _BARS.sub("", whole.text[start:end].strip())
            if not text or _RULE.fullmatch(text):
                continue
            items.append(
                SourceRow(len(items), text, piece, block, index, 0, sentence, starts_block=first)
            )
            first = False


def _unwrapped(lines: tuple[Line, ...]) -> list[Line]:
    """The lines of plain text with sentences that were wrapped put on one line again."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _goes_on(runs[-1][-1].text, line.text):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [join_lines(run) for run in runs]


def _goes_on(before: str, text: str) -> bool:
    last = plain_spaces(before.rstrip())
    if len(last) < _WRAP_FROM or last[-1:] in ".:!?;" or _OWN_AMOUNT.match(text):
        return False
    if text[:1].islower():
        # "day 8-14: ..." is the next row and not the rest of a sentence.
        days = find_days(text[:40])
        return not (days and days[0].start == 0 and not days[0].bare)
    return text[:1].isdigit() and bool(_BEFORE_NUMBER.search(last))


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the sentences of a line begin and end, and whether there are several."""
    cuts = [0]
    for found in _SENTENCE_END.finditer(text):
        if _ends_sentence(text, cuts[-1], found):
            cuts.append(found.end())
    cuts.append(len(text))
    prose = len(cuts) > 2 or _is_prose(text)
    for start, end in pairwise(cuts):
        yield from ((*part, prose) for part in _short_enough(text, start, end))


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_ROW:
        # Behind a word, so that no amount is cut.
        cut = start
        for found in _WORD_END.finditer(text, start + MAX_ROW // 2, start + MAX_ROW):
            cut = found.end()
        cut = cut if cut > start else text.rfind(" ", start + 1, start + MAX_ROW) + 1
        cut = cut if cut > start else start + MAX_ROW
        yield start, cut
        start = cut
    yield start, end


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    if found[0][0] not in ".!?":
        return len(_WORD.findall(text, start, found.start())) > 5
    before = text[max(start, found.start() - 12) : found.start() + 1]
    if found[0][0] == "?" and _OWED.search(text, start, found.start()):
        # "Skylder du over 200 kr.? Så kan du ikke låne": the consequence belongs to it.
        return False
    if _KRONER_END.search(before):
        # "20 kr. Børn 10 kr." is a row; behind four words it is the end of a sentence.
        if text[found.end() : found.end() + 1].isdigit() or text[found.end()] == "(":
            return False
        return len(_WORD.findall(text, start, found.start())) > 4
    if _DKK_END.search(before) and text[found.end() : found.end() + 1].isupper():
        return len(_WORD.findall(text, start, found.start())) > 4
    if before[-2:-1].isdigit() and text[found.end()].isupper() and not before[-3:].endswith(" ."):
        # "It was 20. Now it is 30."; the numbers of a list stand at the start.
        return len(_WORD.findall(text, start, found.start())) > 5
    return not _ABBREVIATED.search(before)


def _is_prose(text: str) -> bool:
    words = len(_WORD.findall(text))
    # The full stop may be lost; many words with a comma between are no row of a table.
    return words > 3 and (text.endswith((".", "!", "?")) or (words > 9 and ", " in text))
