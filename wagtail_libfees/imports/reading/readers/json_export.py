"""Reading our own export: the JSON that the import command prints.

The audience of each entry is kept, so that staff text stays staff text on its way from one
site to another. An entry for borrowers is looked at once more when it is paired.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..characters import storable_json
from ..document import Aside, Block, Disclosure, Document, Line, SourcePlace
from ..errors import SourceError
from ..records import Audience
from .html import read_html
from .text import read_plain_text

_MAX_ITEMS = 20_000


def read_json(text: str, name: str) -> Document:
    """Read an export: a list of results, or one. Raises `SourceError` for other JSON."""
    try:
        data = json.loads(storable_json(text))
    except (ValueError, RecursionError) as exc:
        raise SourceError(gettext_noop("This is not valid JSON; export the FAQ anew.")) from exc
    results = data if isinstance(data, list) else [data]
    if not results or not all(
        isinstance(r, dict) and isinstance(r.get("items"), list) for r in results
    ):
        raise SourceError(
            gettext_noop('This is JSON of another kind; an export has a list "items" of questions.')
        )
    entries = [entry for result in results for entry in result["items"]]
    if len(entries) > _MAX_ITEMS:
        raise SourceError(
            gettext_noop("The export has more than %(most)s questions; split it."), most=_MAX_ITEMS
        )
    blocks = tuple(block for index, entry in enumerate(entries) for block in _blocks(entry, index))
    return Document(source=name, blocks=blocks, kind="json")


def _blocks(entry: object, index: int) -> Iterator[Block]:
    place = SourcePlace(selector=f"items[{index}]")
    if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
        yield Aside(content=mask_cpr(str(entry)[:500])[0], code="export", place=place)
        return
    question, found = mask_cpr(" ".join(entry["question"].split()))
    if found:
        yield Aside(content=question, code="cpr", place=place)
    claimed = entry.get("audience")
    body, asides = _answer(entry)
    yield from (replace(aside, place=place) for aside in asides)
    section = entry.get("section")
    yield Disclosure(
        label=Line.of(question),
        body=body,
        kind="export",
        # An audience that is missing or unknown must not become the public one by accident.
        audience=claimed if claimed in list(Audience) else Audience.STAFF,
        section=mask_cpr(section)[0] if isinstance(section, str) else "",
        place=place,
    )


def _answer(entry: dict[str, object]) -> tuple[tuple[Block, ...], list[Aside]]:
    markup, text = entry.get("answer_html"), entry.get("answer_text")
    if isinstance(markup, str) and markup.strip():
        document = read_html(f"<body><div>{markup}</div></body>", "")
    elif isinstance(text, str) and text.strip():
        document = read_plain_text(text, "")
    else:
        return (), []
    asides = [block for block in document.blocks if isinstance(block, Aside)]
    return tuple(block for block in document.blocks if not isinstance(block, Aside)), asides
