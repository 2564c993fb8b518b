"""Reading Markdown: CommonMark with tables, rendered to HTML and read as that."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Document
from ..errors import SourceError
from .html import read_html

MAX_CHARACTERS = 3_000_000
_FRONT_MATTER = re.compile(r"\A\ufeff?---\r?\n.*?\r?\n(?:---|\.\.\.)\s*?(?:\r?\n|\Z)", re.DOTALL)
_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "table_open", "blockquote_open")


def read_markdown(text: str, name: str, base_url: str = "") -> Document:
    """Read Markdown. Line numbers are those of the Markdown source.

    Raises `SourceError` when it is longer than `MAX_CHARACTERS`.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(
            gettext_noop("The text has more than %(most)s characters; split it."),
            most=MAX_CHARACTERS,
        )
    # Blanked, not cut: the line numbers below must stay those of the file.
    body = _FRONT_MATTER.sub(lambda found: "\n" * found.group().count("\n"), text)
    parser = MarkdownIt("commonmark", {"breaks": False, "html": True, "maxNesting": 50})
    parser.enable("table")
    tokens = parser.parse(mask_cpr(body)[0].replace("\x00", ""))
    for token in tokens:
        if token.type in _BLOCKS and token.map:
            token.attrSet("data-line", str(token.map[0] + 1))
    markup = parser.renderer.render(tokens, parser.options, {})
    document = read_html(f"<body>{markup}</body>", name, base_url)
    return replace(document, kind="markdown")
