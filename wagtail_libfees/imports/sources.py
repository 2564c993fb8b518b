"""From a source to masked records, whatever way it came."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop

from ..conf import libfees_settings
from .models import SourceKind
from .origins import Origin, origin_of
from .reading.document import Document
from .reading.errors import SourceError
from .reading.faq import parse_faq
from .reading.guard import guarded
from .reading.records import ParsedFaq
from .reading.sources import fetch_source, read_fetched, read_source, read_text


def is_url(source: str) -> bool:
    """Whether a source is an address rather than a file."""
    return source.lower().startswith(("http://", "https://"))


@guarded
def read_any(source: str, profile: str, attachment: str = "") -> tuple[ParsedFaq, Origin]:
    """Read an address, or a file of this computer, or of a saved message the attachment of that
    name. Raises `ImporterError`."""
    document, origin = read_document(source, attachment)
    return parse_faq(document, profile), origin


@guarded
def faq_from_upload(
    name: str, content: bytes, profile: str, attachment: str = ""
) -> tuple[ParsedFaq, Origin]:
    """Read the bytes of a file that came under a name, or an attachment of a saved message.
    Raises `ImporterError`."""
    document, origin = upload_document(name, content, attachment)
    return parse_faq(document, profile), origin


@guarded
def faq_from_pasted(text: str, name: str, profile: str) -> tuple[ParsedFaq, Origin]:
    """Read pasted text, HTML or Markdown. Raises `ImporterError`."""
    document, origin = pasted_document(text, name)
    return parse_faq(document, profile), origin


def read_document(source: str, attachment: str = "") -> tuple[Document, Origin]:
    """The document of an address or a file of this computer, or in an attachment of a saved
    message. Raises `ImporterError`.

    It is for importers that parse it themselves; nothing of it is masked yet.
    """
    if not is_url(source):
        return path_document(source, attachment)
    if attachment:
        raise SourceError(gettext_noop("Only a saved message has attachments; name its file."))
    return url_document(source)


@guarded
def upload_document(name: str, content: bytes, attachment: str = "") -> tuple[Document, Origin]:
    """The document in the bytes of a file that came under a name, or in an attachment of a saved
    message. Raises `ImporterError`."""
    return _document(name, content, attachment), origin_of(SourceKind.FILE, content)


def pasted_document(text: str, name: str) -> tuple[Document, Origin]:
    """The document of pasted text, HTML or Markdown. Raises `ImporterError`."""
    content = text.encode()
    limit = libfees_settings.IMPORT_MAX_BYTES
    if len(content) > limit:
        raise SourceError(
            gettext_noop("The text is larger than %(limit)s KiB; split it."), limit=limit // 1024
        )
    return read_text(text, name), origin_of(SourceKind.TEXT, content)


def url_document(url: str) -> tuple[Document, Origin]:
    """The document at an address. Raises `ImporterError`."""
    fetched = fetch_source(
        url,
        allow=libfees_settings.FETCH_ALLOWED_HOSTS,
        max_bytes=libfees_settings.IMPORT_MAX_BYTES,
    )
    return read_fetched(fetched), origin_of(SourceKind.URL, fetched.data)


def path_document(path: str, attachment: str = "") -> tuple[Document, Origin]:
    """The document in a file of this computer, or in an attachment of a saved message. Raises
    `ImporterError`."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(libfees_settings.IMPORT_MAX_BYTES + 1)
    except (OSError, ValueError):
        # The reader says what is wrong, and how to mend it.
        return _document(path, None), Origin(SourceKind.FILE)
    return _document(path, content, attachment), origin_of(SourceKind.FILE, content)


def _document(name: str, content: bytes | None, attachment: str = "") -> Document:
    limit = libfees_settings.IMPORT_MAX_BYTES
    return read_source(name, content, max_bytes=limit, attachment=attachment)
