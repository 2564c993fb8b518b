"""A notice as sections, in the order in which a borrower needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from ...clock import COPENHAGEN
from ...text.plain_text import plain_text
from ..core.content import NoticeContent, NoticeUpdate, PaymentChange
from .words import ChannelLanguage


@dataclass(frozen=True, slots=True)
class StorySection:
    """A heading (or none) and rich text."""

    heading: str
    html: str


def story_sections(content: NoticeContent, _: ChannelLanguage) -> list[StorySection]:
    """What a notice says below its lead; what is not stated is left out."""
    found = [
        StorySection("", content.html),
        StorySection(_("What you need to do"), content.action_html),
        StorySection(_("What changes"), content.changes_html),
        StorySection(_("Payment"), _list(payment_lines(content.payment, _))),
        StorySection(_("What does not change"), content.unchanged_html),
        StorySection(_("Updates"), "".join(_updates(content, _))),
        StorySection(_("Read more"), _list(_link(link.text, link.url) for link in content.links)),
    ]
    return [section for section in found if section.html]


def where(content: NoticeContent, _: ChannelLanguage) -> str:
    """The branches and services that it is about, as a line; empty when it is about all."""
    parts = []
    if content.branches:
        names = ", ".join(branch.name for branch in content.branches)
        parts.append(_("Applies to: %(branches)s", branches=names))
    if content.services:
        parts.append(_("Affects: %(services)s", services=", ".join(content.services)))
    return ". ".join(parts)


def payment_lines(payment: PaymentChange | None, _: ChannelLanguage) -> Iterator[str]:
    """What a new way of paying means, as lines of HTML."""
    if payment is None:
        return
    day = _.day(payment.cut_off_day) if payment.cut_off_day else ""
    old = _place(payment.old_balances, payment.old_url)
    new = _place(payment.new_balances, payment.new_url)
    if old:
        yield (_("Debts from before %(day)s", day=day) if day else _("Older debts")) + f": {old}"
    if payment.old_channel_ends:
        yield _("The old way of paying ends on %(day)s.", day=_.day(payment.old_channel_ends))
    if new:
        yield (_("Debts from %(day)s on", day=day) if day else _("New debts")) + f": {new}"
    if payment.login_needed is not None:
        yield (
            _("You need to log in to pay.")
            if payment.login_needed
            else _("You can pay without logging in.")
        )


def _place(words: str, url: str) -> str:
    """Where debts are seen and paid, in HTML."""
    link = _link(url, url) if url else ""
    return " ".join(part for part in (escape(words.strip()), link) if part)


def update_lines(content: NoticeContent) -> list[str]:
    """The updates without HTML, the latest first, each on a line that begins with its time."""
    _ = ChannelLanguage(content.language)
    return [
        f"{stamp(update.moment, _)}: {' '.join(plain_text(update.html).split())}"
        for update in _latest_first(content)
    ]


def _latest_first(content: NoticeContent) -> list[NoticeUpdate]:
    return sorted(content.updates, key=lambda update: update.moment, reverse=True)


def _updates(content: NoticeContent, _: ChannelLanguage) -> Iterator[str]:
    """The latest first, each with its time."""
    for update in _latest_first(content):
        yield f"<p>{escape(stamp(update.moment, _))}:</p>{update.html}"


def stamp(moment: datetime, _: ChannelLanguage) -> str:
    """A moment as a clock in Copenhagen shows it: `1. juni 2026 kl. 8.30`."""
    there = moment.astimezone(COPENHAGEN)
    return _("%(day)s at %(time)s", day=_.day(there.date()), time=_.clock(there.time()))


def _link(words: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escape(words or url)
    return f'<a href="{escape(url)}">{escape(words or url)}</a>'


def _list(items: Iterator[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else ""
