"""The calculator and the rates alone on a page, for a frame of a library system.

Such a page may be framed by the site itself, and by the origins of `EMBED_ORIGINS`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.coreutils import get_content_languages

from ..caching import keep_until, note_boundary, noted_boundary
from ..calculator import FIELDS
from ..conf import ORIGIN, libfees_settings
from ..models.periods import next_rates
from ..site_parts import rates_of_page, shown_fee_page


# Exempt, because it changes nothing; and POST, because addresses end up in logs.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_exempt
def embedded_calculator(request: HttpRequest) -> HttpResponse:
    """The calculator; its form asks this address itself, so it answers without script too."""
    page = _fee_page(request)
    with translation.override(page.locale.language_code):
        calculator = page.answered(_asked_by(request))
        asked = _asked_by(request).get("language", "")
        told = {"libfees_calculator": calculator, "action": request.path, "asked_language": asked}
        response = _answer(request, page, "calculator", told)
    if request.method == "POST" or any(name in request.GET for name in FIELDS):
        # What is a person's question stays with that person.
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "same-origin"
    return response


@require_safe
@xframe_options_exempt
def embedded_rates(request: HttpRequest) -> HttpResponse:
    """The rates in force today; `?kind=` and `?group=` as in `{% libfees_rates %}`."""
    page = _fee_page(request)
    with translation.override(page.locale.language_code):
        kinds = set(request.GET.get("kind", "").split())
        children = rates_of_page(page, kinds, request.GET.get("group", ""))
        return _answer(request, page, "rates", {"children": children})


def _asked_by(request: HttpRequest) -> QueryDict:
    """What the form of the calculator sends, or what stands in the address."""
    return request.POST if request.method == "POST" else request.GET


def _fee_page(request: HttpRequest):
    """The site's public fee page in the language of `?language=`, or the reader's; else a 404."""
    asked = _asked_by(request).get("language", "")
    language = asked if asked in get_content_languages() else ""
    with translation.override(language or translation.get_language_from_request(request)):
        page = shown_fee_page(request)
    if page is None:
        raise Http404
    return page


def _answer(request: HttpRequest, page, name: str, told: dict) -> HttpResponse:
    """The page, with who may frame it; in no index, since the fee page is."""
    language = page.locale.language_code
    context = {"page": page, "language": language, **told}
    response = render(request, f"wagtail_libfees/embed/{name}.html", context)
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    note_boundary(request, next_rates(page.rate_card))
    keep_until(response, noted_boundary(request))
    return response


def _policy() -> str:
    """Nothing but what the page needs, and the pages that may have it in a frame."""
    files = urlsplit(settings.STATIC_URL)
    served = f" {files.scheme}://{files.netloc}" if files.scheme and files.netloc else ""
    # E006 tells of what is no origin; here it would be part of the policy.
    origins = [each for each in libfees_settings.EMBED_ORIGINS if ORIGIN.fullmatch(str(each))]
    around = " ".join(["'self'", *origins])
    return (
        f"default-src 'self'{served}; object-src 'none'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {around}"
    )
