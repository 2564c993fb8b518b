"""The rendered text of a page, kept until it would say something else.

A page asks dozens of questions to say what it said a second ago. What it says depends on what an
editor saves, which `PageStamp` marks; on the day, the language and the address, which are in the
key; and on moments that are known while it is rendered (`caching.note_boundary`), at which it
ends. The mark is read anew for each request, so a change is seen at once in every process. What no
signal tells of is seen after `PAGE_CACHE_SECONDS`. Never kept: a preview, an answer to a question
in the address, and what somebody with a session or a form token is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import HttpRequest
from django.utils import timezone, translation
from wagtail.models import AbstractPage, Page

from . import __version__
from .caching import ask_cache, note_boundary, noted_boundary, seconds_until
from .clock import today
from .conf import libfees_settings
from .stamps import DRAFT_FIELDS, PageStamp

# The part that the package writes of every page.
HEAD = "head"


def kept_part(context: Any, name: str, render: Callable[[], str]) -> str:
    """`kept_text` of the page of a template's `context`, whose own boundary is noted."""
    page, request = context.get("page"), context.get("request")

    def rendered() -> str:
        html = render()
        facts = context.get("libfees_facts")
        if facts is not None and hasattr(page, "get_text_boundary"):
            note_boundary(request, page.get_text_boundary(facts))
        return html

    # A page that serves itself in two ways, or on several routes, has a text for each.
    template = getattr(context.template, "name", None)
    return kept_text(page, request, name, rendered, template)


def kept_text(
    page: Any,
    request: HttpRequest | None,
    name: str,
    render: Callable[[], str],
    template: str | None = None,
) -> str:
    """The part `name` of `page` in `template` as HTML: what is kept, or else what `render` makes.

    `render` notes on the request the moments at which the part says something else.
    """
    key = _key(page, request, name, template)
    if key is None or request is None:
        return render()
    found = _kept(key)
    if found is None:
        html = render()
        # A token in it is of one visitor.
        if "CSRF_COOKIE_NEEDS_UPDATE" not in request.META:
            _keep(key, str(html), noted_boundary(request))
        return html
    html, until = found
    note_boundary(request, until)
    return html


def kept_value(request: HttpRequest, name: str, make: Callable[[], Any]) -> Any:
    """What `make` makes of the published pages for everybody alike; kept until a change.

    It is `name`, for the host and the language of `request`, on this day, and ends when a page
    expires. An exception of `make` is not kept.
    """
    if not libfees_settings.PAGE_CACHE:
        return make()
    key = _digest(request, name)
    found = _kept(key)
    if found is None:
        found = (make(), _next_expiry())
        _keep(key, *found)
    return found[0]


def _next_expiry() -> datetime | None:
    """When the next published page expires, which nobody needs to save for."""
    pages = Page.objects.live().filter(expire_at__gt=timezone.now())
    return pages.aggregate(next=Min("expire_at"))["next"]


def _key(page, request: HttpRequest | None, name: str, template: str | None) -> str | None:
    """What the part depends on; None if it may not be kept."""
    if request is None or not libfees_settings.PAGE_CACHE or not _is_everybodys(request):
        return None
    is_page = isinstance(page, AbstractPage) and page.pk is not None
    # Of a page of the site's own, which may say anything, the head is ours.
    if not is_page or not getattr(page, "keeps_text", name == HEAD):
        return None
    return _digest(request, name, template, page.pk, request.path)


def _digest(request: HttpRequest, *what: Any) -> str:
    """The key of `what`, as everybody is shown it today at the address of `request`."""
    parts = (
        what,
        _stamp(request),
        today().isoformat(),
        translation.get_language(),
        request.scheme,
        request.get_host(),
        sorted(libfees_settings.stated().items(), key=str),
    )
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"wagtail_libfees:{__version__}:text:{digest}"


def _is_everybodys(request: HttpRequest) -> bool:
    """Whether anybody who asks for this address is answered alike."""
    return (
        request.method in ("GET", "HEAD")
        and not request.META.get("QUERY_STRING")
        and not getattr(request, "is_preview", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
    )


def _stamp(request: HttpRequest) -> str:
    """The mark of now, read once for a request."""
    if not hasattr(request, "_libfees_page_stamp"):
        request._libfees_page_stamp = PageStamp.current().value  # type: ignore[attr-defined]
    return request._libfees_page_stamp  # type: ignore[attr-defined]


def _kept(key: str) -> tuple[Any, datetime | None] | None:
    """What is kept and its end, if it has not ended; None if the cache does not answer."""
    found = ask_cache(libfees_settings.PAGE_CACHE, lambda cache: cache.get(key))
    ended = found is not None and found[1] is not None and found[1] <= timezone.now()
    return None if ended else found


def _keep(key: str, value: Any, until: datetime | None) -> None:
    seconds = libfees_settings.PAGE_CACHE_SECONDS
    if until is not None:
        seconds = min(seconds, seconds_until(until))
    if seconds > 0:
        kept = (value, until)
        ask_cache(libfees_settings.PAGE_CACHE, lambda cache: cache.set(key, kept, seconds))


def outdate_texts(instance: Any = None, update_fields=None, **kwargs: Any) -> None:
    """Outdate every kept text: something that pages are made of was saved, deleted or moved."""
    only_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if not only_draft:
        PageStamp.renew()
