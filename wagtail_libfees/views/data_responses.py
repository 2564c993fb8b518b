"""What open data has in common: readable from everywhere, never stale, errors as sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

from ..page_cache import kept_value

METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    # A script of another site sees only the headers that are named.
    "Access-Control-Expose-Headers": "ETag",
}


class OpenDataError(Exception):
    """The request has no answer; `sentence` says why and is translated."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def open_data(view: Callable[[HttpRequest], HttpResponse]):
    """Make a view public and read-only: CORS, caching, and every error as a sentence in JSON."""

    # A request that would write is refused below, with a sentence rather than the CSRF page.
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        response = read_only(view, request)
        # Asked anew before each use, a copy outlives neither a publication nor a midnight.
        # Django's own cache middleware heeds only the age.
        patch_cache_control(response, public=True, no_cache=True, max_age=0)
        return response

    return wrapped


def read_only(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """The view's answer, readable from scripts of every site; nothing but reading is allowed."""
    if request.method == "OPTIONS":
        response = HttpResponse(status=204, headers={"Allow": METHODS})
    else:
        response = _answer(view, request)
    for name, value in CORS.items():
        response.headers[name] = value
    return response


def _answer(view, request: HttpRequest) -> HttpResponse:
    """The view's answer, or the sentence that says why there is none."""
    try:
        if request.method not in ("GET", "HEAD"):
            raise OpenDataError(405, _("This is open data and can only be read; use GET."))
        return view(request)
    except OpenDataError as exc:
        response = JsonResponse(
            {"errors": [exc.sentence]}, status=exc.status, json_dumps_params={"ensure_ascii": False}
        )
        if exc.status == 405:
            response.headers["Allow"] = METHODS
        return response


def send(
    request: HttpRequest,
    text: str,
    *,
    content_type: str = "application/json",
    changed: datetime | None = None,
) -> HttpResponse:
    """Send `text`, or 304 to a reader who has it already."""
    body = text.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    @condition(etag_func=lambda request: etag, last_modified_func=lambda request: changed)
    def respond(request):
        return HttpResponse(body, content_type=content_type)

    return respond(request)


def send_kept(
    request: HttpRequest, name: str, make: Callable[[], tuple[str, datetime | None]], **form: str
) -> HttpResponse:
    """Send the text that `make` gives, with when it changed; made once until something changes."""
    text, changed = kept_value(request, f"data:{name}", make)
    return send(request, text, changed=changed, **form)


def parameters(request: HttpRequest, *known: str) -> dict[str, str]:
    """The value of each known parameter, empty if it is not given; any other is refused."""
    for name, values in request.GET.lists():
        if name not in known:
            raise OpenDataError(400, _unknown_parameter(name, known))
        if len(values) > 1:
            raise OpenDataError(400, _("“%(name)s” is there twice.") % {"name": name})
    return {name: request.GET.get(name, "") for name in known}


def _unknown_parameter(name: str, known: tuple[str, ...]) -> str:
    if not known:
        return _("This address takes no parameters.")
    return _("There is no parameter “%(name)s”; known are: %(known)s.") % {
        "name": name[:40],
        "known": ", ".join(known),
    }
