"""A notice as sections, in the order in which a borrower needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from ..content import NoticeContent, PaymentChange
from ..window import COPENHAGEN
from .words import Words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (or none) and rich text."""

    heading: str
    html: str


def sections(content: NoticeContent, _: Words) -> list[Section]:
    """What a notice says below its lead; what is not stated is left out."""
    found = [
        Section("", content.html),
        Section(_("What you need to do"), content.action_html),
        Section(_("What changes"), content.changes_html),
        Section(_("Payment"), _list(payment_lines(content.payment, _))),
        Section(_("What does not change"), content.unchanged_html),
        Section(_("Updates"), "".join(_updates(content, _))),
        Section(_("Read more"), _list(_link(link.text, link.url) for link in content.links)),
    ]
    return [section for section in found if section.html]


def where(content: NoticeContent, _: Words) -> str:
    """The branches and services that it is about, as a line; empty when it is about all."""
    parts = []
    if content.branches:
        names = ", ".join(branch.name for branch in content.branches)
        parts.append(_("Applies to: %(branches)s", branches=names))
    if content.services:
        parts.append(_("Affects: %(services)s", services=", ".join(content.services)))
    return ". ".join(parts)


def payment_lines(payment: PaymentChange | None, _: Words) -> Iterator[str]:
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


def _updates(content: NoticeContent, _: Words) -> Iterator[str]:
    """The latest first, each with its time."""
    for update in sorted(content.updates, key=lambda update: update.moment, reverse=True):
        yield f"<p>{escape(stamp(update.moment, _))}:</p>{update.html}"


def stamp(moment: datetime, _: Words) -> str:
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
