"""A post on Facebook or another social medium, and the card that a shared link shows."""

from __future__ import annotations

from typing import ClassVar, Final

from ...text.messages import gettext_noop
from ...text.plain_text import plain_text
from ..core.content import NoticeContent, SiteFacts
from .base import Channel, EditorMessage, Piece, Problem, Rendered
from .problems import missing, too_long
from .sms import sentence
from .when import takes_place
from .words import ChannelLanguage

LONG_FOLD: Final = gettext_noop(
    "Title and lead have %(length)s characters; about %(limit)s are seen before “See more”."
)
LONG_TITLE: Final = gettext_noop(
    "The title of the link has %(length)s characters; about %(limit)s are seen."
)
LONG_DESCRIPTION: Final = gettext_noop(
    "The description of the link has %(length)s characters; about %(limit)s are seen."
)
NO_IMAGE: Final = gettext_noop(
    "There is no image. A post with one is seen more; 1200 x 630 pixels fit."
)
ANSWER: Final = gettext_noop("Decide who answers the comments, and when.")


class SocialChannel(Channel):
    """A post: what matters stands before the fold."""

    name = "social"
    label = gettext_noop("Facebook and other social media")
    icon = "group"
    # As seen on phones in 2025; the media do not document it. Subclass for others.
    fold: ClassVar[int] = 125
    og_title: ClassVar[int] = 60
    og_description: ClassVar[int] = 155

    def text(self, content: NoticeContent, site: SiteFacts) -> str:
        """Title and lead, then when and what to do, then the link."""
        _ = ChannelLanguage(content.language)
        parts = [
            self._above_fold(content),
            sentence(takes_place(content, _)),
            plain_text(content.action_html),
            content.lasting_url,
        ]
        return "\n\n".join(part for part in parts if part)

    def _above_fold(self, content: NoticeContent) -> str:
        return " ".join(part for part in (sentence(content.title), sentence(content.lead)) if part)

    def render(self, content: NoticeContent, site: SiteFacts) -> Rendered:
        """The post, and the title and description of the link."""
        title, description = " ".join(content.title.split()), " ".join(content.lead.split())
        return Rendered(
            text=self.text(content, site),
            pieces=(
                Piece(gettext_noop("Title of the link"), title),
                Piece(gettext_noop("Description of the link"), description),
            ),
            facts=(EditorMessage(ANSWER),),
            problems=(
                *missing(content, site),
                *too_long(LONG_FOLD, self._above_fold(content), self.fold),
                *too_long(LONG_TITLE, title, self.og_title),
                *too_long(LONG_DESCRIPTION, description, self.og_description),
                *(() if content.image_url else (Problem(NO_IMAGE, code="missing_image"),)),
            ),
        )
