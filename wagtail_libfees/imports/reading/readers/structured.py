"""Questions in the structured data of a page (schema.org as JSON-LD), where its text lacks them.

A page whose script builds the text has its questions there only. Where the text has most of them,
the data says it all once more, and the text is what people see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice

from lxml.etree import _Element

from wagtail_libfees.text.cpr_masking import mask_cpr

from ..characters import storable_json
from ..document import Aside, Block, Disclosure, Document, Line, SourcePlace
from ..keys import normalise
from ._xpath import elements, line_of

_MAX_SCRIPT = 2_000_000
_MAX_QUESTIONS = 2000
_MAX_NODES = 50_000


def structured_questions(root: _Element) -> list[tuple[str, str, int | None]]:
    """The questions in the JSON-LD of a page: the question, the answer as markup, and the line.

    To be called before the scripts are taken out of the tree.
    """
    found: list[tuple[str, str, int | None]] = []
    for script in elements(root, ".//script[contains(@type, 'ld+json')]"):
        text = script.text or ""
        if len(text) > _MAX_SCRIPT:
            continue
        try:
            data = json.loads(storable_json(text), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [(q, a, line_of(script)) for q, a in islice(_questions(data), _MAX_QUESTIONS)]
    return found


def _questions(data: object) -> Iterator[tuple[str, str]]:
    """Every question with its answer, however deep it lies."""
    stack, seen = [data], 0
    while stack and seen < _MAX_NODES:
        node, seen = stack.pop(), seen + 1
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if "Question" in _list(node.get("@type")) and (pair := _pair(node)):
                yield pair
            else:
                stack.extend(v for v in reversed(list(node.values())) if isinstance(v, dict | list))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _pair(node: dict[str, object]) -> tuple[str, str] | None:
    name = node.get("name") or node.get("text")
    answers = [
        answer["text"]
        for key in ("acceptedAnswer", "suggestedAnswer")
        for answer in _list(node.get(key))
        if isinstance(answer, dict) and isinstance(answer.get("text"), str)
    ]
    return (str(name), answers[0]) if isinstance(name, str) and answers else None


def missing_questions(
    found: list[tuple[str, str, int | None]],
    blocks: list[Block],
    read: Callable[[str, str], Document],
) -> Iterator[Block]:
    """The questions that the text of the page lacks, as disclosures; none, but asides, where it
    has half of them or more. `read` makes a document of the markup of an answer."""
    if not found:
        return
    shown = normalise(" ".join(block.text for block in blocks if not isinstance(block, Aside)))
    lacking = [entry for entry in found if normalise(_plain(entry[0])) not in shown]
    only_source = len(lacking) * 2 > len(found)
    for question, answer, number in lacking:
        label, masked = mask_cpr(_plain(question))
        place = SourcePlace(number, "script")
        if masked:
            yield Aside(content=label, code="cpr", place=place)
        body, asides = _body(answer, read)
        text = "\n".join(block.text for block in body)
        if only_source:
            yield from asides
            yield Disclosure(label=Line.of(label), body=tuple(body), kind="structured", place=place)
        else:
            yield Aside(content=f"{label}\n{text}", code="structured", place=place)


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())


def _body(answer: str, read: Callable[[str, str], Document]) -> tuple[list[Block], list[Block]]:
    """The blocks of an answer, which is text or markup, the latter often escaped once more."""
    markup = unescape(answer) if "<" not in answer and "&lt;" in answer else answer
    if "<" not in markup:
        markup = "".join(f"<p>{part}</p>" for part in markup.split("\n") if part.strip())
    blocks = read(f"<body><div>{markup}</div></body>", "").blocks if markup.strip() else ()
    asides: list[Block] = [block for block in blocks if isinstance(block, Aside)]
    return [block for block in blocks if not isinstance(block, Aside)], asides
