"""Where the admin takes the fee page away: each place asks first."""

from __future__ import annotations

from collections.abc import Sequence

import swapper
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import AbstractPage

from ..dependants import dependants, dependants_of_move
from ..faults import is_restricted
from ..settings.history import hold_choices
from .expiry import ask_before_losing_page
from .forms import Leaves
from .question import Question, ask


def guard_delete(request: HttpRequest, page: AbstractPage) -> HttpResponse | None:
    """Before one page and those below it are deleted."""
    if request.method == "POST" and not _still_there([page]):
        raise Http404
    if not _is_confirmed(request):
        return None
    return _ask_delete(request, _with_cascades([page], "delete"))


def guard_unpublish(request: HttpRequest, page: AbstractPage) -> HttpResponse | None:
    """Before a page, and perhaps those below it, is unpublished."""
    below = bool(request.POST.get("include_descendants"))
    return _ask_unpublish(request, _with_cascades([page], "unpublish"), below)


def guard_move(request: HttpRequest, page: AbstractPage, destination) -> HttpResponse | None:
    """Before a page is moved to where its site does not reach, or borrowers do not.

    Wagtail asks for the permission only afterwards.
    """
    if not page.permissions_for_user(request.user).can_move_to(destination):
        return None
    return _ask_move(request, _with_cascades([page], "move"), destination)


def guard_bulk(request: HttpRequest, action_type, objects, action) -> HttpResponse | None:
    """Before the same happens to several pages at once."""
    pages = [found for found in objects if isinstance(found, AbstractPage)]
    if action_type == "delete":
        there = _still_there(pages)
        objects[:] = [found for found in objects if found not in pages or found.pk in there]
        _leave_out_nested(objects)
        return _ask_delete(request, [page for page in pages if page.pk in there])
    if action_type == "unpublish":
        below = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
        return _ask_unpublish(request, pages, below)
    if action_type == "move":
        return _ask_move(request, pages, action.cleaned_form.cleaned_data["chooser"])
    if action_type == "publish":
        drafts = [page.get_latest_revision_as_object() for page in pages]
        return ask_before_losing_page(request, zip(drafts, pages, strict=True))
    return None


def _is_confirmed(request: HttpRequest) -> bool:
    """Whether Wagtail, which wants the name typed before many pages go, has no error to tell."""
    typed = request.POST.get("confirm_site_name")
    return not typed or typed == getattr(settings, "WAGTAIL_SITE_NAME", "wagtail")


def _still_there(pages: Sequence[AbstractPage]) -> set[int]:
    """The keys of those of `pages` that nobody has deleted meanwhile.

    Waits until whoever is deleting pages is through, and makes others wait for the transaction in
    which Wagtail asks: nobody deletes the successor that is being named.
    """
    hold_choices()
    model = swapper.load_model("wagtailcore", "Page")
    keys = [page.pk for page in pages]
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _leave_out_nested(objects) -> None:
    """A page below another one goes with it; deleted once more, it would answer 500."""
    paths = [page.path for page in objects if isinstance(page, AbstractPage)]
    objects[:] = [
        page
        for page in objects
        if not isinstance(page, AbstractPage)
        or not any(page.path != path and page.path.startswith(path) for path in paths)
    ]


def _ask_delete(request, pages: Sequence[AbstractPage]):
    found = dependants(pages, below=True)
    return ask(Question(request, "delete", found, is_below(pages)))


def _ask_unpublish(request, pages: Sequence[AbstractPage], below: bool):
    found = [d for d in dependants(pages, below=below, aliases=True) if d.page.live]
    leaves = is_below(pages) if below else _among(pages)
    return ask(Question(request, "unpublish", found, leaves))


def _ask_move(request, pages: Sequence[AbstractPage], destination):
    found = dependants_of_move(pages, destination)
    action = "move_private" if is_restricted(destination) else "move"
    return ask(Question(request, action, found, is_below(pages)))


def is_below(pages: Sequence[AbstractPage]) -> Leaves:
    """The test whether a page is one of `pages` or lies below one."""
    paths = tuple(page.path for page in pages)
    return lambda page: page.path.startswith(paths)


def _among(pages: Sequence[AbstractPage]) -> Leaves:
    ids = {page.pk for page in pages}
    return lambda page: page.pk in ids


def _with_cascades(pages: list[AbstractPage], action: str) -> list[AbstractPage]:
    """The pages, and the translations and aliases that Wagtail takes along."""
    taken = list(pages)
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for construct in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            cascades = construct(pages, action)
            if isinstance(cascades, dict):
                taken += [page for more in cascades.values() for page in more]
    return taken
