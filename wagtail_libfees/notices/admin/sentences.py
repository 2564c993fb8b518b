"""The sentences above the days of a notice, asked while one types."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from ..sentence_panel import DaysForm


@require_GET
def notice_sentences(request: HttpRequest) -> JsonResponse:
    """What the days and times in the query mean, by the panel that says it. Reads nothing else."""
    response = JsonResponse(DaysForm(request.GET).sentences())
    response["Cache-Control"] = "no-store"
    return response


def sentence_urls():
    return [path("libfees/notices/sentences/", notice_sentences, name="libfees_notice_sentences")]
