"""From the blocks of a document to units: which headings, bold lines, disclosures and tables
are questions on this page, and which are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .around_answers import cleared
from .audience import audience_of_heading
from .document import (
    Aside,
    Block,
    Disclosure,
    Document,
    Heading,
    Line,
    ListItem,
    Paragraph,
    Table,
    join_lines,
)
from .page_furniture import code_of_text, is_internal_link_line, is_link_line, opens_related
from .questions import (
    addresses_reader,
    asks,
    ends_asking,
    ends_sentence,
    is_stem,
    opens_question,
    speaks_of_me,
    starts_in_first_person,
)
from .style import (
    ASKS,
    AUDIENCE_GROUP,
    MAX_HEADING,
    NO_TOPIC,
    REMARK,
    TEXT_GROUP,
    Style,
    bold_asks,
    holds_questions,
    inner_questions,
    is_numbered,
    is_topic,
    lead_end,
    one_line,
    rejoined,
    style_of,
    without_glossaries,
)
from .tables import is_question_table, table_units
from .units import BOLD_RANK, LOOSE_RANK, PAIR_RANK, QuestionUnit, UnitKind, link_tail_is_chrome
from .unmarked_questions import loose_units

# Deeper than any heading, so that no heading lies below it.
_NO_STEM = 99
_OFFERS_ANSWERS = re.compile(
    r"\b(?:hjælp til|problemer? med|fejl ved|spørgsmål|svar|faq|help with|trouble\w*|problems? with"
    r"|questions)\b",
    re.IGNORECASE,
)
# A topic that is a container, and a bold line that is one; inside the former, and outside.
_CONTAINER, _BOLD_TOPIC, _BOLD_TOPIC_INSIDE = 4, 5, BOLD_RANK - 1


@dataclass(frozen=True)
class Options:
    """What a profile may turn."""

    title_is_question: bool = False


def units_of(document: Document, options: Options = Options()) -> list[QuestionUnit]:
    """The units of a document in reading order."""
    blocks = cleared(without_glossaries(rejoined(document.blocks)))
    style = style_of(blocks)
    if options.title_is_question:
        style = replace(style, loose=False)
    units = _Marker(style, options).units(blocks)
    return _headings_of_help(list(link_tail_is_chrome(units)), document.title)


def _headings_of_help(units: list[QuestionUnit], title: str) -> list[QuestionUnit]:
    """On a page that offers answers and on which nothing asks, the headings with text of their
    own are what it answers: "Betalingen gik galt". An editor should look at them."""
    if any(unit.kind in (UnitKind.QUESTION, UnitKind.PAIR) for unit in units):
        return units
    titles = [title, *(unit.text for unit in units if unit.kind is UnitKind.TITLE)]
    told = [
        index
        for index, (unit, below) in enumerate(pairwise(units))
        if unit.kind is UnitKind.GROUP and below.kind is UnitKind.TEXT and unit.rank > 1
    ]
    named = any(audience_of_heading(units[index].text) for index in told)
    if len(told) < 2 or named or not any(_OFFERS_ANSWERS.search(text) for text in titles):
        return units
    return [
        replace(unit, kind=UnitKind.QUESTION, confidence=0.6) if index in told else unit
        for index, unit in enumerate(units)
    ]


class _Marker:
    """Turns blocks into units in the style of the page."""

    def __init__(self, style: Style, options: Options, *, inside: bool = False) -> None:
        self.style = style
        self.options = options
        self.bold_topic = _BOLD_TOPIC_INSIDE if inside else _BOLD_TOPIC
        self.titles = 0
        self.list_intro = False
        self.stem = _NO_STEM
        self.last: UnitKind | None = None
        self.rank = LOOSE_RANK

    def units(self, blocks: Sequence[Block]) -> Iterator[QuestionUnit]:
        """The units of a run of blocks."""
        for unit in self._units(blocks):
            if unit.kind is not UnitKind.ASIDE:
                self.last, self.rank = unit.kind, unit.rank
            yield unit

    def _units(self, blocks: Sequence[Block]) -> Iterator[QuestionUnit]:
        for index, block in enumerate(blocks):
            if isinstance(block, Aside):
                if self._lost_its_label(block, blocks[index + 1 : index + 2]):
                    yield QuestionUnit(UnitKind.CLOSE, block.place)
                if block.code != "cpr" or block.text:
                    yield QuestionUnit(
                        UnitKind.ASIDE, block.place, Line.of(block.text), code=block.code
                    )
            elif isinstance(block, Heading):
                yield from self._heading(block)
            elif isinstance(block, Disclosure):
                yield from self._disclosure(block)
            elif isinstance(block, Table) and is_question_table(block):
                yield from table_units(block)
            elif isinstance(block, Paragraph):
                yield from self._paragraph(block, blocks[index + 1 : index + 2])
            elif isinstance(block, ListItem):
                yield from self._item(block)
            else:
                yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(block,))
            self.list_intro = (
                block.text.rstrip().endswith(":")
                if not isinstance(block, Aside | ListItem)
                else self.list_intro
            )

    def _lost_its_label(self, block: Aside, following: Sequence[Block]) -> bool:
        """Whether the icon of an accordion in a text stands below no question: what follows is
        the answer of another question than the last one."""
        wrapped = [b for b in following if isinstance(b, Paragraph) and b.wrapped]
        return bool(wrapped) and _is_label_icon(block) and self.last is not UnitKind.QUESTION

    # -- headings

    def _heading(self, block: Heading) -> Iterator[QuestionUnit]:
        line = one_line(block)
        if code := code_of_text(line.text):
            yield QuestionUnit(UnitKind.ASIDE, block.place, line, code=code)
        elif opens_related(line.text):
            yield QuestionUnit(UnitKind.RELATED, block.place, line, rank=block.level)
        elif block.level == 1 and self.style.titles == 1:
            yield from self._title(block, line)
        elif self.options.title_is_question and addresses_reader(line.text):
            yield QuestionUnit(UnitKind.GROUP, block.place, line, block.level)
        elif is_stem(line.text):
            self.stem = block.level
            yield QuestionUnit(UnitKind.GROUP, block.place, line, block.level)
        else:
            yield self._question_or_group(block, line)

    def _question_or_group(self, block: Heading, line: Line) -> QuestionUnit:
        """A heading that asks, that ends the stem above it, or that is numbered like those."""
        self.stem = self.stem if block.level > self.stem else _NO_STEM
        confidence = asks(line.text)
        if confidence < ASKS and not audience_of_heading(line.text):
            numbered = self.style.numbered and is_numbered(line.text)
            told = speaks_of_me(line.text)
            confidence = 0.6 if block.level > self.stem or numbered or told else 0.0
        if confidence < ASKS:
            return QuestionUnit(UnitKind.GROUP, block.place, line, block.level)
        return QuestionUnit(
            UnitKind.QUESTION, block.place, line, block.level, confidence=confidence
        )

    def _title(self, block: Heading, line: Line) -> Iterator[QuestionUnit]:
        if self.options.title_is_question:
            yield QuestionUnit(UnitKind.QUESTION, block.place, line, 1, confidence=0.95)
        elif asks(line.text) >= 0.8 and not self.style.several:
            yield QuestionUnit(UnitKind.QUESTION, block.place, line, 1, confidence=0.8)
        else:
            yield QuestionUnit(UnitKind.TITLE, block.place, line, 1)

    # -- paragraphs and list items

    def _paragraph(self, block: Paragraph, following: Sequence[Block]) -> Iterator[QuestionUnit]:
        line = one_line(block)
        if len(block.lines) > 1 and all(_is_link(part) for part in block.lines):
            for part in block.lines:
                yield from self._paragraph(replace(block, lines=(part,)), ())
        elif code := code_of_text(line.text):
            yield QuestionUnit(UnitKind.ASIDE, block.place, line, code=code)
        elif opens_related(line.text) and not self.list_intro:
            yield QuestionUnit(UnitKind.RELATED, block.place, line)
        elif is_internal_link_line(line.text):
            yield QuestionUnit(UnitKind.ASIDE, block.place, line, code="link")
        elif is_link_line(line.text):
            yield QuestionUnit(UnitKind.LINK, block.place, blocks=(replace(block, lines=(line,)),))
        elif self.style.bold and any(bold_asks(part) for part in block.lines):
            yield from self._bold(block)
        elif self._is_bold_topic(block) and not self._opens_answer(line):
            yield QuestionUnit(UnitKind.GROUP, block.place, line, self.bold_topic)
        elif self.style.loose:
            yield from self._loose(block, line, following)
        else:
            yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(block,))

    def _is_bold_topic(self, block: Paragraph) -> bool:
        text = block.text
        if len(block.lines) != 1 or not block.lines[0].is_bold or len(text) > MAX_HEADING:
            return False
        return not ends_sentence(text) and not REMARK.match(text) and not NO_TOPIC.search(text)

    def _opens_answer(self, line: Line) -> bool:
        """Whether a bold line right below a heading that asks is the first step of its answer."""
        asked = self.last is UnitKind.QUESTION and self.rank < BOLD_RANK and not self.style.bold
        return asked and not audience_of_heading(line.text)

    def _bold(self, block: Paragraph) -> Iterator[QuestionUnit]:
        """Bold questions at the start of lines; the rest of the lines is answer."""
        text: list[Line] = []
        pending: list[Line] = []
        for line in [*block.lines, Line()]:
            if line.is_bold and not (pending and ends_asking(pending[-1].text)):
                pending.append(line)
                continue
            if pending:
                yield from self._bold_run(pending, text, block)
                pending = []
            if line.is_bold:
                pending.append(line)
            elif bold_asks(line):
                yield from _flushed(text, block)
                end = lead_end(line)
                yield self._bold_question(line.cut(0, end), block)
                rest = line.cut(end)
                if rest.spans:
                    text.append(rest)
            elif line.spans:
                text.append(line)
        yield from _flushed(text, block)

    def _bold_run(
        self, run: list[Line], text: list[Line], block: Paragraph
    ) -> Iterator[QuestionUnit]:
        line = join_lines(run)
        if asks(line.text) < ASKS:
            text.extend(run)
            return
        yield from _flushed(text, block)
        yield self._bold_question(line, block)

    def _bold_question(self, line: Line, block: Paragraph) -> QuestionUnit:
        place = replace(block.place, line=line.number or block.place.line)
        return QuestionUnit(
            UnitKind.QUESTION, place, line, BOLD_RANK, confidence=min(asks(line.text), 0.95)
        )

    def _loose(
        self, block: Paragraph, line: Line, following: Sequence[Block]
    ) -> Iterator[QuestionUnit]:
        marked = (
            following
            and isinstance(following[0], Aside)
            and _is_label_icon(following[0])
            and block.wrapped
        )
        if marked and _may_be_label(block.lines[-1].text):
            yield from _flushed(list(block.lines[:-1]), block)
            place = replace(block.place, line=block.lines[-1].number)
            yield QuestionUnit(
                UnitKind.QUESTION, place, block.lines[-1], LOOSE_RANK, confidence=0.9
            )
        elif topics := self._topics(block, following):
            yield from topics
        else:
            yield from self._parts(block)

    def _parts(self, block: Paragraph) -> Iterator[QuestionUnit]:
        """Running text, cut where a line of its own says for whom the rest is."""
        text: list[Line] = []
        for index, line in enumerate(block.lines):
            starts = index == 0 or ends_sentence(block.lines[index - 1].text)
            # Below the titles of a page that was pasted without blank lines.
            starts = starts or (index < 4 and all(is_topic(before.text) for before in text))
            level = self._level_of(block, index) if starts and is_topic(line.text) else 0
            if level:
                if text:
                    yield from loose_units(replace(block, lines=tuple(text)), self.style.layout)
                    text = []
                place = replace(block.place, line=line.number or block.place.line)
                yield QuestionUnit(UnitKind.GROUP, place, line, level)
            else:
                text.append(line)
        if text:
            yield from loose_units(replace(block, lines=tuple(text)), self.style.layout)

    def _level_of(self, block: Paragraph, index: int) -> int:
        """The level of a topic inside running text, 0 for a line that only looks like one.

        It names an audience; or a sentence ends above it and a question stands right below.
        """
        lines = block.lines
        if audience_of_heading(lines[index].text):
            return AUDIENCE_GROUP
        if index == 0 and self._is_titled(block):
            return TEXT_GROUP
        if index + 1 == len(lines) or not opens_question(lines[index + 1].text):
            return 0
        answers = ends_asking(lines[index - 1].text) if index else self.last is UnitKind.QUESTION
        lists = index and lines[index - 1].text.endswith(":")
        hard = self.style.layout.is_hard(lines[index], lines[index + 1])
        return 0 if answers or lists or not hard else TEXT_GROUP

    def _is_titled(self, block: Paragraph) -> bool:
        """Whether a paragraph has the form of the questions with their answers, but its first line
        does not ask: it is about something else, and no part of the answer above it."""
        if not self.style.joined or self.list_intro or len(block.lines) < 2:
            return False
        title, text = block.lines[0].text, block.lines[1].text
        long = len(text) > len(title) and text[:1].isupper() and ends_sentence(block.lines[-1].text)
        return self.last is UnitKind.TEXT and long and not REMARK.match(title)

    def _is_short_answer(self, block: Paragraph, following: Sequence[Block]) -> bool:
        """A line without a full stop, between a question and a question or topic, is an answer."""
        if self.last is not UnitKind.QUESTION or audience_of_heading(block.text):
            return False
        after = following[0] if following else None
        if after is None or not isinstance(after, Paragraph):
            return after is None
        return asks(after.lines[0].text) >= ASKS or all(is_topic(li.text) for li in after.lines)

    def _topics(self, block: Paragraph, following: Sequence[Block]) -> list[QuestionUnit]:
        """The paragraph as topic headings, one per line; none if it is text."""
        if (
            self.list_intro
            or self.last is UnitKind.RELATED
            or len(block.lines) > 2
            or self._is_short_answer(block, following)
            or not all(is_topic(line.text) for line in block.lines)
        ):
            return []
        units, named = [], 0
        for index, line in enumerate(block.lines):
            names = audience_of_heading(line.text)
            level = (named + 1) if named else AUDIENCE_GROUP if names else TEXT_GROUP + index
            named = level if names else named
            units.append(
                QuestionUnit(
                    UnitKind.GROUP,
                    replace(block.place, line=line.number or block.place.line),
                    line,
                    level,
                )
            )
        return units

    def _item(self, block: ListItem) -> Iterator[QuestionUnit]:
        text = block.text
        jump = block.lines and all(
            s.href.startswith("#") for s in block.lines[0].spans if s.text.strip()
        )
        if jump or code_of_text(text):
            yield QuestionUnit(
                UnitKind.ASIDE,
                block.place,
                one_line(block),
                code=code_of_text(text) or "navigation",
            )
        elif self.style.loose and not self.list_intro and _item_asks(block):
            yield from loose_units(block, self.style.layout)
        elif self.style.bold and not self.list_intro and bold_asks(block.lines[0]) == 1.0:
            yield from self._bold(
                Paragraph(lines=block.lines, place=block.place, hints=block.hints)
            )
        else:
            yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(block,))

    # -- disclosures

    def _disclosure(self, block: Disclosure) -> Iterator[QuestionUnit]:
        label = block.label
        if block.kind == "glossary" and self.style.definitions:
            yield QuestionUnit(UnitKind.CLOSE, block.place)
            yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(block,))
        elif block.kind in ("definition", "glossary") and not self.style.definitions:
            yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(block,))
        elif label.text and (opens_related(label.text) or code_of_text(label.text)):
            yield QuestionUnit(
                UnitKind.ASIDE,
                block.place,
                Line.of(block.text),
                code=code_of_text(label.text) or "related",
            )
        elif label.text and (inner := inner_questions(block)):
            own = tuple(found for found in block.body if found not in inner)
            yield self._pair(block, own)
            yield from self._units(inner)
        elif label.text and holds_questions(block):
            # A topic of its own, and no part of the answer of a heading above it.
            yield QuestionUnit(UnitKind.CLOSE, block.place)
            yield QuestionUnit(UnitKind.GROUP, block.place, label, _CONTAINER)
            body = _below(block.body)
            yield from _Marker(style_of(body), Options(), inside=True).units(body)
            yield QuestionUnit(UnitKind.GROUP_END, block.place, rank=_CONTAINER)
        else:
            yield self._pair(block, block.body)

    def _pair(self, block: Disclosure, body: tuple[Block, ...]) -> QuestionUnit:
        label = block.label
        return QuestionUnit(
            UnitKind.PAIR,
            block.place,
            label,
            PAIR_RANK,
            body,
            confidence=max(asks(label.text), 0.7) if label.text else 0.0,
            audience=block.audience,
            section=block.section,
        )


def _below(body: Sequence[Block]) -> list[Block]:
    """The blocks of a container, with headings that lie below it whatever their level."""
    return [
        replace(block, level=block.level + _CONTAINER) if isinstance(block, Heading) else block
        for block in body
    ]


def _flushed(text: list[Line], block: Paragraph) -> Iterator[QuestionUnit]:
    if text:
        lines = tuple(text)
        text.clear()
        yield QuestionUnit(UnitKind.TEXT, block.place, blocks=(replace(block, lines=lines),))


def _is_link(line: Line) -> bool:
    return is_link_line(line.text) or is_internal_link_line(line.text)


def _is_label_icon(block: Aside) -> bool:
    """Whether it is what the icon of an accordion leaves in a text: "Icon Description"."""
    return block.text.lower().startswith("icon desc")


def _may_be_label(text: str) -> bool:
    """Whether a line before the icon of an accordion is its label; a sentence is no label."""
    return len(text) <= 255 and (asks(text) > 0 or not text.rstrip().endswith("."))


def _item_asks(block: ListItem) -> bool:
    """Whether a bullet is a question: by its mark, or as a statement with an answer below."""
    first = block.lines[0].text
    if starts_in_first_person(first):
        return len(block.lines) > 1
    if asks(first) == 0.8:
        # Wrapped where the line was full: the mark stands in the next one.
        first = join_lines(block.lines[:2]).text
    return asks(first) == 1.0 and not addresses_reader(first)
