"""The source of a fee page with the words marked that values were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wagtail_libfees.imports.fees.reading import FeesReading, SourceWords
from wagtail_libfees.imports.fees.sheet import Sheet


@dataclass(frozen=True)
class ValueLink:
    """A way from the words to the value: its key, and whether it is still there."""

    key: str
    number: int
    is_there: bool


@dataclass
class SourceMark:
    """A line of the source. `before`, `marked` and `after` make it up."""

    number: int
    text: str
    place: str
    level: int
    aside: bool
    in_doubt: bool = False
    links: list[ValueLink] = field(default_factory=list)
    marked: str = ""

    @property
    def before(self) -> str:
        """What stands before the marked words."""
        return self.text.partition(self.marked)[0] if self.marked else self.text

    @property
    def after(self) -> str:
        """What stands behind them."""
        return self.text.partition(self.marked)[2] if self.marked else ""


def marked_lines(reading: FeesReading, sheet: Sheet) -> list[SourceMark]:
    """Every line of the source; values whose words are in none of them are not linked."""
    marks = [SourceMark(number, **line) for number, line in enumerate(reading.lines, 1)]
    doubted = {(doubt["place"], doubt["text"]) for doubt in reading.doubts}
    for mark in marks:
        mark.in_doubt = (mark.place, mark.text) in doubted
    by_words: dict[tuple[str, str], SourceMark] = {}
    for mark in reversed(marks):
        by_words[mark.place, mark.text] = mark
        by_words["", mark.text] = mark
    there = keys_of(sheet)
    for number, (key, words) in enumerate((reading.words or {}).items(), 1):
        mark = _find(words, marks, by_words)
        if mark is not None:
            mark.links.append(ValueLink(key, number, key in there))
            mark.marked = words.text if words.text in mark.text else mark.text
    return marks


def _find(words: SourceWords, marks, by_words: Mapping) -> SourceMark | None:
    exact = by_words.get((words.place, words.text)) or by_words.get(("", words.text))
    if exact is not None:
        return exact
    # A value may quote a part of its line, or its line with the label above it.
    near = [mark for mark in marks if mark.place == words.place and mark.text]
    inside = [mark for mark in near if words.text in mark.text or mark.text in words.text]
    return inside[-1] if inside else None


def keys_of(sheet: Sheet) -> set[str]:
    """The keys of the values that the sheet still has."""
    return {"valid_from", "handling", "exclusion", "timings", *_keys(dict(sheet.kinds))}


def _keys(value) -> Iterator[str]:
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
