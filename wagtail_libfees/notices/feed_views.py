"""Feeds of a site's notices, each for all branches or for one: Atom, RSS, JSON, calendar, screens.

Only what everyone may read is in them. A feed is made once for a change or a boundary, and kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from ..caching import seconds_until
from ..clock import COPENHAGEN
from ..conf import libfees_settings
from ..sites import name_in_one_line
from ..views.data_responses import OpenDataError, read_only, send
from .banner import archive_of
from .cache import PREFIX, kept_or_made, notice_list
from .channels.story import update_lines
from .core.content import NoticeContent
from .core.listing import ListedBranch, ListedNotice, NoticeList, shown_notices
from .core.window import at_clock
from .feeds import FeedFacts, calendar, json_feed
from .queries import notice_contents, withdrawn_contents
from .syndication import atom, rss, screen_rss

# The longest that a reader or a cache keeps a feed without asking again, in seconds.
LONGEST = 60


@dataclass(frozen=True)
class Asked:
    """What a request asks for: whose notices, in which language, of which branch, and when."""

    site: Site
    notices: NoticeList
    language: str
    branch: ListedBranch | None
    moment: datetime

    @property
    def branch_key(self) -> str:
        return self.branch.key if self.branch else ""

    def now(self) -> list[ListedNotice]:
        """What holds now, in the banner's order."""
        return shown_notices(self._chosen(), self.moment, branch=self.branch_key, place=None)

    def now_and_coming(self) -> list[ListedNotice]:
        """What holds or is to come, what begins last first."""
        found = [notice for notice in self._chosen() if notice.concerns(self.branch_key)]
        found = [notice for notice in found if not notice.is_over(self.moment)]
        return sorted(found, key=lambda notice: notice.window.start, reverse=True)

    def _chosen(self) -> list[ListedNotice]:
        fallback = libfees_settings.NOTICE_UNTRANSLATED
        return self.notices.in_language(self.language, fallback=fallback)


@dataclass(frozen=True)
class Kept:
    """A feed as text, what it was made of, and until when it is right."""

    stamp: str
    until: datetime
    text: str


Maker = Callable[[Asked, FeedFacts], str]


def feed(name: str, content_type: str) -> Callable[[Maker], Callable[[HttpRequest], HttpResponse]]:
    """Make a view of a function that writes a feed."""

    def decorate(make: Maker):
        def answer(request: HttpRequest) -> HttpResponse:
            return _answer(request, name, content_type, make)

        # A request that would write is refused with a sentence rather than the CSRF page.
        @csrf_exempt
        @wraps(make)
        def view(request: HttpRequest) -> HttpResponse:
            response = read_only(answer, request)
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, public=True, no_cache=True, max_age=0)
            return response

        return view

    return decorate


@feed("notices_atom", "application/atom+xml; charset=utf-8")
def notices_atom(asked: Asked, facts: FeedFacts) -> str:
    """What holds and what is to come, as Atom."""
    return atom(facts, _with_html(asked))


@feed("notices_rss", "application/rss+xml; charset=utf-8")
def notices_rss(asked: Asked, facts: FeedFacts) -> str:
    """What holds and what is to come, as RSS 2.0."""
    return rss(facts, _with_html(asked))


@feed("notices_json", "application/feed+json; charset=utf-8")
def notices_json(asked: Asked, facts: FeedFacts) -> str:
    """What holds and what is to come, as JSON Feed 1.1."""
    return json.dumps(json_feed(facts, _with_html(asked)), ensure_ascii=False)


@feed("notices_calendar", "text/calendar; charset=utf-8")
def notices_calendar(asked: Asked, facts: FeedFacts) -> str:
    """Closures, opening hours and changed services as events, withdrawn ones as cancelled."""
    current = notice_contents(asked.site, asked.now_and_coming())
    withdrawn = withdrawn_contents(asked.site, asked.language, asked.branch_key)
    return calendar(facts, [*current, *withdrawn], update_lines).decode()


@feed("notices_screen", "application/rss+xml; charset=utf-8")
def notices_screen(asked: Asked, facts: FeedFacts) -> str:
    """What holds now, for info screens."""
    return screen_rss(facts, notice_contents(asked.site, asked.now()))


def _with_html(asked: Asked) -> list[tuple[NoticeContent, str]]:
    contents = notice_contents(asked.site, asked.now_and_coming())
    return [(content, _html(content)) for content in contents]


def _html(content: NoticeContent) -> str:
    with translation.override(content.language):
        return render_to_string("wagtail_libfees/feeds/notice.html", {"notice": content}).strip()


def _answer(request, name, content_type, make) -> HttpResponse:
    asked = _asked(request)
    with translation.override(asked.language):
        found = _kept(asked, name, make)
    changed = asked.notices.last_change(asked.moment)
    response = send(request, found.text, content_type=content_type, changed=changed)
    left = seconds_until(found.until)
    patch_cache_control(response, public=True, max_age=min(LONGEST, left))
    return response


def _kept(asked: Asked, name: str, make: Maker) -> Kept:
    """The feed as it was made last, if nothing has changed since and no boundary was passed."""
    stamp = asked.notices.stamp

    def holds(found: Kept) -> bool:
        return found.stamp == stamp and asked.moment < found.until

    def made() -> Kept:
        return Kept(stamp, _until(asked), make(asked, _facts(asked, name)))

    key = f"{PREFIX}:{name}:{asked.site.pk}:{asked.language}:{asked.branch_key}"
    return kept_or_made(key, holds, made)


def _until(asked: Asked) -> datetime:
    """Until when a feed is right: the next boundary, or midnight, when rates can become others."""
    tomorrow = asked.moment.astimezone(COPENHAGEN).date() + timedelta(days=1)
    midnight = at_clock(tomorrow, time.min)
    boundary = asked.notices.boundary(asked.moment)
    return min(boundary, midnight) if boundary else midnight


def _asked(request: HttpRequest) -> Asked:
    """What `request` asks for; a branch or a language that is not known is a 404.

    Whoever subscribes with a slip in the address learns it at once; an empty feed would be
    believed. Parameters that others add, such as those of newsletters, do no harm.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise OpenDataError(404, _("There is no site at this address."))
    notices = notice_list(site)
    language = request.GET.get("lang", "") or notices.language
    if language not in get_content_languages():
        raise OpenDataError(404, _("There are no notices in this language."))
    handle = request.GET.get("branch", "")
    branch = notices.branch(handle)
    if handle and branch is None:
        raise OpenDataError(404, _("There is no branch of this name or ISIL."))
    return Asked(site, notices, language, branch, timezone.now())


def _facts(asked: Asked, name: str) -> FeedFacts:
    """What the feed says of itself; addresses are the site's own, never as a request names them."""
    root = asked.site.root_url
    library = name_in_one_line(asked.site) or asked.site.hostname
    where = asked.branch.name(asked.language) if asked.branch else ""
    title = _("Service notices – %(library)s") % {"library": where or library}
    archive = archive_of(asked.notices.notices, asked.language)[0] or "/"
    return FeedFacts(
        title=title,
        library=library,
        page_url=archive if "://" in archive else f"{root}{archive}",
        feed_url=root + reverse(f"wagtail_libfees:{name}") + _query(asked),
        language=asked.language,
        changed_at=asked.notices.last_change(asked.moment),
        withdrawn=_("Withdrawn"),
    )


def _query(asked: Asked) -> str:
    """The parameters of this feed's own address."""
    known = {"branch": asked.branch.handles[0] if asked.branch else ""}
    if asked.language != asked.notices.language:
        known["lang"] = asked.language
    query = urlencode({name: value for name, value in known.items() if value})
    return f"?{query}" if query else ""
