"""What stands between and below the answers of a page and is none: buttons that open them, links to
the pages before and after, bylines, the end of a message.

Where the source has no marks for it, only the words tell. Each becomes an `Aside` in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .document import Aside, Block, Disclosure, Line, LinesBlock, ListItem, Paragraph, SourcePlace
from .page_furniture import closes_message, code_of_text, is_mail_footer
from .questions import asks, ends_asking

# Of these a single line of a paragraph is left out, too.
_LINE_CODES = frozenset({"form", "metadata"})
_BODY_CODES = frozenset({"form", "metadata", "navigation", "page_number", "icon"})


def cleared(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what is no answer as asides; also inside disclosures."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Disclosure):
            out += _cleared_disclosure(block)
        elif isinstance(block, Paragraph) and not block.wrapped:
            out += _cleared_lines(block)
        else:
            out.append(block)
    return list(_without_signatures(out))


def _cleared_disclosure(block: Disclosure) -> list[Block]:
    """A disclosure behind the asides that stood in it."""
    asides: list[Block] = []
    body: list[Block] = []
    for inner in cleared(block.body):
        code = code_of_text(inner.text) if isinstance(inner, Paragraph | ListItem) else ""
        if isinstance(inner, Aside):
            asides.append(inner)
        elif code in _BODY_CODES and (len(block.body) > 1 or code == "form"):
            asides.append(Aside(content=inner.text, code=code, place=inner.place))
        else:
            body.append(inner)
    return [*asides, replace(block, body=tuple(body))]


def _cleared_lines(block: Paragraph) -> list[Block]:
    codes = [code_of_text(line.text) for line in block.lines]
    if len(codes) < 2 or not _LINE_CODES & set(codes):
        return [block]
    left_out = [
        Aside(content=line.text, code=code, place=_place(block, line))
        for line, code in zip(block.lines, codes, strict=True)
        if code in _LINE_CODES
    ]
    lines = tuple(
        line for line, code in zip(block.lines, codes, strict=True) if code not in _LINE_CODES
    )
    return [replace(block, lines=lines), *left_out] if lines else list(left_out)


def _place(block: Block, line: Line) -> SourcePlace:
    return replace(block.place, line=line.number or block.place.line)


def _without_signatures(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the ends of messages: from "Med venlig hilsen" to what asks again."""
    closing = False
    for block in blocks:
        if not isinstance(block, LinesBlock) or not isinstance(block, Paragraph | ListItem):
            closing = closing and isinstance(block, Aside)
            yield block
            continue
        closing = closing and _is_signature(block)
        starts = _closing_line(block) if not closing else 0
        if starts > 0:
            yield replace(block, lines=block.lines[:starts])
        closing = closing or starts >= 0
        if not closing:
            yield block
        else:
            rest = block.lines[max(starts, 0) :]
            text = "\n".join(line.text for line in rest)
            yield Aside(content=text, code="mail", place=_place(block, rest[0]))


def _closing_line(block: LinesBlock) -> int:
    """The line that a message ends with, or -1."""
    return next((i for i, line in enumerate(block.lines) if closes_message(line.text)), -1)


def _is_signature(block: LinesBlock) -> bool:
    """Whether a paragraph below "Med venlig hilsen" still belongs to the end of the message."""
    text = block.text
    if ends_asking(text) or asks(text) > 0 or any(line.is_bold for line in block.lines[:1]):
        return False
    return len(text) <= 200 or is_mail_footer(text)
