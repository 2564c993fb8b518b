"""The newsletter: a subject and a body, as HTML and as plain text."""

from __future__ import annotations

from html import escape
from typing import ClassVar, Final

from ...text.messages import gettext_noop
from ..core.content import NoticeContent, SiteFacts
from . import composed
from .base import Channel, MadeFile, Piece, Rendered
from .problems import missing, too_long

LONG_SUBJECT: Final = gettext_noop(
    "The subject has %(length)s characters; mail programs on phones show about %(limit)s."
)
PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""


class NewsletterChannel(Channel):
    """A mail to those who subscribe."""

    name = "newsletter"
    label = gettext_noop("Newsletter")
    icon = "mail"
    longest_subject: ClassVar[int] = 60

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """The plain-text version."""
        return composed.as_text(content, site)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """Both versions, to copy and to download."""
        text, html = self.text(content, site), composed.as_html(content, site)
        subject = " ".join(content.title.split())
        return Rendered(
            text=text,
            html=html,
            subject=subject,
            pieces=(Piece(gettext_noop("Subject"), subject),),
            problems=(
                *missing(content, site, contact=True),
                *too_long(LONG_SUBJECT, subject, self.longest_subject),
            ),
            files=(
                MadeFile(
                    "html",
                    gettext_noop("HTML"),
                    "newsletter.html",
                    "text/html; charset=utf-8",
                    lambda: page(content, html).encode(),
                ),
                MadeFile(
                    "txt",
                    gettext_noop("Plain text"),
                    "newsletter.txt",
                    "text/plain; charset=utf-8",
                    text.encode,
                ),
            ),
        )


def page(content: NoticeContent, body: str) -> str:
    """A whole HTML document around the body."""
    return PAGE.format(language=escape(content.language), title=escape(content.title), body=body)
