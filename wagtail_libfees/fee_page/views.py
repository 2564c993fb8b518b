"""The stable address of the fee page, for apps, mails and printed matter."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from ..conf import libfees_settings
from ..models import resolve_fee_page


@require_safe
def fee_page_redirect(request: HttpRequest) -> HttpResponse:
    """Redirect to the fee page in the reader's language, or say with a 404 that there is none.

    The query goes along. The redirect is temporary: the settings can change at any time. The
    address itself has no language, and then LocaleMiddleware takes the site's: so the reader is
    asked here.
    """
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        response = _answer(request)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def with_query(url: str, query: str) -> str:
    """`url` with `query` too, which asks for a day or a calculation."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, query]))))


def _answer(request):
    link = resolve_fee_page(request)
    if link is not None:
        # Not `redirect()`, which takes an address for the name of a view if it can.
        return HttpResponseRedirect(with_query(link.url, request.GET.urlencode()))
    context = {"libfees_base_template": libfees_settings.BASE_TEMPLATE}
    return render(request, "wagtail_libfees/no_fee_page.html", context, status=404)
