"""What a form answers that is larger than the server takes: a sentence, where Django says little.

A site names it in its URLconf: `handler400 = "wagtail_libfees.views.refused.bad_request"`.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as djangos

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing was saved, and how it is; anything else as Django says it."""
    if isinstance(exception, TOO_LARGE):
        return render(request, "wagtail_libfees/too_large.html", status=413)
    return djangos(request, exception)
