"""Questions in running text, where nothing but the words and the line breaks mark them.

A question is read up to its question mark or, if it has lost that, up to
a hard break with an answer behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .audience import audience_of_heading
from .document import Line, ListItem, Paragraph, SourcePlace, join_lines
from .keys import strip_numbering
from .layout import A_LABEL, Q_LABEL, Layout, join_wrapped, number_of, text_units
from .questions import (
    MAX_QUESTION,
    addresses_reader,
    answers_yes_no,
    asks,
    ends_in_abbreviation,
    ends_sentence,
    lead_sentences,
    opens_question,
    starts_in_first_person,
)
from .style import is_topic
from .units import LOOSE_RANK, QuestionUnit, UnitKind

_MARK = re.compile(r"\?+")
_MAX_QUESTION_LINES = 4
# Cutting questions off a line costs its length each time; no author writes such lines.
_MAX_LINE = 20_000


@dataclass(frozen=True)
class _Found:
    question: Line
    rest: Line | None
    next_line: int
    confidence: float
    audience: str = ""


def loose_units(block: Paragraph | ListItem, layout: Layout) -> Iterator[QuestionUnit]:
    """The questions of a paragraph, and the text between them."""
    lines = list(block.lines)
    text: list[Line] = []
    index = 0
    while index < len(lines):
        label = layout.labelled and A_LABEL.match(lines[index].text)
        if label:
            yield from text_units(text, block, layout)
            text = []
            rest = lines[index].cut(label.end())
            yield QuestionUnit(UnitKind.ANSWER, SourcePlace(lines[index].number), blocks=())
            lines[index] = rest
            if not rest.spans:
                index += 1
            else:
                text.append(lines[index])
                index += 1
            continue
        found = _take(lines, index, layout)
        if found is None:
            text.append(lines[index])
            index += 1
            continue
        yield from text_units(text, block, layout)
        text = []
        place = replace(block.place, line=found.question.number or block.place.line)
        yield QuestionUnit(
            UnitKind.QUESTION,
            place,
            found.question,
            LOOSE_RANK,
            confidence=found.confidence,
            audience=found.audience,
        )
        index = found.next_line
        if found.rest is not None:
            index -= 1
            lines[index] = found.rest
    yield from text_units(text, block, layout)


def _take(lines: Sequence[Line], start: int, layout: Layout) -> _Found | None:
    """The question that starts at a line, if one does."""
    if len(lines[start].text) > _MAX_LINE:
        return None
    if layout.labelled:
        label = Q_LABEL.match(lines[start].text)
        if label:
            labelled = _take_labelled(lines, start, label.end())
            named = audience_of_heading(label["readers"]) if label["readers"] else None
            return replace(labelled, audience=str(named)) if named else labelled
    if start and not _may_start(lines[start - 1], lines[start], layout):
        return None
    if start == 0 and (found := _numbered_topic(lines, layout)):
        return found
    # A question with its answer on the same line must begin a line of its own.
    fresh = start == 0 or layout.is_hard(lines[start - 1], lines[start])
    for end in range(start, min(start + _MAX_QUESTION_LINES, len(lines))):
        found = _marked(lines, start, end, fresh) or _unmarked(lines, start, end, layout)
        if found:
            return found
        text = lines[end].text
        if _ends_above(lines, start, end, layout):
            return None
        says_first = start == 0 and end == 0 and starts_in_first_person(text)
        if ends_sentence(text) and not ends_in_abbreviation(text) and not says_first:
            return None
    return None


def _may_start(previous: Line, line: Line, layout: Layout) -> bool:
    """Whether a question may start at a line: behind a sentence, or where it clearly is one."""
    if ends_sentence(previous.text) or "\t" in line.text:
        return True
    return layout.is_hard(previous, line) and opens_question(line.text)


def _ends_above(lines: Sequence[Line], start: int, end: int, layout: Layout) -> bool:
    """Whether what was read so far ends above an answer with its label, or is a heading that
    stands right above a question."""
    if end + 1 >= len(lines):
        return False
    following = lines[end + 1]
    if layout.labelled and A_LABEL.match(following.text):
        return True
    above = join_lines(lines[start : end + 1])
    return (
        opens_question(following.text)
        and is_topic(above.text)
        and layout.is_hard(lines[end], following)
    )


def _numbered_topic(lines: Sequence[Line], layout: Layout) -> _Found | None:
    """A line numbered like the questions around it, with its answer below: "3. Rykkere"."""
    line = lines[0]
    if number_of(line.text) not in layout.numbers or len(lines) < 2 or number_of(lines[1].text):
        return None
    if not is_topic(strip_numbering(line.text)):
        return None
    if not layout.is_hard(lines[0], lines[1]) or not lines[1].text[:1].isupper():
        return None
    return _Found(line, None, 1, 0.6)


def _take_labelled(lines: Sequence[Line], start: int, offset: int) -> _Found:
    """A question behind "Spørgsmål:", up to its mark, the label of the answer or the end."""
    parts = [lines[start].cut(offset)] if lines[start].cut(offset).spans else []
    end = start + 1
    while (
        end < len(lines)
        and not (parts and "?" in parts[-1].text)
        and not A_LABEL.match(lines[end].text)
    ):
        parts.append(lines[end])
        end += 1
    question = join_wrapped(parts)
    mark = question.text.rfind("?") + 1
    rest = question.cut(mark) if mark and question.text[mark:].strip(" \"'”»)*_") else None
    if rest is not None:
        answer_label = A_LABEL.match(rest.text)
        rest = rest.cut(answer_label.end()) if answer_label else rest
        question = question.cut(0, mark)
    return _Found(question, rest, end, 0.95)


def _marked(lines: Sequence[Line], start: int, end: int, fresh: bool) -> _Found | None:
    """A question from line `start` to a question mark in line `end`."""
    text = lines[end].text
    below = " ".join(line.text for line in lines[end + 1 : start + _MAX_QUESTION_LINES])
    for mark in _MARK.finditer(text[: MAX_QUESTION + 20]):
        after = text[mark.end() :]
        before = join_wrapped([*lines[start:end], lines[end].cut(0, mark.end())])
        if not after.strip(" \"'”’»)*_"):
            whole = join_wrapped(lines[start : end + 1])
            confidence = _line_end_confidence(whole.text, start == 0, end + 1 == len(lines))
            return _Found(whole, None, end + 1, confidence) if confidence else None
        if _is_glued(text, mark.start(), after):
            return (
                _Found(before, lines[end].cut(mark.end()), end + 1, 0.9)
                if _may_lead(before.text)
                else None
            )
        if after[0] in " \t" and not _asks_on(after) and not _asks_on_below(after, below):
            if _inline(before.text, fresh, after):
                return _Found(before, lines[end].cut(mark.end()), end + 1, 0.85)
            return None
    return None


def _is_glued(text: str, mark: int, after: str) -> bool:
    """`...Betalingsoverblik?Ja`, but not `docx?type=Files` or an address."""
    word = text[:mark].rsplit(" ", 1)[-1]
    return (
        after[0].isupper()
        and "/" not in word
        and "." not in word
        and "=" not in after.split(" ")[0]
    )


def _asks_on(after: str) -> bool:
    """Whether a second question follows at once: "Hvad nu? Og hvornår?"."""
    following = after.split("?", 1)
    return (
        len(following) == 2
        and not ends_sentence(following[0])
        and not lead_sentences(following[0] + " X")
        and "." not in following[0]
        and asks(following[0] + "?") == 1.0
        and not addresses_reader(following[0])
    )


def _asks_on_below(after: str, below: str) -> bool:
    """Whether the second question is wrapped: "Hvad nu? Og hvornår skal\njeg betale?"."""
    if ends_sentence(after) or answers_yes_no(after) or not below[:1].islower():
        return False
    return _asks_on(f"{after} {below}")


def _may_lead(text: str) -> bool:
    return asks(text) == 1.0 and not answers_yes_no(text)


def _inline(text: str, fresh: bool, after: str) -> bool:
    """Whether a question with its answer on the same line is one, and no rhetoric."""
    if not _may_lead(text) or (lead_sentences(text) and not starts_in_first_person(text)):
        return False
    if after[0] == "\t":
        return True
    asked = asks(text.rstrip("? ")) >= 0.55 or answers_yes_no(after)
    return fresh and not addresses_reader(text) and asked


def _line_end_confidence(text: str, at_start: bool, alone: bool) -> float:
    """How sure it is that text up to a line's end is a question, 0 if it is not."""
    if not _may_lead(text):
        return 0.0
    leads = lead_sentences(text)
    if addresses_reader(text):
        return 0.75 if at_start and not leads else 0.0
    if leads and not starts_in_first_person(text):
        return 0.7 if at_start and len(leads) == 1 else 0.0
    if not at_start:
        return 0.85 if asks(text.rstrip("? ")) or leads else 0.0
    return 0.95 if alone or asks(text.rstrip("? ")) else 0.9


def _unmarked(lines: Sequence[Line], start: int, end: int, layout: Layout) -> _Found | None:
    """A question without its mark, that ends at a hard break."""
    whole = join_wrapped(lines[start : end + 1])
    text = whole.text
    statement = (
        start == 0
        and end == 0
        and len(text) <= 120
        and starts_in_first_person(text)
        and not lead_sentences(text)
    )
    strength = asks(text) or (asks(text.rstrip(".")) if statement else 0.0)
    if strength < 0.55 or strength == 1.0 or text.endswith((",", "-")):
        return None
    if "\t" in text:
        return _before_tab(lines, start, end)
    if end + 1 == len(lines):
        return _Found(whole, None, end + 1, strength - 0.1) if start == 0 and end < 2 else None
    following = lines[end + 1]
    breaks = (
        layout.is_hard(lines[end], following)
        or answers_yes_no(following.text)
        or ends_in_abbreviation(text)
    )
    if breaks and following.text[:1].isupper() and not following.text.endswith("?"):
        return _Found(whole, None, end + 1, strength - 0.1)
    return None


def _before_tab(lines: Sequence[Line], start: int, end: int) -> _Found | None:
    """A row of a pasted table: the question up to the tab, the answer behind it."""
    tab = lines[end].text.find("\t")
    if start != end or tab < 0 or asks(lines[end].text[:tab]) < 0.55:
        return None
    return _Found(lines[end].cut(0, tab), lines[end].cut(tab), end + 1, 0.8)
