"""The search in all questions of a site."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from ..conf import libfees_settings
from ..models import FeeSettings
from ..notices.banner import active_language
from .asking import QuestionSearch
from .helped import count_rating, is_from_this_site, keep_line, may_rate, rated_question
from .models import LONGEST_LINE
from .published import question_pages


# A post is refused as such (405), not for a token that no form has here (403).
@csrf_exempt
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
        status = 400 if search.is_too_long else 200
        response = render(request, "wagtail_libfees/question_search.html", context, status=status)
        search.count_if_unanswered(request)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_helped(request: HttpRequest) -> HttpResponse:
    """Count whether an answer helped (`helped` is yes or no), or keep `words` to the editor.

    What is posted is in the database when the answer comes, which is the address of the thanks.
    """
    sent = request.POST if request.method == "POST" else request.GET
    asked = sent.get("language", "")
    if asked not in get_content_languages():
        asked = translation.get_language_from_request(request)
    with translation.override(asked):
        response = _helped(request, sent)
    add_never_cache_headers(response)
    return response


def _helped(request: HttpRequest, sent) -> HttpResponse:
    site = Site.find_for_request(request)
    question = rated_question(site, sent.get("question", ""), active_language())
    helped, words = sent.get("helped", ""), sent.get("words", "")
    if question is None or not FeeSettings.for_site(question.site).ask_if_helped:
        return _refused(request, _("There is no question to answer for."))
    said = {"question": question.key, "language": question.language}
    if request.method != "POST":
        context = {**said, "libfees_question": question, "said_no": helped == "no"}
        return _page(request, context)
    if not is_from_this_site(request):
        return _refused(request, _("This form can only be sent from a page of the library."), 403)
    if len(words) > LONGEST_LINE:
        return _refused(request, _("Write at most %(most)s letters.") % {"most": LONGEST_LINE})
    if helped not in ("yes", "no") and not words.strip():
        return _refused(request, _("Answer yes or no, or write a line."))
    # People see no such field; a robot fills it in, and learns nothing.
    if not sent.get("website"):
        if not may_rate(question):
            return _refused(request, _("There are too many answers just now. Try later."), 429)
        if helped in ("yes", "no"):
            count_rating(question, helped=helped == "yes")
        if words.strip():
            keep_line(question, words)
    thanks = {**said, "helped": "" if words.strip() else helped}
    address = f"{reverse('wagtail_libfees:answer_helped')}?{urlencode(thanks)}"
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _refused(request: HttpRequest, sentence: str, status: int = 400) -> HttpResponse:
    return _page(request, {"refused": sentence}, status)


def _page(request: HttpRequest, context: dict, status: int = 200) -> HttpResponse:
    context = {**context, "libfees_base_template": libfees_settings.BASE_TEMPLATE}
    return render(request, "wagtail_libfees/answer_helped.html", context, status=status)
