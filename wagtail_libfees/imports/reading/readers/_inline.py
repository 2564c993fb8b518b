"""Collecting inline text into lines of spans, with HTML's rules for white space."""

from __future__ import annotations

import re

from wagtail_libfees.text.cpr_masking import mask_cpr

from ..inline import Line, Span, stripped
from ..page_furniture import GLYPHS

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"[\s\u00a0]+")


class LineBuffer:
    """The lines of the text block being read. Neighbouring runs of one style are joined."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.masked: list[str] = []
        self._spans: list[Span] = []
        self._number: int | None = None

    def add(self, text: str, style: Span, number: int | None, keep_breaks: bool = False) -> None:
        if keep_breaks and "\n" in text:
            for index, part in enumerate(text.split("\n")):
                if index:
                    self.end_line()
                self.add(part, style, number)
            return
        text = _SPACE.sub(" ", text if text.isascii() else GLYPHS.sub("", _INVISIBLE.sub("", text)))
        if not self._spans or self._spans[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if not self._spans:
            self._number = number
        last = self._spans[-1] if self._spans else None
        if last and last.style == style.style:
            self._spans[-1] = last.of(last.text + text)
        else:
            self._spans.append(style.of(text))

    @property
    def at_line_start(self) -> bool:
        return not any(span.text.strip() for span in self._spans)

    def end_line(self) -> None:
        if self._spans:
            spans = stripped(self._spans)
            if spans:
                self._append(self._masked(Line(spans, self._number)))
        self._spans = []

    def _append(self, line: Line) -> None:
        """A number may go over two lines, which become one then."""
        above = self.lines[-1] if self.lines else None
        if above and line.text[:1].isdigit() and not above.text[-1:].isalnum():
            text = f"{above.text}\n{line.text}"
            masked, _places = mask_cpr(text)
            if masked != text:
                self.masked.append(masked)
                self.lines[-1] = Line.of(masked, above.number, above.indented)
                return
        self.lines.append(line)

    def _masked(self, line: Line) -> Line:
        """A number may be torn by markup, so the whole line is looked at."""
        text, found = mask_cpr(line.text)
        if not found:
            return line
        self.masked.extend([text] * len(found))
        spans = tuple(s.of(mask_cpr(s.text)[0]) for s in line.spans)
        if "".join(span.text for span in spans) != text:
            spans = (Span(text),)
        return Line(spans, line.number, line.indented)

    def take(self) -> tuple[Line, ...]:
        """The lines so far; the buffer is empty afterwards."""
        self.end_line()
        lines, self.lines = self.lines, []
        return tuple(lines)
