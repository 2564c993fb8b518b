"""Reading plain text: pasted from a page or a message, or taken out of a PDF.

The reader finds lines, paragraphs and bullets, and sets aside what belongs to the paper or
the message. Which line is a question is not its business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from ..chrome import ALWAYS_CHROME, GLYPHS, code_of_text, opens_related
from ..document import Aside, Block, Document, Heading, Line, ListItem, Paragraph, Place, Span
from ..errors import SourceError
from ..masking import mask_cpr
from ..questions import ends_sentence
from ..texts import gettext_noop

MAX_CHARACTERS = 4_000_000
# Each line that has text is looked at from many sides and becomes several objects: so many take
# some four seconds. They hold 5,000 questions with answers of seven lines.
MAX_LINES = 40_000
_MAX_LINES_WITH_BLANK = 500_000
_NEWLINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85|\x0b")
_LINE_WITH_TEXT = re.compile(r"[^\s][^\r\n\u2028\u2029\x85\x0b]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_BULLET = re.compile(r"^(\s*)(?:[•●▪■◦‣⁃·○►➢✓*+]|[-–—]|o(?=\s{2,}))\s+(?=\S)")
_QUOTE = re.compile(r"^(?:\s?>)+ ?")
# "> 30 dage": more than, and no mark of a quoted message; "> 8 - 14 dage" is quoted.
_MORE_THAN = re.compile(r"^\s?>\s?\d+(?!\d*\s*[-–]\s*\d)")
_RULE = re.compile(r"^\s*([-=_*~#.·–—])(?:\s*\1){2,}\s*$")
_HASH = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*$")
_STARS = re.compile(r"^(\*{1,3}|__?)(?=\S)(.+?)(?<=\S)\1$")
_MAIL_FIELD = re.compile(
    r"^\W{0,2}(?:fra|til|cc|bcc|emne|sendt|dato|vedr|from|to|subject|date|sent|re)\*?\s*:\*?\s",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hej|kære|hello|hi|dear|god(?:dag| morgen)|til rette vedkommende)\b[^.?:]{0,50}[,!]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:med )?(?:venlig(?:e|st)?|kærlig|bedste|mange) hils(?:en|ner)|v\.?h\.?|mvh\.?"
    r"|(?:kind|best|warm) regards|regards|yours sincerely|(?:hav en|fortsat) god dag"
    r"|sendt fra min)\b.{0,60}$|^-- ?$",
    re.IGNORECASE,
)


def read_text(text: str, name: str, base_url: str = "") -> Document:
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
    asides += [_masked_aside(masked, hit) for hit in hits]
    blocks = sorted([*_blocks(lines), *asides], key=lambda block: block.place.line or 0)
    traits = {f"site:{site}" for site in ("kombit.dk", "bibliotek.kk.dk") if site in masked}
    return Document(source=name, blocks=tuple(blocks), base_url=base_url, traits=frozenset(traits))


def _more_than(limit: int, pattern: re.Pattern[str], text: str) -> bool:
    return any(True for _ in islice(pattern.finditer(text), limit, None))


def _masked_aside(text: str, offset: int) -> Aside:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    content = text[max(start, offset - 60) : min(end if end >= 0 else len(text), offset + 60)]
    return Aside(content=content.strip(), code="cpr", place=Place(text.count("\n", 0, offset) + 1))


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
    for index, (number, original) in enumerate(numbered):
        if not original or original.isspace():
            lines.append(Line((), number))
            continue
        stripped = _QUOTE.sub("", original) if index in quoted else original
        clean = (
            _INVISIBLE.sub("", GLYPHS.sub("", stripped)).replace("\u00a0", " ").replace("\f", "")
        )
        code = "page_number" if clean.strip() in running else code_of_text(clean)
        stands_alone = code in ALWAYS_CHROME or (code == "form" and clean.strip()[:1].isupper())
        if not stands_alone and _is_running_text(clean, lines, numbered, index):
            code = ""
        if not clean.strip() and (glyphs := "".join(GLYPHS.findall(stripped))):
            code, clean = "icon", glyphs
        if code:
            asides.append(Aside(content=clean.strip(), code=code, place=Place(number)))
            clean = ""
        lines.append(Line.of(clean.rstrip(), number, clean[:1].isspace()))
    _drop_message_frame(lines, asides)
    return lines, asides


def _quoted(numbered: list[tuple[int, str]]) -> frozenset[int]:
    """The lines whose leading ">" is the mark of a quoted message.

    In a message most lines have it. Lines that all say "> 30 dage" are no message.
    """
    marked = [index for index, (_, line) in enumerate(numbered) if _QUOTE.match(line)]
    told = [index for index in marked if not _MORE_THAN.match(numbered[index][1])]
    if len(marked) * 2 > len(numbered) and len(told) * 2 > len(marked):
        return frozenset(marked)
    beside = {index + step for index in told for step in (-1, 0, 1)}
    return frozenset(i for i in marked if i in beside and numbered[i][1].startswith(">"))


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
    """Headers and footers of the pages: the same short line beside two or more page breaks."""
    breaks = [index for index, (_, line) in enumerate(numbered) if "\f" in line]
    if len(breaks) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for index in breaks:
        beside = [
            line.replace("\f", "").strip() for _, line in numbered[max(index - 4, 0) : index + 4]
        ]
        seen.update({line for line in beside if 0 < len(line) < 90 and not line.endswith("?")})
    return frozenset(line for line, count in seen.items() if count >= max(2, len(breaks) - 1))


def _drop_message_frame(lines: list[Line], asides: list[Block]) -> None:
    """Set aside the header fields, the greeting and the signature of a message."""
    closing = False
    fields = {i for i, line in enumerate(lines) if _MAIL_FIELD.match(line.text.strip())}
    for index, line in enumerate(lines):
        text = line.text.strip()
        is_field = index in fields and bool({index - 1, index + 1} & fields)
        if _CLOSING.match(text):
            closing = True
        elif closing and (text.endswith("?") or len(text) > 90):
            closing = False
        if text and (is_field or closing or _GREETING.match(text)):
            asides.append(Aside(content=text, code="mail", place=Place(line.number)))
            lines[index] = Line((), line.number)


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
                yield Heading(lines=tuple(plain), level=2, place=Place(plain[0].number))
                plain = []
            yield from _plain(plain)
            plain = []
        if bullet:
            item, depth = [line.cut(bullet.end())], 1 + min(len(bullet.group(1)) // 2, 4)
        elif found := _HASH.match(line.text):
            level = len(found.group(1))
            yield Heading(
                lines=(Line.of(found.group(2), line.number),), level=level, place=Place(line.number)
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
        yield ListItem(lines=tuple(lines), depth=depth, place=Place(lines[0].number))


def _plain(lines: list[Line]) -> Iterator[Block]:
    if lines:
        yield Paragraph(lines=tuple(lines), wrapped=True, place=Place(lines[0].number))


def _styled(line: Line) -> Line:
    """A line in stars was bold where it was copied from."""
    text = line.text.strip()
    if found := _STARS.match(text):
        return Line((Span(found.group(2), bold=True),), line.number, line.indented)
    return Line.of(text, line.number, line.indented)
