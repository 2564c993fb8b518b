"""The notice on the website."""

from __future__ import annotations

from ...text.messages import gettext_noop
from ..core.content import NoticeContent, SiteFacts
from . import composed
from .base import Channel, Rendered
from .problems import missing


class WebChannel(Channel):
    """The notice's own page, and the banner that leads to it."""

    name = "web"
    label = gettext_noop("Website")
    icon = "globe"
    by_publishing = True

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """What the page says."""
        return composed.as_text(content, site)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The page as text and as HTML."""
        return Rendered(
            text=self.text(content, site),
            html=composed.as_html(content, site),
            problems=missing(content, site, contact=True),
        )
