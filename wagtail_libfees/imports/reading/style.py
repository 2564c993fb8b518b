"""How a page marks its questions, decided once for the whole page.

Where headings ask, a bold line inside an answer does not; where nothing marks them, the words
have to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .document import (
    Aside,
    Block,
    Disclosure,
    Heading,
    Line,
    LinesBlock,
    Paragraph,
    Table,
    join_lines,
)
from .layout import Layout, layout_of
from .questions import addresses_reader, asks, ends_asking, ends_in_abbreviation, ends_sentence
from .tables import is_question_table

ASKS = 0.55
MAX_HEADING = 90
TEXT_GROUP, AUDIENCE_GROUP = 3, 2
_NUMBER = re.compile(r"^\s*\(?\d{1,3}(?:\.\d{1,2})?\s*[.):]\s+\S")
NO_TOPIC = re.compile(
    r"https?://|www\.|@|\d{5,}|(?:\d\d[ .:]?){4}|\d{1,2}[.:]\d\d\s*[-–]"
    r"|\b\d{4}\s+[a-zæøå]|^[\W\d]+$|\d{1,2}\s*[-–]\s*\d{1,2}"
    r"|\b(?:man|tirs|ons|tors|fre|lør|søn|hver|mon|tues|wednes|thurs|fri|satur|sun)da(?:g|ge|y|ys)\b",
    re.IGNORECASE,
)
REMARK = re.compile(
    r"^(?:obs|nb|bemærk|vigtigt|husk|tip|note|remember|please note|important)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Style:
    """How this page marks its questions."""

    numbered: bool
    bold: bool
    loose: bool
    titles: int
    several: bool
    definitions: bool
    layout: Layout
    # Whether question and answer are one paragraph, line by line.
    joined: bool = False


def style_of(blocks: Sequence[Block]) -> Style:
    headings = [b for b in blocks if isinstance(b, Heading)]
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    asking_headings = sum(asks(one_line(b).text) >= ASKS for b in headings)
    asking_bold = sum(bold_asks(line) > 0 for b in paragraphs for line in b.lines)
    words = ("definition", "glossary")
    labels = [b for b in blocks if isinstance(b, Disclosure) and b.kind in words]
    asking_labels = sum(asks(b.label.text) >= ASKS for b in labels)
    pairs = sum(isinstance(b, Disclosure) and b.kind not in words for b in blocks)
    pairs += sum(isinstance(b, Table) and is_question_table(b) for b in blocks)
    marked = asking_headings + asking_bold + asking_labels + pairs
    asking_text = sum(
        ends_asking(b.lines[0].text) and not addresses_reader(b.text) for b in paragraphs if b.lines
    )
    return Style(
        numbered=any(
            is_numbered(t) and asks(t) == 1.0 for t in (one_line(b).text for b in headings)
        ),
        bold=asking_bold > 0 and asking_bold >= asking_headings,
        loose=marked == 0 or (asking_text >= 3 * marked and not asking_bold),
        titles=sum(b.level == 1 for b in headings),
        several=marked > 1,
        definitions=asking_labels * 2 >= len(labels) > 0,
        layout=layout_of(blocks),
        joined=sum(len(b.lines) > 1 and asks(b.lines[0].text) >= ASKS for b in paragraphs) > 1,
    )


def is_numbered(text: str) -> bool:
    """Whether a text starts with a number such as "3." that counts the questions of a page."""
    return bool(_NUMBER.match(text))


def rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that a page break tore apart in mid-sentence are made whole."""
    out: list[Block] = []
    last: int | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and block.wrapped:
            previous = out[last] if last is not None else None
            if isinstance(previous, Paragraph) and last is not None and _goes_on(previous, block):
                out[last] = replace(previous, lines=previous.lines + block.lines)
                continue
            last = len(out)
        elif not isinstance(block, Aside) or block.code not in ("page_number", "cpr"):
            last = None
        out.append(block)
    return out


def _goes_on(previous: Paragraph, block: Paragraph) -> bool:
    end = previous.lines[-1].text
    return (
        block.lines[0].text[:1].islower()
        and (not ends_sentence(end) or ends_in_abbreviation(end))
        and len(previous.lines) < 500
        and not re.match(r"\w\)", block.lines[0].text)
    )


def one_line(block: LinesBlock) -> Line:
    return join_lines(block.lines)


def bold_asks(line: Line) -> float:
    """How much the bold start of a line asks; the mark may stand just behind the bold run."""
    if not line.bold_lead:
        return 0.0
    lead = line.text[: lead_end(line)]
    strength = asks(lead)
    if not line.is_bold and strength < 1.0 and line.text[lead_end(line) :].strip()[:1].islower():
        return 0.0
    return strength if strength >= ASKS else 0.0


def lead_end(line: Line) -> int:
    rest = re.match(r"\s*[?!]+", line.text[line.bold_lead :])
    return line.bold_lead + (rest.end() if rest else 0)


def is_topic(text: str) -> bool:
    """A short line that could be a topic heading: no sentence, no address, no question."""
    bare = text.strip()
    if not 2 <= len(bare) <= MAX_HEADING or len(bare.split()) > 10 or not bare[0].isupper():
        return False
    if ends_sentence(bare) and not (bare.endswith(":") and len(bare.split()) <= 3):
        return False
    return not NO_TOPIC.search(bare) and not asks(bare) and "\t" not in text and bare[-1] != ","


def inner_questions(block: Disclosure) -> list[Block]:
    """The questions inside a question that has an answer of its own before them."""
    if asks(block.label.text) < 0.7 or not block.body or isinstance(block.body[0], Disclosure):
        return []
    return [b for b in block.body if isinstance(b, Disclosure) and ends_asking(b.label.text)]


def without_glossaries(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where lists of definitions that explain words are no more of the same kind
    as those that ask."""
    out: list[Block] = []
    for is_definition, run in groupby(blocks, _is_definition):
        found = list(run)
        if is_definition and _is_glossary(found):
            found = [replace(b, kind="glossary") for b in found if isinstance(b, Disclosure)]
        out += found
    return out


def _is_definition(block: Block) -> bool:
    return isinstance(block, Disclosure) and block.kind == "definition"


def _is_glossary(run: Sequence[Block]) -> bool:
    """Whether there are several labels, of a word or two, and none asks."""
    labels = [block.label.text for block in run if isinstance(block, Disclosure)]
    short = all(len(label.split()) <= 2 and asks(label) < ASKS for label in labels)
    return short and len(labels) > 1


def holds_questions(block: Disclosure) -> bool:
    """Whether a disclosure is a topic with questions of its own inside."""
    inner = [
        b
        for b in block.body
        if isinstance(b, Disclosure) and b.kind != "definition" and b.label.text
    ]
    headings = [b for b in block.body if isinstance(b, Heading) and ends_asking(one_line(b).text)]
    bold = [
        b
        for b in block.body
        if isinstance(b, Paragraph)
        and b.lines
        and b.lines[0].is_bold
        and ends_asking(b.lines[0].text)
    ]
    if ends_asking(block.label.text):
        return len(inner) > 1 and isinstance(block.body[0], Disclosure)
    return bool(inner) or len(headings) > 0 or len(bold) > 1
