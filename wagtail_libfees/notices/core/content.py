"""What a notice says, as the channels and feeds read it: plain data, without a model.

HTML fields hold the rich text of the editor after Wagtail has expanded it, so that links are
addresses. Times carry a time zone; days are those of Copenhagen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from .severity import NoticeSeverity
from .window import Window


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that stand for it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch of the library. `isil` is its ISIL or agency id, or empty."""

    name: str
    address: str = ""
    isil: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where to turn with a matter, such as "the reason for a bill". Empty is "not stated"."""

    matter: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""
    opening_hours: str = ""
    login_needed: bool = False


@dataclass(frozen=True, slots=True)
class NoticeUpdate:
    """One entry of a notice's timeline."""

    moment: datetime
    html: str


@dataclass(frozen=True, slots=True)
class PaymentChange:
    """What a notice of a new payment solution has to say; None or empty is "not stated".

    Source of the questions: KOMBIT's task sheet (seed 000): which balances are shown where, and
    whether paying asks for login.
    """

    cut_off_day: date | None = None
    old_balances: str = ""
    old_url: str = ""
    old_channel_ends: date | None = None
    new_balances: str = ""
    new_url: str = ""
    login_needed: bool | None = None


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """A notice in one language.

    `key` never changes and is the same in no other notice: feeds take their ids from it.
    `version` counts what was published (SEQUENCE of iCalendar). Both addresses are absolute: `url`
    is where the page is now; `permanent_url` is short, and leads there also when the page is
    renamed or moved; it is empty before the notice was published.
    `window` is when the notice is shown, `period` when what it is about takes place: a closure on
    24 December is announced from the first. None is "not stated". `services` are words.
    """

    key: str
    url: str
    language: str
    title: str
    kind: str
    severity: NoticeSeverity
    lead: str
    window: Window
    period: Window | None = None
    html: str = ""
    changes_html: str = ""
    unchanged_html: str = ""
    action_html: str = ""
    review_day: date | None = None
    branches: tuple[BranchFacts, ...] = ()
    services: tuple[str, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    links: tuple[Link, ...] = ()
    updates: tuple[NoticeUpdate, ...] = ()
    payment: PaymentChange | None = None
    image_url: str = ""
    responsible: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0
    cancelled: bool = False
    permanent_url: str = ""

    @property
    def lasting_url(self) -> str:
        """What is printed and sent: the permanent address, or the page's while it has none."""
        return self.permanent_url or self.url

    @property
    def told_at(self) -> datetime | None:
        """When borrowers were last told something new: the first publication, or the last update.

        Not later than what is published, and not earlier than the notice: an update names its own
        time, and may be typed ahead.
        """
        if self.published_at is None or self.changed_at is None:
            return self.published_at
        moments = [update.moment for update in self.updates if update.moment <= self.changed_at]
        return max([self.published_at, *moments])


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the channels need to know of the site. Nothing has a value that no one stated.

    `sms_part_price` is DKK for one part of an SMS; `short_url` an address for SMS and print.
    """

    name: str
    root_url: str
    language: str = "da"
    municipality: str = ""
    short_url: str = ""
    portal_name: str = ""
    portal_url: str = ""
    portal_login_needed: bool = False
    sms_part_price: Decimal | None = None
    # The ways to turn to someone that the site uses, the first choice first; empty: all.
    contact_order: tuple[str, ...] = ()
