"""What a feed says of itself, and the ids of its entries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from ..core.content import NoticeContent


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed: its title, the library, the page and the address it has, and its last change.

    `withdrawn` is the word for an event whose notice was withdrawn.
    """

    title: str
    library: str
    page_url: str
    feed_url: str
    language: str
    changed_at: datetime
    withdrawn: str = ""


def feed_id(notice: NoticeContent) -> uuid.UUID:
    """The id of a notice in every feed: another address of the site or the page changes nothing."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"wagtail_libfees:notice:{notice.key}")
