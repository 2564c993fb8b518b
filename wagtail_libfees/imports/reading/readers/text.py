"""Reading plain text: pasted from a page or a message, or taken out of a PDF.

The reader finds lines, paragraphs and bullets, and sets aside what belongs to the paper or
the message. Which line is a question is not its business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Block, Document, Heading, Line, ListItem, Paragraph, SourcePlace, Span
from ..errors import SourceError
from ..page_furniture import (
    ALWAYS_CHROME,
    GLYPHS,
    closes_message,
    code_of_text,
    greets,
    is_mail_field,
    is_mail_footer,
    opens_related,
)
from ..questions import ends_sentence, starts_in_first_person

MAX_CHARACTERS = 4_000_000
# Each line that has text is looked at from many sides and becomes several objects: so many take
# some four seconds. They hold 5,000 questions with answers of seven lines.
MAX_LINES = 40_000
_MAX_LINES_WITH_BLANK = 500_000
_NEWLINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85|\x0b")
_LINE_WITH_TEXT = re.compile(r"[^\s][^\r\n\u2028\u2029\x85\x0b]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_BULLET = re.compile(r"^(\s*)(?:[•●▪■◦‣⁃·○►➢➤→⇒➔➜›»✓*+]|[-–—]|o(?=\s{2,}))\s+(?=\S)")
_ARROW = re.compile(r"(?:>{1,2}|[»›→⇒➔➜➤])\s*(?=[^\W\d_])")
_QUOTE = re.compile(r"^(?:\s?>)+ ?")
# "> 30 dage": more than, and no mark of a quoted message; "> 8 - 14 dage" is quoted.
_MORE_THAN = re.compile(r"^\s?>\s?\d+(?!\d*\s*[-–]\s*\d)")
_YES_NO = re.compile(r"(?:ja|nej|yes|no)\W*", re.IGNORECASE)
_NOTED = frozenset({"metadata", "cookie", "footer", "breadcrumb"})
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"^\s*([-=_*~#.·–—])(?:\s*\1){2,}\s*$")
_HASH = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*$")
_STARS = re.compile(r"^(\*{1,3}|__?)(?=\S)(.+?)(?<=\S)\1$")


def read_plain_text(text: str, name: str, base_url: str = "") -> Document:
    """Read plain text. Line numbers count from 1 in the text as given.

    Raises `SourceError` when the text is longer than `MAX_CHARACTERS`, or has more than
    `MAX_LINES` lines that are not blank.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            gettext_noop("The text has more than %(most)s characters; split it."),
            most=MAX_CHARACTERS,
        )
    if _more_than(MAX_LINES, _LINE_WITH_TEXT, text):
        raise SourceError(
            gettext_noop("The text has more than %(most)s lines; split it."), most=MAX_LINES
        )
    if _more_than(_MAX_LINES_WITH_BLANK, _NEWLINE, text):
        raise SourceError(
            gettext_noop("The text has more than %(most)s lines; leave out the blank ones."),
            most=_MAX_LINES_WITH_BLANK,
        )
    masked, hits = mask_cpr(text)
    lines, asides = _clean_lines(masked)
    asides += masked_asides(masked, hits)
    blocks = sorted([*_blocks(lines), *asides], key=lambda block: block.place.line or 0)
    traits = {f"site:{site}" for site in ("kombit.dk", "bibliotek.kk.dk") if site in masked}
    return Document(source=name, blocks=tuple(blocks), base_url=base_url, traits=frozenset(traits))


def _more_than(limit: int, pattern: re.Pattern[str], text: str) -> bool:
    return any(True for _ in islice(pattern.finditer(text), limit, None))


def masked_asides(text: str, offsets: Iterable[int]) -> list[Block]:
    """What stands around each number that was masked in a text."""
    return [_masked_aside(text, offset) for offset in offsets]


def _masked_aside(text: str, offset: int) -> Aside:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    content = text[max(start, offset - 60) : min(end if end >= 0 else len(text), offset + 60)]
    return Aside(
        content=content.strip(), code="cpr", place=SourcePlace(text.count("\n", 0, offset) + 1)
    )


def _clean_lines(text: str) -> tuple[list[Line], list[Block]]:
    """The lines without quote marks, page artefacts and the frame of a message."""
    raw = _NEWLINE.split(text.replace("\f", "\n\f"))
    number, numbered = 0, []
    for line in raw:
        number += not line.startswith("\f")
        numbered.append((max(number, 1), line))
    running = _running_lines(numbered)
    lines: list[Line] = []
    asides: list[Block] = []
    quoted = _quoted(numbered)
    arrows = _arrows(numbered, quoted)
    asks_whether_useful = False
    for index, (number, original) in enumerate(numbered):
        if not original or original.isspace():
            lines.append(Line((), number))
            continue
        stripped = _QUOTE.sub("", original) if index in quoted else original
        clean = (
            _INVISIBLE.sub("", GLYPHS.sub("", stripped)).replace("\u00a0", " ").replace("\f", "")
        )
        code = "page_number" if clean.strip() in running else code_of_text(clean)
        below = numbered[index + 1][1].strip() if index + 1 < len(numbered) else ""
        is_control = code == "form" and not clean.strip()[:1].islower() and not below[:1].islower()
        stands_alone = code in ALWAYS_CHROME or is_control
        if index in arrows:
            code, stands_alone = "link", True
        if asks_whether_useful and _YES_NO.fullmatch(clean.strip()):
            code, stands_alone = "form", True
        elif clean.strip():
            asks_whether_useful = code == "form" and clean.strip().endswith("?")
        # A title above ends without a full stop, too; a line that goes on is long.
        below_title = code in _NOTED and lines and len(lines[-1].text) < 40
        goes_on = _is_running_text(clean, lines, numbered, index)
        if goes_on and not stands_alone and not (below_title and not below[:1].islower()):
            code = ""
        if not clean.strip() and (glyphs := "".join(GLYPHS.findall(stripped))):
            code, clean = "icon", glyphs
        if code:
            asides.append(Aside(content=clean.strip(), code=code, place=SourcePlace(number)))
            clean = ""
        lines.append(Line.of(clean.rstrip(), number, clean[:1].isspace()))
    _drop_message_frame(lines, asides)
    return lines, asides


def _quoted(numbered: list[tuple[int, str]]) -> frozenset[int]:
    """The lines whose leading ">" is the mark of a quoted message.

    In a message most lines have it. Lines that all say "> 30 dage" are no message, and a run of
    lines without any sentence in it are links of a page: "> Se reglerne".
    """
    marked = [index for index, (_, line) in enumerate(numbered) if _QUOTE.match(line)]
    told = [index for index in marked if not _MORE_THAN.match(numbered[index][1])]
    if len(marked) * 2 > len(numbered) and len(told) * 2 > len(marked):
        return frozenset(marked)
    texts = {index for run in _runs(told) if _has_sentence(run, numbered) for index in run}
    beside = {index + step for index in texts for step in (-1, 0, 1)}
    return frozenset(i for i in marked if i in beside and numbered[i][1].startswith(">"))


def _runs(indexes: list[int]) -> Iterator[list[int]]:
    """Indexes that follow each other without a hole."""
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _has_sentence(run: list[int], numbered: list[tuple[int, str]]) -> bool:
    texts = [_QUOTE.sub("", numbered[index][1]).strip() for index in run]
    return any(ends_sentence(text) or not text or len(text) > 80 for text in texts)


def _arrows(numbered: list[tuple[int, str]], quoted: frozenset[int]) -> frozenset[int]:
    """The lines with an arrow in front that are links of the page, and no part of a text.

    Behind a colon, and right below a question, arrows are the bullets of a list.
    """
    found: set[int] = set()
    above = ""
    for index, (_, line) in enumerate(numbered):
        # A link that somebody took for a heading is one all the same.
        text = line.strip().lstrip("#").lstrip()
        arrow = index not in quoted and _ARROW.match(text)
        if arrow and not _MORE_THAN.match(line) and not ends_sentence(text) and len(text) <= 80:
            if index - 1 in found or not above.endswith((":", "?")):
                found.add(index)
        elif text:
            above = text
    return frozenset(found)


def _is_running_text(
    text: str, before: list[Line], numbered: list[tuple[int, str]], index: int
) -> bool:
    """Whether a line that reads like chrome is part of a text: "Tryk på / Print / og vent."

    It is if it goes on with a sentence, if a sentence goes on after it, or behind a colon.
    """
    if not before:
        return False
    previous = before[-1].text.strip()
    if text.strip()[:1].islower() or (previous and not ends_sentence(previous)):
        return True
    following = numbered[index + 1][1].strip() if index + 1 < len(numbered) else ""
    return previous.endswith(":") or bool(previous and following[:1].islower())


def _running_lines(numbered: list[tuple[int, str]]) -> frozenset[str]:
    """Headers and footers of the pages: the same short line at the edge of most of them.

    Page numbers in them may differ. With one break there are two pages, and both must have it.
    """
    pages: list[list[str]] = [[]]
    for _, line in numbered:
        if "\f" in line:
            pages.append([])
        if text := line.replace("\f", "").strip():
            pages[-1].append(text)
    pages = [page for page in pages if page]
    if len(pages) < 2:
        return frozenset()
    at_edge = [
        {line for line in (*page[:3], *page[-4:]) if len(line) < 120 and not line.endswith("?")}
        for page in pages
    ]
    seen = Counter(form for page in at_edge for form in {_DIGITS.sub("0", line) for line in page})
    often = max(2, len(pages) - 2, len(pages) * 6 // 10)
    return frozenset(
        line for page in at_edge for line in page if seen[_DIGITS.sub("0", line)] >= often
    )


def _drop_message_frame(lines: list[Line], asides: list[Block]) -> None:
    """Set aside the header fields, the greeting and the signature of a message."""
    closing = False
    fields = {i for i, line in enumerate(lines) if is_mail_field(line.text)}
    for index, line in enumerate(lines):
        text = line.text.strip()
        is_field = index in fields and bool({index - 1, index + 1} & fields)
        if closes_message(text):
            closing = True
        elif closing and _goes_on_after_signature(text):
            closing = False
        if text and (is_field or closing or greets(text)):
            asides.append(Aside(content=text, code="mail", place=SourcePlace(line.number)))
            lines[index] = Line((), line.number)


def _goes_on_after_signature(text: str) -> bool:
    """Whether a line below a signature is no part of it: it asks, or it is too long."""
    if text.endswith("?") or starts_in_first_person(text):
        return True
    return len(text) > 90 and not is_mail_footer(text)


def _blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Paragraphs parted by blank lines; bullets and underlined headings inside them."""
    group: list[Line] = []
    for line in lines:
        if line.text.strip():
            group.append(line)
        elif group:
            yield from _paragraph(group)
            group = []
    if group:
        yield from _paragraph(group)


def _paragraph(group: list[Line]) -> Iterator[Block]:
    plain: list[Line] = []
    item: list[Line] = []
    depth = 1
    for line in group:
        bullet = _BULLET.match(line.text)
        if bullet or _HASH.match(line.text) or _RULE.match(line.text):
            yield from _item(item, depth)
            item = []
            if _RULE.match(line.text) and len(plain) == 1 and line.text.strip()[0] in "=-":
                yield Heading(lines=tuple(plain), level=2, place=SourcePlace(plain[0].number))
                plain = []
            yield from _plain(plain)
            plain = []
        if bullet:
            item, depth = [line.cut(bullet.end())], 1 + min(len(bullet.group(1)) // 2, 4)
        elif found := _HASH.match(line.text):
            level = len(found.group(1))
            yield Heading(
                lines=(Line.of(found.group(2), line.number),),
                level=level,
                place=SourcePlace(line.number),
            )
        elif _RULE.match(line.text):
            continue
        elif item and (line.indented or not line.text[:1].isupper()):
            item.append(line.cut(0))
        elif opens_related(line.text) and (not plain or ends_sentence(plain[-1].text)):
            yield from _item(item, depth)
            yield from _plain(plain)
            yield from _plain([_styled(line)])
            item, plain = [], []
        else:
            yield from _item(item, depth)
            item = []
            plain.append(_styled(line))
    yield from _item(item, depth)
    yield from _plain(plain)


def _item(lines: list[Line], depth: int) -> Iterator[Block]:
    if lines:
        yield ListItem(lines=tuple(lines), depth=depth, place=SourcePlace(lines[0].number))


def _plain(lines: list[Line]) -> Iterator[Block]:
    if lines:
        yield Paragraph(lines=tuple(lines), wrapped=True, place=SourcePlace(lines[0].number))


def _styled(line: Line) -> Line:
    """A line in stars was bold where it was copied from."""
    text = line.text.strip()
    if found := _STARS.match(text):
        return Line((Span(found.group(2), bold=True),), line.number, line.indented)
    return Line.of(text, line.number, line.indented)
