"""The admin says what else borrowers no longer read when a page is taken away from them.

Of a notice, its translations; of the page of a section, the notices that are shown there only.
Wagtail has no hook before it shows its dialogs of unpublishing, of privacy and of many pages at
once, so `admin_urls` mounts them wrapped by `tells_before`, `tells_of_many` and `tells_in_dialog`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps

import swapper
from django.db.models import ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import AbstractPage

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.fee_page.faults import is_restricted
from wagtail_libfees.models import Branch, ServiceNoticePageMixin

from ..withdrawal import named_with_language, translations_of
from .branches import kept_by_notices

# No more are named.
MOST = 10

View = Callable[..., HttpResponse]


def warn_of_what_goes_too(request: HttpRequest, page: AbstractPage) -> None:
    """In the dialog before `page` is deleted."""
    if request.method == "GET":
        _warn(request, goes_too([page], below=True))


def warn_before_hiding(request: HttpRequest, page: AbstractPage, destination) -> None:
    """In the dialog before `page`, which is public, is moved below a private page."""
    if request.method == "GET" and is_restricted(destination) and not is_restricted(page):
        _warn(request, goes_too([page], below=True))


def tell_of_translations(request: HttpRequest, page: AbstractPage) -> None:
    """After `page` was unpublished: its translations that went with it, and come back with it."""
    notice = page.specific
    if not isinstance(notice, ServiceNoticePageMixin):
        return
    taken_back = translations_of(notice).exclude(withdrawn_revision=None).select_related("locale")
    for translated in taken_back:
        text = _("%(notice)s was taken back with it, and is published again with it.")
        messages.info(request, text % {"notice": named_with_language(translated)})


def goes_too(pages: Sequence[AbstractPage], *, below: bool) -> list[str]:
    """What else borrowers no longer read without `pages`, a sentence each, at most `MOST` and one.

    `below`: the pages below them go as well.
    """
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None or not pages:
        return []
    gone = Q(pk__in=[page.pk for page in pages])
    for page in pages if below else ():
        gone |= Q(path__startswith=page.path)
    stay = model.objects.live().exclude(gone)
    told = [
        *_translations_told(model.objects.live().filter(gone), stay),
        *_sections_told(gone, stay),
    ]
    if len(told) <= MOST:
        return told
    left = len(told) - MOST
    more = ngettext(
        "%(count)d more notice is concerned.", "%(count)d more notices are concerned.", left
    )
    return [*told[:MOST], more % {"count": left}]


def _translations_told(notices: QuerySet, stay: QuerySet) -> Iterator[str]:
    """The translations among `stay` of `notices`."""
    for notice in notices:
        for translated in translations_of(notice) & stay.select_related("locale"):
            name = named_with_language(translated)
            yield _("%(notice)s is taken back with it.") % {"notice": name}


def _sections_told(gone: Q, stay: QuerySet) -> Iterator[str]:
    """The public notices among `stay`, now or to come, that no page shows without its section."""
    base = swapper.load_model("wagtailcore", "Page").objects
    of_section = stay.public().filter(scope="section", section__in=base.filter(gone).values("pk"))
    for notice in of_section.select_related("section").order_by("title", "pk"):
        # Its translations go where it goes.
        if not notice.is_over and not notice.follows_source:
            yield _(
                "“%(title)s” is shown on “%(section)s” and the pages below it only. No page shows "
                "it in its banner then."
            ) % {"title": notice.title, "section": notice.section.title}


def goes_too_unpublished(pages: Sequence[AbstractPage]) -> list[str]:
    """The same for unpublishing, where Wagtail lets the user choose about the pages below."""
    told = goes_too(pages, below=False)
    more = [each for each in goes_too(pages, below=True) if each not in told]
    return told + [_("If the pages below go too: %(told)s") % {"told": each} for each in more]


def goes_too_hidden(pages: Sequence[AbstractPage]) -> list[str]:
    """The same for moving many pages, where the user chooses the new parent in the dialog."""
    told = goes_too([page for page in pages if not is_restricted(page)], below=True)
    return [_("If the new parent page is private: %(told)s") % {"told": each} for each in told]


def _warn(request: HttpRequest, told: Iterable[str]) -> None:
    for sentence in told:
        messages.warning(request, sentence)


def tells_before(view: View) -> View:
    """Wagtail's view of unpublishing a page, which says before its button what goes too."""

    @wraps(view)
    def told_view(request: HttpRequest, page_id: int) -> HttpResponse:
        response = view(request, page_id=page_id)
        # What is told stands in the dialog, which is rendered after this.
        if request.method == "GET" and response.status_code == 200:
            _warn(request, goes_too_unpublished([_page(page_id)]))
        return response

    return told_view


def tells_of_many(view: View) -> View:
    """Wagtail's view of bulk actions, which says before its button what goes too.

    A branch that a notice has named since the question is not deleted, and that is told.
    """

    @wraps(view)
    def told_view(request: HttpRequest, app_label: str, model_name: str, action: str):
        try:
            response = view(request, app_label, model_name, action)
        except ProtectedError as protected:
            messages.error(request, protected.args[0])
            return redirect(request.get_full_path())
        if request.method == "GET" and hasattr(response, "context_data"):
            _tell_of(request, response, action)
        return response

    return told_view


def _tell_of(request: HttpRequest, response, action: str) -> None:
    """Say in a bulk dialog what goes with the objects that it lists."""
    listed = [item["item"] for item in (response.context_data or {}).get("items", ())]
    pages = [item for item in listed if isinstance(item, AbstractPage)]
    if action == "delete":
        _warn(request, goes_too(pages, below=True))
    elif action == "unpublish":
        _warn(request, goes_too_unpublished(pages))
    elif action == "move":
        _warn(request, goes_too_hidden(pages))
    branches = [item for item in listed if isinstance(item, Branch)]
    if branches and action == "delete":
        # Wagtail's own count of references knows nothing of notices.
        response.context_data["kept"] = [(each, kept_by_notices(each)) for each in branches]
        response.template_name = "wagtail_libfees/admin/notices/branches_deletion.html"


def tells_in_dialog(view: View) -> View:
    """Wagtail's dialog of privacy, which says before its button what goes too."""

    @wraps(view)
    def told_view(request: HttpRequest, page_id: int) -> HttpResponse:
        response = view(request, page_id)
        if request.method != "GET" or not isinstance(response, JsonResponse):
            return response
        told = goes_too([_page(page_id)], below=True)
        if not told:
            return response
        answer = json.loads(response.content)
        context = {"told": told}
        head = render_to_string("wagtail_libfees/admin/notices/goes_too.html", context, request)
        return JsonResponse({**answer, "html": head + answer.get("html", "")})

    return told_view


def _page(page_id: int) -> AbstractPage:
    return swapper.load_model("wagtailcore", "Page").objects.get(pk=page_id).specific
