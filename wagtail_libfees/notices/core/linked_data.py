"""A notice as linked data (schema.org).

The type is SpecialAnnouncement: of those that schema.org has, it alone is a message of an
institution that is posted, expires, and holds for named places; for a program that does not know
it, it is a CreativeWork. Event would say that something is held. That a branch is closed stands
as its special opening hours, and only when the library has said on which days.
"""

from __future__ import annotations

from typing import Any

from .content import BranchFacts, NoticeContent

Node = dict[str, Any]


def notice_linked_data(content: NoticeContent, publisher: str = "") -> Node:
    """The notice as a node of the page; what is not stated is left out.

    `publisher` is the `@id` of the library's own node.
    """
    posted = content.published_at or content.window.start
    node = {
        "@type": "SpecialAnnouncement",
        "@id": f"{content.url}#notice",
        "url": content.url,
        "name": content.title,
        "text": content.lead,
        "inLanguage": content.language,
        "datePosted": posted.isoformat(),
        "dateModified": content.changed_at.isoformat() if content.changed_at else None,
        "expires": content.window.end.isoformat() if content.window.end else None,
        "image": content.image_url,
        "publisher": {"@id": publisher} if publisher else None,
        "announcementLocation": [_library(branch, content) for branch in content.branches],
    }
    return {name: value for name, value in node.items() if value}


def _library(branch: BranchFacts, content: NoticeContent) -> Node:
    node = {
        "@type": "Library",
        "name": branch.name,
        "address": branch.address,
        "identifier": branch.isil,
        "specialOpeningHoursSpecification": _closed_days(content),
    }
    return {name: value for name, value in node.items() if value}


def _closed_days(content: NoticeContent) -> list[Node]:
    """The whole days of a closure: schema.org says "closed" by hours that end as they begin."""
    period = content.period
    if content.kind != "closure" or period is None or period.from_time or period.to_time:
        return []
    if period.to_day is None:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": period.from_day.isoformat(),
            "validThrough": period.to_day.isoformat(),
        }
    ]
