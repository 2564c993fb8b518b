"""Reading pages that a browser saved as one file (.mht, .mhtml), and saved messages (.eml).

What a message carries is listed; `attachment_of` gives what is to be imported instead of its text.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from wagtail_libfees.text.cpr_masking import mask_cpr
from wagtail_libfees.text.messages import gettext_noop

from ..document import Aside, Document
from ..errors import SourceError
from .html import read_html
from .text import read_plain_text

_MAX_PARTS = 200


def read_mhtml(text: str, name: str, base_url: str = "") -> Document:
    """Read the first HTML part, or else the first plain text part; attachments are listed."""
    parts = _parts(text)
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() != kind or part.is_attachment():
                continue
            if (content := _content(part)).strip():
                address = base_url or str(part.get("Content-Location", ""))
                address = address if address.startswith("http") else ""
                read = read_html if kind == "text/html" else read_plain_text
                document = read(content, name, address)
                return replace(document, blocks=(*document.blocks, *_carried(parts, part)))
    raise SourceError(gettext_noop("There is no text in this saved page; save it as HTML."))


def attachment_of(text: str, wanted: str) -> tuple[str, bytes]:
    """The name and the content of the attachment of that name. Raises `SourceError`."""
    names = []
    for part in _parts(text):
        name = part.get_filename() or ""
        payload = part.get_payload(decode=True)
        if name and isinstance(payload, bytes):
            if name.casefold() == wanted.strip().casefold():
                return name, payload
            names.append(mask_cpr(name)[0])
    raise SourceError(
        gettext_noop("The message has no attachment “%(name)s”; it has: %(names)s."),
        name=wanted,
        names=", ".join(names) or "–",
    )


def _parts(text: str) -> list[EmailMessage]:
    message = email.message_from_string(text, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise SourceError(gettext_noop("This is not a saved page; save it as HTML."))
    return [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and not part.is_multipart()
    ][:_MAX_PARTS]


def _carried(parts: list[EmailMessage], read: EmailMessage) -> Iterator[Aside]:
    """The attachments and the pictures of a message. A saved page has pictures and style sheets
    as parts, too, which have an address instead of a name."""
    for part in parts:
        name = mask_cpr(part.get_filename() or "")[0]
        is_picture = part.get_content_maintype() == "image"
        shown = name or (str(part.get("Content-ID", "")).strip("<>") if is_picture else "")
        if part is not read and shown and not part.get("Content-Location"):
            yield Aside(content=shown, code="image" if is_picture else "attachment")


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return payload.decode("cp1252", "replace")
