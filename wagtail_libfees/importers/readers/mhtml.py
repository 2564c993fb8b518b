"""Reading pages that a browser saved as one file (.mht, .mhtml), and saved messages (.eml)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from ..document import Document
from ..errors import SourceError
from ..texts import gettext_noop
from .html import read_html
from .text import read_text


def read_mhtml(text: str, name: str, base_url: str = "") -> Document:
    """Read the first HTML part, or else the first plain text part."""
    message = email.message_from_string(text, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise SourceError(gettext_noop("This is not a saved page; save it as HTML."))
    parts = [part for part in message.walk() if not part.is_multipart()][:200]
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and (content := _content(part)).strip():
                address = base_url or str(part.get("Content-Location", ""))
                address = address if address.startswith("http") else ""
                read = read_html if kind == "text/html" else read_text
                return read(content, name, address)
    raise SourceError(gettext_noop("There is no text in this saved page; save it as HTML."))


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return payload.decode("cp1252", "replace")
