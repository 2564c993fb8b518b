"""Text with inline styles: spans, and lines of spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one inline style. `href` is as written, not yet judged safe.

    `struck`: it is struck out, as what no longer holds.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    struck: bool = False

    @property
    def style(self) -> tuple[bool, bool, str, bool]:
        """What two runs have to share to be one."""
        return self.bold, self.italic, self.href, self.struck

    def of(self, text: str) -> Span:
        """This style with another text; made many times faster than by `replace`."""
        return Span(text, *self.style)

    @property
    def html(self) -> str:
        markup = escape(self.text, quote=False)
        if self.italic:
            markup = f"<i>{markup}</i>"
        if self.bold:
            markup = f"<b>{markup}</b>"
        if self.href:
            markup = f'<a href="{escape(self.href)}">{markup}</a>'
        return markup


@dataclass(frozen=True)
class Line:
    """One line of text. In HTML a `<br>` ends a line; in plain text a line break does."""

    spans: tuple[Span, ...] = ()
    number: int | None = None
    indented: bool = False

    @classmethod
    def of(cls, text: str, number: int | None = None, indented: bool = False) -> Line:
        return cls((Span(text),) if text else (), number, indented)

    @cached_property
    def text(self) -> str:
        spans = self.spans
        return spans[0].text if len(spans) == 1 else "".join(span.text for span in spans)

    @property
    def html(self) -> str:
        return "".join(span.html for span in self.spans)

    @cached_property
    def bold_lead(self) -> int:
        """The length of the bold run that the line starts with, 0 if it starts plain."""
        length = 0
        for span in self.spans:
            if not span.bold and span.text.strip():
                break
            length += len(span.text)
        return length if any(span.bold for span in self.spans[:1]) else 0

    @property
    def is_bold(self) -> bool:
        return bool(self.text.strip()) and self.bold_lead == len(self.text)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The characters from `start` to `end`, stripped, with their styles."""
        spans, position = [], 0
        stop = len(self.text) if end is None else end
        for span in self.spans:
            text = span.text[max(start - position, 0) : max(stop - position, 0)]
            position += len(span.text)
            if text:
                spans.append(span.of(text))
        return Line(stripped(spans), self.number, self.indented)


EMPTY = Line()


def stripped(spans: list[Span]) -> tuple[Span, ...]:
    """The spans without white space at either end. The list is used up."""
    while spans and not spans[0].text.strip():
        spans.pop(0)
    while spans and not spans[-1].text.strip():
        spans.pop()
    if spans and spans[0].text[0].isspace():
        spans[0] = spans[0].of(spans[0].text.lstrip())
    if spans and spans[-1].text[-1].isspace():
        spans[-1] = spans[-1].of(spans[-1].text.rstrip())
    return tuple(spans)


def join_lines(lines: Iterable[Line]) -> Line:
    """One line of several: the breaks were only there because the page was narrow."""
    parts = list(lines)
    if len(parts) == 1:
        return parts[0]
    run: list[Span] = []
    for line in parts:
        if run and line.spans:
            run.append(run[-1].of(" "))
        run.extend(line.spans)
    return replace(parts[0], spans=_merged(run)) if parts else Line()


def _merged(run: list[Span]) -> tuple[Span, ...]:
    """Neighbouring spans of one style as one. Joined at once: pages may have 100,000 lines."""
    groups = groupby(run, key=lambda span: span.style)
    return tuple(Span("".join(span.text for span in spans), *style) for style, spans in groups)
