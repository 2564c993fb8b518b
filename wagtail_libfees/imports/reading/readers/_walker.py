"""Walking an HTML tree once, without recursion, and collecting its blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.etree import _Element

from wagtail_libfees.text.cpr_masking import mask_cpr

from ..document import (
    Aside,
    Block,
    Disclosure,
    Heading,
    Line,
    ListItem,
    Paragraph,
    SourcePlace,
    Span,
)
from ..page_furniture import GLYPHS, code_of_text
from ._accordions import HEADINGS, Accordions, find_accordions, is_unseen, label_of, text_of
from ._hidden import hidden_parts, leave_out
from ._inline import LineBuffer
from ._surroundings import INLINE, Surroundings, structured_items
from ._tables import STRUCK, captions_a_table, is_data_table, layout_tables, read_table
from ._xpath import line_of

_NOTHING: frozenset[str] = frozenset()
_CONTROLS = frozenset({"select", "textarea", "datalist", "map", "head", "input", "option"})
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})
_LEAF = frozenset({"label", "definition", "item", "heading"})
# A list that was typed, or that Word has written as paragraphs.
_BULLET = re.compile(r"[•·●▪◦]\s+(?=\S)")
_LONG_NUMBER = re.compile(r"\d\D{0,3}(?:\d\D?){5,}")
_MAX_DISCLOSURES = 15
_MAX_CLASS = 2000
_MAX_HINT_DEPTH = 200


@dataclass
class _Frame:
    """A list of blocks being filled: the page, or the body of one disclosure."""

    owner: _Element | None = None
    kind: str = ""
    label: Line = field(default_factory=Line)
    place: SourcePlace = field(default_factory=SourcePlace)
    hints: frozenset[str] = _NOTHING
    blocks: list[Block] = field(default_factory=list)


class Walker:
    """Collects the blocks under `body`. Use once."""

    def __init__(self, body: _Element) -> None:
        self.body = body
        self.accordions: Accordions = find_accordions(body)
        self.frames = [_Frame()]
        self.buffer = LineBuffer()
        self.kind, self.level, self.place = "", 0, SourcePlace()
        self.styles: list[Span] = [Span("")]
        self.hints: list[frozenset[str]] = [_NOTHING]
        self.lists: list[bool] = []
        self.counts: dict[str, int] = {}
        self.surroundings = Surroundings(body)
        self.preformatted = 0
        self.definition = Line()
        self.seen_panels: set[_Element] = set()
        self.layouts = layout_tables(body)
        self.structured = structured_items(body, self.accordions)

    def read(self) -> list[Block]:
        """All blocks in reading order."""
        for part in hidden_parts(self.body, self.accordions):
            if text := text_of(part):
                self._aside(text, code_of_text(text) or "hidden", part)
            leave_out(part)
        stack = [(self.body, iter(self.body))]
        self._text(self.body.text)
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element)
                if stack:
                    self._text(element.tail)
            elif self._enter(child):
                self._text(child.text)
                stack.append((child, iter(child)))
            else:
                self._text(child.tail)
        self._flush()
        while len(self.frames) > 1:
            self._close_frame()
        self._report_unread_labels()
        return self.frames[0].blocks

    # -- entering and leaving

    def _enter(self, element: _Element) -> bool:
        """Begin an element. False: its subtree has been dealt with."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _CONTROLS:
            return False
        if element in self.accordions.skip or self._set_aside(element, tag):
            return False
        if self.kind in ("label", "heading") and tag in INLINE and is_unseen(element):
            return False
        if tag == "br" or tag == "hr":
            # Two breaks in a row are how old editors part paragraphs.
            ends = tag == "hr" or (not self.kind and self.buffer.at_line_start)
            self._flush() if ends else self.buffer.end_line()
            return False
        if tag == "img":
            self._image(element)
            return False
        if tag == "figcaption" and captions_a_table(element):
            return False
        if tag in INLINE and element not in self.accordions.labels:
            self._push(element)
            self.styles.append(self._style(element, tag))
            return True
        if tag == "table" and is_data_table(element, self.layouts):
            self._flush()
            place, masked = self._place(element), self.buffer.masked
            self.frames[-1].blocks.append(read_table(element, place, self.hints[-1], masked))
            self._flush()
            return False
        self._push(element)
        self._open_block(element, tag)
        return True

    def _leave(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag in INLINE and element not in self.accordions.labels:
            self.styles.pop()
        elif element is not self.body:
            self._close_block(element, tag)
        if element is not self.body:
            self.hints.pop()
        if element is self.surroundings.main:
            self.surroundings.in_main = False

    def _push(self, element: _Element) -> None:
        hints, value = self.hints[-1], element.get("class")
        if value and len(value) < _MAX_CLASS and len(self.hints) < _MAX_HINT_DEPTH:
            hints = hints | frozenset(value.split())
        self.hints.append(hints)
        if element is self.surroundings.main:
            self.surroundings.in_main = True

    def _style(self, element: _Element, tag: str) -> Span:
        last = self.styles[-1]
        css = (element.get("style") or "")[:500].replace(" ", "").lower()
        bold = last.bold or tag in _BOLD or "font-weight:bold" in css or "font-weight:700" in css
        href = last.href
        if tag == "a":
            href = (element.get("href") or "").strip()[:2000] or last.href
        return Span("", bold, last.italic or tag in _ITALIC, href, last.struck or tag in STRUCK)

    # -- blocks

    def _open_block(self, element: _Element, tag: str) -> None:
        if self._is_frame(element, tag):
            self._open_frame(element, tag)
        elif element in self.accordions.tabs:
            self._open_tab(element)
        elif tag == "summary":
            self._begin("label", element)
        elif self.kind in ("label", "definition") or (
            self.kind == "heading" and tag not in HEADINGS
        ):
            self.buffer.end_line()
        elif tag in HEADINGS:
            self._begin("heading", element, int(tag[1]))
        elif tag == "dt":
            self._begin("definition", element)
        elif tag in ("ul", "ol", "menu"):
            self._flush()
            self.lists.append(tag == "ol")
        elif tag == "li" and element not in self.structured:
            self._begin("item", element, max(len(self.lists), 1))
        elif self.kind == "item":
            self.buffer.end_line()
        else:
            self._begin("", element)
        self.preformatted += tag == "pre"

    def _close_block(self, element: _Element, tag: str) -> None:
        self.preformatted -= tag == "pre"
        if self.frames[-1].owner is element:
            self._flush()
            self._close_frame()
        elif tag == "summary":
            self._take_label()
        elif tag == "dt" and self.kind == "definition":
            self._take_definition()
        elif tag == "dl":
            self._flush()
            self._give_up_definition(element)
        elif tag in ("ul", "ol", "menu"):
            self._flush()
            if self.lists:
                self.lists.pop()
        elif (tag in HEADINGS and self.kind == "heading") or tag == "li" or self.kind not in _LEAF:
            self._flush()
        else:
            self.buffer.end_line()

    def _begin(self, kind: str, element: _Element, level: int = 0) -> None:
        self._flush()
        self.kind, self.level, self.place = kind, level, self._place(element)

    def _flush(self) -> None:
        """Make a block of the lines read so far."""
        lines, kind = self.buffer.take(), self.kind
        self.kind = ""
        blocks, hints = self.frames[-1].blocks, self.hints[-1]
        place = (
            self.place if self.place.selector else SourcePlace(lines[0].number if lines else None)
        )
        if not lines or self._is_stray(lines):
            pass
        elif kind == "heading":
            blocks.append(Heading(lines=lines, level=self.level, place=place, hints=hints))
        elif kind == "item":
            ordered = bool(self.lists and self.lists[-1])
            blocks.append(
                ListItem(
                    lines=lines, ordered=ordered, depth=min(self.level, 6), place=place, hints=hints
                )
            )
        elif all(bullets := [_BULLET.match(line.text) for line in lines]):
            blocks.extend(
                ListItem(lines=(line.cut(bullet.end()),), place=place, hints=hints)
                for line, bullet in zip(lines, bullets, strict=True)
                if bullet
            )
        else:
            blocks.append(Paragraph(lines=lines, place=place, hints=hints))
        for text in self.buffer.masked:
            self.frames[0].blocks.append(Aside(content=text, code="cpr", place=place))
        self.buffer.masked.clear()

    def _is_stray(self, lines: tuple[Line, ...]) -> bool:
        """A quote mark left in the markup: DPL CMS had one behind <details> until 2024."""
        frame = self.frames[-1]
        in_details = frame.kind == "details" and not frame.blocks
        return in_details and all(line.text in ("'", '"') for line in lines)

    # -- disclosures

    def _is_frame(self, element: _Element, tag: str) -> bool:
        if len(self.frames) > _MAX_DISCLOSURES:
            return False
        return tag in ("details", "dd") or element in self.accordions.labels

    def _open_frame(self, element: _Element, tag: str) -> None:
        self._flush()
        kind, label = ("details", Line()) if tag == "details" else ("accordion", Line())
        if tag == "dd":
            kind, label, self.definition = "definition", self.definition, Line()
        elif element in self.accordions.labels:
            self.seen_panels.add(element)
            label = self._masked(label_of(self.accordions, element), element)
        self.frames.append(_Frame(element, kind, label, self._place(element), self.hints[-1]))

    def _open_tab(self, element: _Element) -> None:
        """What a tab opens has its name as a heading."""
        self._flush()
        tab = self.accordions.tabs[element]
        label = self._masked(Line.of(text_of(tab), line_of(tab)), element)
        place, hints = self._place(element), self.hints[-1]
        self.frames[-1].blocks.append(Heading(lines=(label,), level=5, place=place, hints=hints))

    def _masked(self, label: Line, element: _Element) -> Line:
        text, found = mask_cpr(label.text)
        if not found:
            return label
        self._aside(text, "cpr", element)
        return Line.of(text, label.number)

    def _close_frame(self) -> None:
        frame = self.frames.pop()
        if not frame.label.text and not frame.blocks:
            return
        if frame.kind == "definition" and not frame.label.text:
            self._join_definition(frame)
        self.frames[-1].blocks.append(
            Disclosure(
                label=frame.label,
                body=tuple(frame.blocks),
                kind=frame.kind,
                place=frame.place,
                hints=frame.hints,
            )
        )

    def _join_definition(self, frame: _Frame) -> None:
        """A dd without a dt of its own goes on with the dd before it."""
        blocks = self.frames[-1].blocks
        last = blocks[-1] if blocks else None
        if isinstance(last, Disclosure) and last.kind == "definition":
            blocks.pop()
            frame.label, frame.place = last.label, last.place
            frame.blocks = [*last.body, *frame.blocks]

    def _take_label(self) -> None:
        """The end of a summary: its lines are the label of the disclosure."""
        lines, self.kind = self.buffer.take(), ""
        text = " ".join(line.text for line in lines)
        frame = self.frames[-1]
        if frame.kind == "details" and not frame.label.text:
            frame.label = Line.of(text.strip(), lines[0].number if lines else None)
        elif text:
            frame.blocks.append(Paragraph(lines=lines, place=self.place, hints=self.hints[-1]))

    def _take_definition(self) -> None:
        lines, self.kind = self.buffer.take(), ""
        text = " ".join([self.definition.text, *(line.text for line in lines)]).strip()
        self.definition = Line.of(text, lines[0].number if lines else None)

    def _give_up_definition(self, element: _Element) -> None:
        """A dt at the end of its list, without a dd: a question without an answer."""
        label, self.definition = self.definition, Line()
        if label.text:
            place = self._place(element)
            self.frames[-1].blocks.append(Disclosure(label=label, kind="definition", place=place))

    def _report_unread_labels(self) -> None:
        """A label whose panel was part of something set aside is set aside with it."""
        for panel, label in self.accordions.labels.items():
            if panel not in self.seen_panels and label is not None:
                self._aside(text_of(label), "chrome", label)

    # -- text and what is set aside

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self.surroundings.in_main:
            if text.strip():
                self._aside(" ".join(text.split())[:2000], "outside", self.body)
            return
        if GLYPHS.search(text):
            self._aside("".join(GLYPHS.findall(text)), "icon", self.body)
        self.buffer.add(text, self.styles[-1], None, keep_breaks=self.preformatted > 0)

    def _image(self, element: _Element) -> None:
        """A picture is listed by its words, or else by the name of its file. An empty `alt` says
        that it is an ornament, but not of one that is a paragraph of its own."""
        alt = element.get("alt")
        words = " ".join((alt or element.get("title") or "").split())[:300]
        around = element.getparent()
        alone = around is not None and around.tag in ("p", "figure") and not text_of(around)
        if not words and (alt is None or alone):
            words = _file_name(element.get("src") or element.get("data-src") or "")
        if words:
            self._aside(words, code_of_text(words) or "image", element)

    def _set_aside(self, element: _Element, tag: str) -> bool:
        """Whether the element is no content; it is then listed."""
        code = self.surroundings.code_of(element, tag, self.kind in _LEAF)
        if not code:
            return False
        text = text_of(element) or (element.get("src") or element.get("data") or "")[:200]
        if text:
            self._aside(text, code, element)
        return True

    def _aside(self, text: str, code: str, element: _Element) -> None:
        self.frames[0].blocks.append(
            Aside(content=mask_cpr(text)[0], code=code, place=self._place(element))
        )

    def _place(self, element: _Element) -> SourcePlace:
        tag = str(element.tag)
        given = element.get("data-line") or ""
        line = int(given) if given.isdecimal() and len(given) < 9 else line_of(element)
        # A long number in an id may be one that may not be stored, however it is parted.
        ident = (element.get("id") or "")[:80]
        if ident and not _LONG_NUMBER.search(ident):
            return SourcePlace(line, f"#{ident}")
        number = self.counts[tag] = self.counts.get(tag, 0) + 1
        return SourcePlace(line, f"{tag}[{number}]")


def _file_name(address: str) -> str:
    """The last part of an address; "data:" for a picture that stands in the page itself."""
    if address.startswith("data:"):
        return "data:"
    return unquote(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1])[:120]
