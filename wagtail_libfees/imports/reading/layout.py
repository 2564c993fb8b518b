"""How running text is laid out: hard and soft line breaks, labels, paragraphs.

The breaks of plain text are of two kinds: hard ones that the author made, and soft ones where
the page was full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .document import Block, Line, ListItem, Paragraph, join_lines
from .questions import ends_asking, ends_sentence
from .units import QuestionUnit, UnitKind

_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)]\s+")
_HYPHEN = re.compile(r"(?<=[a-zæøå]{2})-$")
_NO_WORD_END = re.compile(r"(?:og|eller|and|or|id|nr|sms)\b")
_LABEL_END = r"\.?(?:\s*(?:nr\.?\s*)?\d+)?\s*(?:[:)]|\.(?=\s)|[-–](?=\s)|$)"
Q_LABEL = re.compile(
    r"^\W*(?:(?:spørgsmål|spm|sp|question)\.? (?P<readers>(?:til|fra|for|from|to) [^\W\d]+):"
    rf"|(?:spørgsmål|spm|sp|question){_LABEL_END}|q\.?\s*\d*\s*:|q\d+[.)])\s*",
    re.IGNORECASE,
)
A_LABEL = re.compile(
    rf"^\W*(?:(?:svar|sv|answer){_LABEL_END}|a\.?\s*\d*\s*:|a\d+[.)])\s*",
    re.IGNORECASE,
)
_WIDE = 130


@dataclass(frozen=True)
class Layout:
    """How the text is laid out: the width of a full line, and whether labels are used.

    `numbers` are missing between the numbers of the questions: "3." where "2." and "4." ask.
    """

    width: int = 0
    labelled: bool = False
    numbers: frozenset[int] = frozenset()

    def is_hard(self, line: Line, following: Line) -> bool:
        """Whether the author broke the line: the next word would still have fitted."""
        if not self.width or self.width > _WIDE or self.width < 50:
            return True
        first_word = following.text.split(" ", 1)[0]
        return len(line.text) + 1 + len(first_word) <= 0.9 * self.width


def layout_of(blocks: Sequence[Block]) -> Layout:
    """The layout of the wrapped paragraphs among the blocks."""
    width = questions = answers = 0
    asked: set[int] = set()
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        for line in block.lines:
            width = max(width, len(line.text)) if block.wrapped else width
            questions += bool(Q_LABEL.match(line.text))
            answers += bool(A_LABEL.match(line.text))
            if number := number_of(line.text) if block.wrapped and ends_asking(line.text) else 0:
                asked.add(number)
    labelled = questions > 1 or (questions == 1 and answers > 0)
    return Layout(width, labelled, _numbers_beside(asked) if len(asked) > 1 else frozenset())


def number_of(text: str) -> int:
    """The number that a line starts with ("3. ..."), or 0."""
    found = _NUMBERED.match(text) if text[:1].isdigit() or text[:1] == "(" else None
    return int(found[1]) if found else 0


def _numbers_beside(asked: set[int]) -> frozenset[int]:
    return frozenset(number + step for number in asked for step in (-1, 1)) - asked


def text_units(
    lines: Sequence[Line], block: Paragraph | ListItem, layout: Layout
) -> Iterator[QuestionUnit]:
    """Text between questions: soft breaks are undone, new paragraphs and numbers kept."""
    if isinstance(block, ListItem):
        if lines:
            yield QuestionUnit(
                UnitKind.TEXT, block.place, blocks=(replace(block, lines=(join_wrapped(lines),)),)
            )
        return
    for part in _parts(lines, layout):
        place = replace(block.place, line=part[0].number or block.place.line)
        made: Block
        if numbered := _NUMBERED.match(part[0].text):
            first = part[0].cut(numbered.end())
            made = ListItem(lines=(join_wrapped([first, *part[1:]]),), ordered=True, place=place)
        else:
            made = Paragraph(
                lines=tuple(_hard_lines(part, layout)) if block.wrapped else tuple(part),
                place=place,
            )
        yield QuestionUnit(UnitKind.TEXT, place, blocks=(made,))


def _parts(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in lines:
        new = (
            not parts
            or bool(_NUMBERED.match(line.text))
            or (line.indented and ends_sentence(parts[-1][-1].text))
        )
        if new:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _hard_lines(lines: Sequence[Line], layout: Layout) -> Iterator[Line]:
    run: list[Line] = []
    for line in lines:
        if run and layout.is_hard(run[-1], line) and not line.text[:1].islower():
            yield join_wrapped(run)
            run = []
        run.append(line)
    if run:
        yield join_wrapped(run)


def join_wrapped(lines: Sequence[Line]) -> Line:
    """Join soft lines; a word that was divided at the end of a line is made whole."""
    if not any(_HYPHEN.search(line.text) for line in lines[:-1]):
        return join_lines(lines)
    joined = lines[0]
    for line in lines[1:]:
        divided = (
            _HYPHEN.search(joined.text)
            and re.match(r"[a-zæøå]{2}", line.text)
            and not re.match(r"(?:og|eller|and|or|id|nr|sms)\b", line.text)
        )
        head = joined.cut(0, len(joined.text) - 1) if divided else joined
        joined = (
            replace(joined, spans=head.spans + line.spans)
            if divided
            else join_lines([joined, line])
        )
    return joined
