"""The problems that more than one channel can have."""

from __future__ import annotations

from typing import Final

from ...text.messages import gettext_noop
from ..core.content import NoticeContent, SiteFacts
from .base import Problem

MISSING_TITLE: Final = gettext_noop("The title is missing.")
MISSING_LEAD: Final = gettext_noop("The lead is missing.")
MISSING_ADDRESS: Final = gettext_noop(
    "The notice has no address yet, so nothing leads to it. Publish it first."
)
MISSING_CONTACT: Final = gettext_noop("It says nowhere whom to ask. Add a contact.")


def too_long(message: str, text: str, limit: int) -> tuple[Problem, ...]:
    """The problem that `text` has more than `limit` characters, if it has, told by `message`."""
    if len(text) <= limit:
        return ()
    return (Problem(message, {"length": len(text), "limit": limit}, "too_long"),)


def missing(
    content: NoticeContent, site: SiteFacts, *, contact: bool = False
) -> tuple[Problem, ...]:
    """What every channel needs, and `contact` where there is room for it."""
    found = []
    if not content.title.strip():
        found.append(Problem(MISSING_TITLE, code="missing_title"))
    if not content.lead.strip():
        found.append(Problem(MISSING_LEAD, code="missing_lead"))
    if not address(content, site):
        found.append(Problem(MISSING_ADDRESS, code="missing_address"))
    if contact and not content.contacts:
        found.append(Problem(MISSING_CONTACT, code="missing_contact"))
    return tuple(found)


def address(content: NoticeContent, site: SiteFacts) -> str:
    """What to type or press to read more: the site's short address, else the notice's own."""
    return site.short_url or content.lasting_url
