"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from ..core.content import NoticeContent
from .facts import FeedFacts, feed_id
from .xml_text import xml_safe

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(facts: FeedFacts, notices: Iterable[tuple[NoticeContent, str]]) -> dict[str, Any]:
    """The feed as plain data; each notice comes with the HTML that says all of it."""
    return {
        "version": VERSION,
        "title": xml_safe(facts.title),
        "home_page_url": facts.page_url,
        "feed_url": facts.feed_url,
        "language": facts.language,
        "authors": [{"name": xml_safe(facts.library)}],
        "items": [_item(notice, html) for notice, html in notices],
    }


def _item(notice: NoticeContent, html: str) -> dict[str, Any]:
    item = {
        "id": feed_id(notice).urn,
        "url": notice.lasting_url,
        "title": xml_safe(notice.title),
        "summary": xml_safe(notice.lead),
        "content_html": xml_safe(html),
        "language": notice.language,
        "tags": [notice.kind, str(notice.severity)],
        "image": notice.image_url,
        "date_published": _moment(notice.published_at),
        "date_modified": _moment(notice.changed_at),
        # An extension of ours, as the format foresees.
        "_libfees": {
            "shown_from": _moment(notice.window.start),
            "shown_until": _moment(notice.window.end),
            "from": _moment(notice.period.start if notice.period else None),
            "until": _moment(notice.period.end if notice.period else None),
            "updates": [
                {"at": _moment(update.moment), "html": xml_safe(update.html)}
                for update in notice.updates
            ],
            "branches": [
                {"name": xml_safe(branch.name), "isil": branch.isil} for branch in notice.branches
            ],
        },
    }
    return {name: value for name, value in item.items() if value}


def _moment(moment: datetime | None) -> str | None:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).isoformat() if moment else None
