"""Reading Word documents (.docx) with mammoth, which keeps headings, lists, links and tables."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module
from typing import Any

from wagtail_libfees.text.messages import gettext_noop

from ..document import Document
from ..errors import SourceError
from ._archive import ArchiveLimits, check_archive
from .html import read_html

MAX_TEXT = 25 * 1024 * 1024
MAX_PARAGRAPHS = 30_000
TOO_MUCH = gettext_noop(
    "The Word document unpacks to too much; save only the part with the questions."
)
_LIMITS = ArchiveLimits(
    text=MAX_TEXT,
    too_much=TOO_MUCH,
    damaged=gettext_noop("The Word document is damaged or locked; open it and save it anew."),
    entities=gettext_noop(
        "The Word document declares XML entities, which Word never does; open it in Word and save "
        "it anew."
    ),
    counted=(b"<w:p ", b"<w:p>"),
    most=MAX_PARAGRAPHS,
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(content: bytes, name: str) -> Document:
    """Read a Word document. Raises `SourceError` when it is damaged, locked or too large."""
    check_archive(content, _LIMITS)
    mammoth = _mammoth()
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
    except RecursionError as exc:
        raise SourceError(
            gettext_noop("The Word document nests too deeply; save it as text.")
        ) from exc
    except Exception as exc:  # mammoth lets the errors of zipfile, expat and its own through
        raise SourceError(
            gettext_noop("The Word document is damaged; open it and save it anew.")
        ) from exc
    if not result.value.strip():
        raise SourceError(
            gettext_noop("The Word document holds no text; scanned pages cannot be imported.")
        )
    document = read_html(f"<body>{result.value}</body>", name)
    return replace(document, kind="docx")


def _mammoth() -> Any:
    try:
        return import_module("mammoth")  # ships no types
    except ImportError as exc:
        raise SourceError(
            gettext_noop("Word documents need %(package)s; have it installed: %(command)s"),
            package="mammoth",
            command="pip install wagtail-libfees[docx]",
        ) from exc
