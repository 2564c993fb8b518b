"""The search in all questions of a site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from ..conf import libfees_settings
from ..notices.banner import active_language
from .asking import QuestionSearch
from .published import question_pages


@require_safe
def question_search(request: HttpRequest) -> HttpResponse:
    """`?q=` over the questions of the site, in the reader's language or that in `?language=`."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    asked = request.GET.get("language", "")
    if asked not in get_content_languages():
        asked = ""
    with translation.override(asked or translation.get_language_from_request(request)):
        language = active_language()
        search = QuestionSearch.of_site(request, language)
        context = {
            "libfees_base_template": libfees_settings.BASE_TEMPLATE,
            "search": search,
            "language": language,
            "pages": [] if search.found else question_pages(site, language),
        }
        response = render(request, "wagtail_libfees/question_search.html", context)
        search.count_if_unanswered(request)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
