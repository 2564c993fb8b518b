"""Reading Word documents (.docx) with mammoth, which keeps headings, lists, links and tables."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from importlib import import_module
from typing import Any

from ..document import Document
from ..errors import SourceError
from ..texts import gettext_noop
from .html import read_html

# An office document unpacks to about ten times its size; a bomb to thousands of times.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_TEXT = 25 * 1024 * 1024
MAX_PARTS = 5000
MAX_PARAGRAPHS = 30_000
TOO_MUCH = gettext_noop(
    "The Word document unpacks to too much; save only the part with the questions."
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(content: bytes, name: str) -> Document:
    """Read a Word document. Raises `SourceError` when it is damaged, locked or too large."""
    _check_archive(content)
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


def _check_archive(content: bytes) -> None:
    """Refuse what is no Word document, and archives that unpack to more than they should.

    The directory of the archive may lie about sizes, so the text part is unpacked here once,
    in pieces, up to the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "word/document.xml" not in names:
                raise SourceError(
                    gettext_noop(
                        "This is a zip archive but no Word document; unpack it, or save it as "
                        ".docx."
                    )
                )
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SourceError(TOO_MUCH)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        zlib.error,
    ) as exc:
        raise SourceError(
            gettext_noop("The Word document is damaged or locked; open it and save it anew.")
        ) from exc


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    size, paragraphs, start = 0, 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(1 << 20):
            start = start or piece[:2000]
            size += len(piece)
            paragraphs += piece.count(b"<w:p ") + piece.count(b"<w:p>")
            if size > MAX_TEXT or paragraphs > MAX_PARAGRAPHS:
                raise SourceError(TOO_MUCH)
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise SourceError(
            gettext_noop(
                "The Word document declares XML entities, which Word never does; open it in Word "
                "and save it anew."
            )
        )
