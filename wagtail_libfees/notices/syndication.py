"""Atom and RSS of notices, by Django's feed generator."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from .channels.screen import ScreenChannel
from .channels.story import update_lines
from .channels.when import period
from .channels.words import ChannelLanguage
from .core.content import NoticeContent
from .feeds import FeedFacts, feed_id, shortened, without_markup, xml_safe

ENCODING = "utf-8"

Notices = Iterable[tuple[NoticeContent, str]]


class _StatedChange:
    """A feed that says when it changed last, also when it has no entry."""

    def latest_post_date(self):
        """What the feed was made with, instead of the time of asking."""
        return self.feed["changed_at"]


class _Atom(_StatedChange, Atom1Feed):
    pass


class _Rss(_StatedChange, Rss201rev2Feed):
    pass


def atom(facts: FeedFacts, notices: Notices) -> str:
    return _written(_Atom, facts, notices)


def rss(facts: FeedFacts, notices: Notices) -> str:
    return _written(_Rss, facts, notices)


def screen_rss(facts: FeedFacts, notices: Iterable[NoticeContent]) -> str:
    """The notices for an info screen: a short title, a longer text, and no markup in them."""
    feed = _feed(_Rss, facts)
    for notice in notices:
        feed.add_item(
            title=shortened(without_markup(notice.title), ScreenChannel.short_room),
            link=notice.lasting_url,
            description=_screen_text(notice),
            **_identity(_Rss, notice),
        )
    return feed.writeString(ENCODING)


def _screen_text(notice: NoticeContent) -> str:
    """The last update and the lead, cut if need be, and when it holds, which is never cut."""
    words = ChannelLanguage(notice.language)
    when = without_markup(period(notice.period or notice.window, words))
    room = ScreenChannel.long_room - len(when) - 1
    told = [*update_lines(notice)[:1], notice.lead]
    return f"{shortened(without_markup(' '.join(told)), room)} {when}"


def _written(kind: type[SyndicationFeed], facts: FeedFacts, notices: Notices) -> str:
    feed = _feed(kind, facts)
    for notice, html in notices:
        feed.add_item(
            title=xml_safe(notice.title),
            link=notice.lasting_url,
            description=xml_safe(html),
            categories=[notice.kind, str(notice.severity)],
            **_identity(kind, notice),
        )
    return feed.writeString(ENCODING)


def _feed(kind: type[SyndicationFeed], facts: FeedFacts) -> SyndicationFeed:
    return kind(
        title=xml_safe(facts.title),
        link=facts.page_url,
        description=xml_safe(facts.title),
        language=facts.language,
        author_name=xml_safe(facts.library),
        feed_url=facts.feed_url,
        changed_at=facts.changed_at,
    )


def _identity(kind: type[SyndicationFeed], notice: NoticeContent) -> dict:
    """What stays the same while the words change, and when they did.

    RSS has one date only, by which readers sort: that of the last update.
    """
    return {
        "unique_id": feed_id(notice).urn,
        "unique_id_is_permalink": False,
        "pubdate": notice.told_at if kind is _Rss else notice.published_at,
        "updateddate": notice.changed_at,
    }
