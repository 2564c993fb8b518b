"""Pairing questions with their answers: one pass over the units of a document.

An answer belongs to the question before it until something else begins. What belongs to
nobody is reported with its place; nothing is merged into a neighbour and nothing dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .audience import audience_of_heading, audience_of_item, is_note_to_staff
from .clean import render_html, render_text, shown_text
from .document import Block, Heading, Line, LinesBlock, Paragraph, SourcePlace
from .keys import KeyRing, strip_numbering
from .layout import A_LABEL, Q_LABEL
from .page_audience import (
    SURE,
    TO_HOUSEHOLDS,
    PageAnswer,
    judge_answers,
    speaks_for_staff,
    title_for,
)
from .questions import states
from .records import Audience, FaqItem, Rejected
from .related_links import LooseLink, loose_links_of, with_links
from .units import BOLD_RANK, QuestionUnit, UnitKind

_NAMES_SOMEBODY = re.compile(r"\W*(?:til|for|to)\s+\w", re.IGNORECASE)


@dataclass
class _Group:
    line: Line
    level: int
    place: SourcePlace
    outer: tuple[Audience | None, int]
    used: bool = False
    # Whether it is the name of the part that a question stands in.
    names: bool = False


@dataclass
class _Open:
    """The question being answered."""

    unit: QuestionUnit
    blocks: list[Block] = field(default_factory=list)


class Pairer:
    """Collects items and rejected text. Feed it the units, then call `finish`."""

    def __init__(
        self,
        base_url: str = "",
        audience: Audience | None = None,
        title: str = "",
        prior: float = 0.0,
    ) -> None:
        self.base_url = base_url
        self.prior = prior
        self.lead = [title]
        # Whether the page itself says of an item whom it is for, item by item.
        self.named: list[bool] = []
        # The heading of each item that stands beside, and no longer below, one for borrowers.
        self.beside: list[SourcePlace | None] = []
        self.is_beside: SourcePlace | None = None
        self.items: list[FaqItem] = []
        self.rejected: list[Rejected] = []
        self.groups: list[_Group] = []
        self.audience: Audience | None = audience
        self.audience_level = 0
        self.current: _Open | None = None
        self.orphans: list[Block] = []
        self.related = False
        self.links: list[LooseLink] = []
        self.keys = KeyRing()
        self.outer: list[tuple[list[_Group], Audience | None, int]] = []

    def feed(self, units: Iterable[QuestionUnit]) -> None:
        for unit in units:
            self._handlers[unit.kind](self, unit)

    def finish(self) -> tuple[tuple[FaqItem, ...], tuple[Rejected, ...]]:
        self._close()
        self._close_groups(0)
        self._judge_page()
        self.items, left = with_links(self.items, self.links)
        self.rejected += left
        rejected = sorted(self.rejected, key=lambda r: r.place.line or 0)
        return tuple(self.items), tuple(rejected)

    # -- one method per kind of unit

    def _question(self, unit: QuestionUnit) -> None:
        unanswered = self.current if self.current and not self.current.blocks else None
        if unanswered and unanswered.unit.rank < unit.rank and unanswered.unit.rank <= BOLD_RANK:
            self.current = None
            self._open_group(unanswered.unit)
        # A topic with text of its own is one of the same kind as the question, not around it.
        beside = bool(self.orphans) and bool(self.groups) and self.groups[-1].level == unit.rank
        self._close()
        self.related = False
        if beside:
            self._close_groups(unit.rank)
        while self.groups and self.groups[-1].level > unit.rank:
            self._close_groups(self.groups[-1].level)
        self.current = _Open(unit)

    def _pair(self, unit: QuestionUnit) -> None:
        if (
            self.current
            and self.current.blocks
            and self.current.unit.rank < BOLD_RANK
            and unit.confidence < 0.8
        ):
            self.current.blocks.extend([Heading(lines=(unit.line,), level=4), *unit.blocks])
            return
        if self.current and not self.current.blocks:
            unanswered, self.current = self.current, None
            self._open_group(unanswered.unit)
        self._close()
        self.related = False
        if unit.line.text:
            self.current = _Open(unit, list(unit.blocks))
            self._close()
        else:
            self._reject(unit.blocks, "no_question", unit.place)

    def _group(self, unit: QuestionUnit) -> None:
        current = self.current
        if (
            current
            and current.unit.rank < unit.rank
            and current.unit.rank < BOLD_RANK
            and current.blocks
        ):
            current.blocks.append(Heading(lines=(unit.line,), level=unit.rank, place=unit.place))
            return
        self._close()
        self.related = False
        self._open_group(unit)

    def _group_end(self, unit: QuestionUnit) -> None:
        """The end of a container gives back the audience that held before it."""
        self._close()
        inside = [group for group in self.groups if group.level >= unit.rank]
        if inside:
            self.audience, self.audience_level = inside[0].outer
        self._close_groups(unit.rank)

    def _title(self, unit: QuestionUnit) -> None:
        self._close()
        self._set_audience(unit)
        self._add_lead(unit.text)
        self.rejected.append(Rejected(unit.text, "page_title", unit.place))

    def _text(self, unit: QuestionUnit) -> None:
        if self.related:
            if not self._keep_links(unit.blocks, "related", unit.place):
                self._reject(unit.blocks, "related", unit.place)
        elif self.current:
            self.current.blocks.extend(unit.blocks)
        else:
            self.orphans.extend(unit.blocks)

    def _answer(self, unit: QuestionUnit) -> None:
        if self.current and self.current.blocks:
            self._close()

    def _related(self, unit: QuestionUnit) -> None:
        self._close()
        self.related = True
        self.rejected.append(Rejected(unit.text, "related", unit.place))

    def _aside(self, unit: QuestionUnit) -> None:
        if unit.code == "mail" and not self.items:
            # "Kære kollega" is no text of the page, and says whom it is for.
            named = audience_of_heading(unit.text)
            self.audience = named if named is Audience.STAFF else self.audience
        blocks = unit.blocks or (Paragraph(lines=(unit.line,)),)
        if unit.code != "link" or not self._keep_links(blocks, "link", unit.place):
            self.rejected.append(Rejected(unit.text, unit.code, unit.place))

    def _keep_links(self, blocks: Sequence[Block], code: str, place: SourcePlace) -> bool:
        """Keep blocks that are links beside an answer; returns whether they are."""
        links = loose_links_of(blocks, self.base_url)
        # The open question becomes an item yet, if it has an answer.
        before = len(self.items) + bool(self.current and self.current.blocks)
        listed = Rejected(render_text(blocks), code, place)
        self.links += [LooseLink(link, before, listed) for link in links]
        return bool(links)

    def _close_unit(self, unit: QuestionUnit) -> None:
        self._close()

    _handlers = {
        UnitKind.QUESTION: _question,
        UnitKind.PAIR: _pair,
        UnitKind.GROUP: _group,
        UnitKind.GROUP_END: _group_end,
        UnitKind.TITLE: _title,
        UnitKind.TEXT: _text,
        UnitKind.LINK: _text,
        UnitKind.ANSWER: _answer,
        UnitKind.RELATED: _related,
        UnitKind.ASIDE: _aside,
        UnitKind.CLOSE: _close_unit,
    }

    # -- groups and audience

    def _open_group(self, unit: QuestionUnit) -> None:
        self._close_groups(unit.rank)
        outer = (self.audience, self.audience_level)
        self._set_audience(unit)
        self._add_lead(unit.text)
        self.groups.append(_Group(unit.line, unit.rank, unit.place, outer))

    def _close_groups(self, level: int) -> None:
        while self.groups and self.groups[-1].level >= level:
            group = self.groups.pop()
            text = group.line.text
            if not group.used:
                self.rejected.append(Rejected(text, "empty_heading", group.place))
            elif states(text):
                self.rejected.append(Rejected(text, "head_states", group.place))
            elif not group.names:
                self.rejected.append(Rejected(text, "outer_heading", group.place))

    def _set_audience(self, unit: QuestionUnit) -> None:
        """A heading that names an audience holds until another does or a higher level begins.

        A heading of the same level that names none does not end a staff section: text for
        staff that is taken for text for borrowers is the worse mistake (invariant 7).
        """
        named = audience_of_heading(unit.line.text)
        if named is not None:
            self.audience, self.audience_level, self.is_beside = named, unit.rank, None
        elif self.audience is Audience.BORROWER and (
            _NAMES_SOMEBODY.match(unit.line.text) or title_for(unit.line.text) == "staff"
        ):
            # "Til ..." behind "Til lånere", or a kind of text that staff have: the page as a whole
            # has to tell.
            self.audience, self.audience_level = None, 0
            self.is_beside = None if TO_HOUSEHOLDS.search(unit.line.text) else unit.place
        elif self.audience is Audience.BORROWER and unit.rank == self.audience_level:
            self.is_beside = unit.place
        elif unit.rank < self.audience_level:
            self.audience, self.audience_level, self.is_beside = None, 0, None

    # -- closing

    def _close(self) -> None:
        self._close_orphans()
        current, self.current = self.current, None
        if current is None:
            return
        unit = current.unit
        _drop_answer_label(current)
        self._drop_notes(current)
        text = render_text(current.blocks)
        if not text.strip():
            self.rejected.append(Rejected(unit.text, "no_answer", unit.place))
            return
        self._add_item(unit, current.blocks, text)

    def _drop_notes(self, current: _Open) -> None:
        """Paragraphs of an answer that are remarks to staff are listed; the rest stays."""
        notes = [block for block in current.blocks if is_note_to_staff(block.text)]
        if 0 < len(notes) < len(current.blocks):
            current.blocks = [block for block in current.blocks if block not in notes]
            self._reject(notes, "staff_note", notes[0].place)

    def _close_orphans(self) -> None:
        if self.orphans:
            blocks, self.orphans = self.orphans, []
            self._add_lead(render_text(blocks))
            code = "no_question" if self.items or self.groups else "intro"
            self._reject(blocks, code, blocks[0].place)

    def _add_item(self, unit: QuestionUnit, blocks: list[Block], text: str) -> None:
        question = strip_numbering(shown_text(unit.line).strip())
        place = unit.place
        markup = render_html(
            blocks,
            self.base_url,
            lambda code, what: self.rejected.append(Rejected(what, code, place)),
        )
        audience = self._audience_of(unit, question, text)
        section = unit.section or (self.groups[-1].line.text if self.groups else "")
        for group in self.groups:
            # Beside a question of its own level a topic has no content, though it names one.
            group.used = group.used or group.level < unit.rank
        if section and self.groups and self.groups[-1].line.text == section:
            self.groups[-1].names = True
        key = self.keys.key_for(question, str(audience), section)
        confidence = round(unit.confidence, 2)
        self.named.append(bool(unit.audience) or self.audience is not None)
        self.beside.append(self.is_beside)
        self.items.append(
            FaqItem(question, markup, text, audience, section or None, place, key, confidence)
        )

    def _audience_of(self, unit: QuestionUnit, question: str, text: str) -> Audience:
        if unit.audience:
            return self._stated(unit, question, text)
        if self.audience in (Audience.STAFF, Audience.WORKFLOW):
            return self.audience
        return audience_of_item(question, text)

    def _stated(self, unit: QuestionUnit, question: str, text: str) -> Audience:
        """The audience that an export states. For borrowers it must look so, too: a file that
        somebody else has written is no confirmation (invariant 7)."""
        stated = Audience(unit.audience)
        if stated is not Audience.BORROWER:
            return stated
        named = audience_of_heading(unit.section) if unit.section else None
        looks = audience_of_item(question, text)
        if looks is Audience.BORROWER and speaks_for_staff(question, text):
            looks = Audience.STAFF
        found = named if named in (Audience.STAFF, Audience.WORKFLOW) else looks
        if found is not Audience.BORROWER:
            self.rejected.append(Rejected(question, "stated_audience", unit.place))
        return found

    def _add_lead(self, text: str) -> None:
        """What stands before the first question tells most about whom a page is for."""
        if not self.items:
            self.lead.append(text)

    def _judge_page(self) -> None:
        """Take from the borrowers what the evidence of the page does not show to be for them.

        An item whose audience the page names stays; where there is a doubt, the item goes to
        staff and the doubt is listed (invariant 7).
        """
        # What names its readers says nothing of the others.
        open_ = [i for i, named in enumerate(self.named) if not named or self.beside[i]]
        answers = [
            PageAnswer(item.question, item.answer_text, item.section or "", bool(beside))
            for item, beside in ((self.items[i], self.beside[i]) for i in open_)
        ]
        taken = []
        judged = judge_answers(self.lead, answers, self.prior)
        for index, evidence in zip(open_, judged, strict=True):
            item = self.items[index]
            if item.audience is not Audience.BORROWER or evidence.is_public:
                continue
            doubt = 1.0 if evidence.odds > SURE else 0.6
            self.items[index] = replace(
                item,
                audience=Audience.STAFF,
                confidence=min(item.confidence, doubt),
                unaddressed=not evidence.words,
            )
            taken.append(evidence)
        if taken:
            words = dict.fromkeys(word for evidence in taken for word in evidence.words)
            sure = all(evidence.odds > SURE for evidence in taken)
            code = "page_for_staff" if sure else "page_doubtful" if words else "page_silent"
            reasons = [", ".join(words)[:300], *self.lead, self.items[0].question]
            self.rejected.append(Rejected(next(filter(str.strip, reasons)), code))

    def _reject(self, blocks: Iterable[Block], code: str, place: SourcePlace) -> None:
        text = render_text(blocks)
        if text.strip():
            self.rejected.append(Rejected(text, code, place))


def _drop_answer_label(found: _Open) -> None:
    """Behind "Q: ..." an answer that begins with "A: ..." is itself without the label."""
    first = found.blocks[0] if found.blocks else None
    if not (isinstance(first, LinesBlock) and first.lines and Q_LABEL.match(found.unit.line.text)):
        return
    if label := A_LABEL.match(first.lines[0].text):
        lines = (first.lines[0].cut(label.end()), *first.lines[1:])
        found.blocks[0] = replace(first, lines=lines)
