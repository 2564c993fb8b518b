"""How dates and times are understood, asked by the widget while one types."""

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from ..date_fields import READERS, understood

# More fields than any form has; the widget asks for all of a form at once.
MOST_TEXTS = 200


@require_safe
def read_dates(request: HttpRequest):
    """The answers to the texts of `text`, each read as what stands in the same place of `reads`.

    `reads` is `date`, `time` or `moment`, with `-past` where a date without a year has been.
    """
    texts, kinds = request.GET.getlist("text"), request.GET.getlist("reads")
    if len(texts) != len(kinds) or len(texts) > MOST_TEXTS:
        return HttpResponseBadRequest()
    if any(kind.removesuffix("-past") not in READERS for kind in kinds):
        return HttpResponseBadRequest()
    answers = [
        understood(kind.removesuffix("-past"), text, past=kind.endswith("-past"))
        for text, kind in zip(texts, kinds, strict=True)
    ]
    response = JsonResponse({"answers": answers})
    # "Tomorrow" is another day tomorrow.
    response["Cache-Control"] = "no-store"
    return response


def date_urls():
    return [path("libfees/dates/", read_dates, name="libfees_dates")]
