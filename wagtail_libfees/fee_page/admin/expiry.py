"""Before a page is published with an end, or with a beginning until which it is offline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import AbstractPage

from ..dependants import dependants
from .question import BINDING, SUBMITTING, Question, ask

# The fields by which a page goes away.
DATES = ("go_live_at", "expire_at")


def guard_expiry(request: HttpRequest, page: AbstractPage) -> HttpResponse | None:
    """Before the dates that are typed in the editor become binding."""
    button = _pressed(request, page)
    if button is None:
        return None
    draft = _as_typed(request, page) if dependants([page]) else None
    if draft is None:
        return None
    live = type(page).objects.get(pk=page.pk)
    return ask_before_losing_page(request, [(draft, live)], undecided=button in SUBMITTING)


def _pressed(request: HttpRequest, page: AbstractPage) -> str | None:
    """The button after which dates count, if it was one; as Wagtail understands it."""
    pressed = [name for name in BINDING if request.POST.get(name)]
    if not pressed or request.POST.get("workflow-action-name") == "reject":
        return None
    if pressed[0] == "action-publish" and not page.permissions_for_user(request.user).can_publish():
        pressed = pressed[1:]
    return next(iter(pressed), None)


def _as_typed(request: HttpRequest, page: AbstractPage) -> AbstractPage | None:
    """The page as it is typed; None if it has no dates, or Wagtail sends the form back.

    It does so for errors or for a lock.
    """
    draft = page.get_latest_revision_as_object()
    if not any(request.POST.get(name) or getattr(draft, name) for name in DATES):
        # Neither typed nor there before; to read the whole form costs as much as publishing it.
        return None
    lock = draft.get_lock()
    if lock is not None and lock.for_user(request.user):
        return None
    form_class = type(draft).get_edit_handler().get_form_class()
    form = form_class(
        request.POST,
        request.FILES,
        instance=draft,
        parent_page=draft.get_parent(),
        for_user=request.user,
    )
    return draft if form.is_valid() else None


def ask_before_losing_page(
    request: HttpRequest,
    pairs: Iterable[tuple[AbstractPage, AbstractPage]],
    *,
    undecided: bool = False,
) -> HttpResponse | None:
    """The question, if publishing one of the drafts takes away the page that it belongs to.

    `pairs`: draft and page. `undecided`: somebody has to approve it first.
    """
    ways = {page: way for draft, page in pairs if (way := way_of_losing(draft, page))}
    if not ways:
        return None
    # What is gone at once is worse than what is gone some day.
    way = "schedule" if "schedule" in ways.values() else "expire"
    keys = {page.pk for page in ways}
    found = dependants(ways)
    return ask(Question(request, way, found, lambda page: page.pk in keys, undecided=undecided))


def way_of_losing(draft: AbstractPage, page: AbstractPage) -> str | None:
    """How `page` goes away when `draft` is published: "schedule", "expire", or not at all."""
    if _goes_offline(draft, page):
        return "schedule"
    return "expire" if newly_expires(draft, page) else None


def _goes_offline(draft: AbstractPage, page: AbstractPage) -> bool:
    """Whether Wagtail takes `page` offline until the later beginning of `draft`.

    It does so with a page that a script has made: without a published revision of its own.
    """
    later = draft.go_live_at is not None and draft.go_live_at > timezone.now()
    return later and page.live and page.live_revision_id is None


def newly_expires(draft: AbstractPage, page: AbstractPage) -> bool:
    """Whether publishing `draft` brings `page` an end that it does not have.

    The form shows minutes only, so seconds do not count.
    """
    return draft.expire_at is not None and _minute(draft.expire_at) != _minute(page.expire_at)


def _minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None
