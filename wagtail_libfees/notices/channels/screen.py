"""Info screens: text without HTML, in two lengths."""

from __future__ import annotations

from typing import ClassVar, Final

from ...text.messages import gettext_noop
from ..core.content import NoticeContent, SiteFacts
from .base import Channel, Piece, Rendered
from .problems import address, missing, too_long
from .sms import sentence
from .when import takes_place
from .words import ChannelLanguage

LONG_LINE: Final = gettext_noop("The short text has %(length)s characters; room for %(limit)s.")
LONG_TEXT: Final = gettext_noop("The long text has %(length)s characters; room for %(limit)s.")


class ScreenChannel(Channel):
    """A line for the running text, and a slide."""

    name = "screen"
    label = gettext_noop("Info screen")
    icon = "desktop"
    stays_up = True
    # What can be read from a few steps away while a slide stands. Subclass for other screens.
    short_room: ClassVar[int] = 90
    long_room: ClassVar[int] = 300

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """Both lengths, the short one first."""
        return f"{self.short(content)}\n\n{self.long(content, site)}"

    def short(self, content: NoticeContent) -> str:
        """The title on one line."""
        return " ".join(content.title.split())

    def long(self, content: NoticeContent, site: SiteFacts) -> str:
        """Title, lead, window and where to read more, each on a line."""
        _ = ChannelLanguage(content.language)
        lines = [
            self.short(content),
            sentence(content.lead),
            sentence(takes_place(content, _)),
            address(content, site),
        ]
        return "\n".join(line for line in lines if line)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """Both lengths, each to copy."""
        short, long = self.short(content), self.long(content, site)
        return Rendered(
            text=self.text(content, site),
            pieces=(Piece(gettext_noop("Short"), short), Piece(gettext_noop("Long"), long)),
            problems=(
                *missing(content, site),
                *too_long(LONG_LINE, short, self.short_room),
                *too_long(LONG_TEXT, long, self.long_room),
            ),
        )
