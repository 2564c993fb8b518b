"""The stable address of the fee page, for apps, mails and printed matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.models import resolve_fee_page


@require_safe
def fee_page_redirect(request: HttpRequest) -> HttpResponse:
    """Redirect to the fee page in the reader's language, or say with a 404 that there is none.

    The redirect is temporary: the settings can change at any time.
    """
    link = resolve_fee_page(request)
    if link is not None:
        response = redirect(link.url)
    else:
        context = {"libfees_base_template": libfees_settings.BASE_TEMPLATE}
        response = render(request, "wagtail_libfees/no_fee_page.html", context, status=404)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
