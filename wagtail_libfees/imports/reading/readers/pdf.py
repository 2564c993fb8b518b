"""Reading the text of PDF files with pypdf. Pages are parted by form feeds."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from importlib import import_module
from typing import Any

from wagtail_libfees.text.messages import gettext_noop

from ..characters import storable_characters
from ..document import Document
from ..errors import SourceError
from .text import read_plain_text

MAX_PAGES = 500
MAX_SECONDS = 8.0
MAX_CHARACTERS = 5_000_000


def read_pdf(content: bytes, name: str) -> Document:
    """Read a PDF. Raises `SourceError` when it is damaged, locked, scanned or too large."""
    pypdf = _pypdf()
    try:
        text = _text_of(pypdf.PdfReader(io.BytesIO(content)))
    except SourceError:
        raise
    except RecursionError as exc:
        raise SourceError(gettext_noop("The PDF nests too deeply; save it as text.")) from exc
    except Exception as exc:  # damaged files make pypdf raise errors of many kinds
        raise SourceError(
            gettext_noop("The PDF is damaged; print it to a new PDF, or save it as text.")
        ) from exc
    if not text.strip("\f\n\r\t "):
        raise SourceError(
            gettext_noop(
                "The PDF holds no text, it may be scanned; have its text recognised first."
            )
        )
    return replace(read_plain_text(text, name), kind="pdf")


def _pypdf() -> Any:
    try:
        return import_module("pypdf")
    except ImportError as exc:
        raise SourceError(
            gettext_noop("PDF files need %(package)s; have it installed: %(command)s"),
            package="pypdf",
            command="pip install wagtail-libfees[pdf]",
        ) from exc


def _text_of(reader: Any) -> str:
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(gettext_noop("The PDF is locked with a password; save it without."))
    if len(reader.pages) > MAX_PAGES:
        raise SourceError(
            gettext_noop(
                "The PDF has more than %(most)s pages; save only the part with the questions."
            ),
            most=MAX_PAGES,
        )
    pages, length, start = [], 0, time.monotonic()
    for page in reader.pages:
        pages.append(storable_characters(page.extract_text() or ""))
        length += len(pages[-1])
        if time.monotonic() - start > MAX_SECONDS or length > MAX_CHARACTERS:
            raise SourceError(
                gettext_noop(
                    "The PDF takes too long to read; save only the part with the questions."
                )
            )
    return "\n\f".join(pages)
