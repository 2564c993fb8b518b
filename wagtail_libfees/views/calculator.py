"""The calculator: what its form sends, and the same as data for other systems."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from .. import rates
from ..conf import libfees_settings
from ..fee_page.settings.fee_page_link import is_public

LARGEST_ID = 2**63 - 1


# Exempt, because it changes nothing; and POST, because addresses end up in logs.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answered_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The answer to the form of a fee page: for its script as HTML, with status 400 if there is
    none, and without script the whole page with the answer in it.

    Who comes here by an address has asked nothing, and is led to the page.
    """
    page = public_fee_page(request, page_id)
    if request.method != "POST":
        day = {"date": request.GET["date"]} if "date" in request.GET else {}
        return redirect(f"{page.get_url(request)}{'?' if day else ''}{urlencode(day)}")
    # These addresses have no language of their own; the answer speaks that of the page.
    with translation.override(page.locale.language_code):
        if request.headers.get("X-Requested-With") == "fetch":
            calculator = page.answered(request.POST)
            response = render(
                request,
                "wagtail_libfees/includes/calculator_reply.html",
                {"libfees_calculator": calculator, "page": page},
                status=400 if calculator.is_wrong else 200,
            )
        else:
            request.libfees_asked = request.POST  # type: ignore[attr-defined]
            response = page.serve(request)
            if hasattr(response, "render"):
                response.render()
        response.headers["Content-Language"] = page.locale.language_code
    add_never_cache_headers(response)
    return response


@require_safe
def estimate_json(request: HttpRequest, page_id: int) -> JsonResponse:
    """The answer as data: `?due=2026-10-01&returned=2026-10-20&group=Voksne` (or `age=`).

    `due` and `returned` repeat, one of each per item. Amounts are in DKK. Status 400 with
    sentences in `errors` for a question that has no answer.
    """
    page = public_fee_page(request, page_id)
    with translation.override(page.locale.language_code):
        calculator = page.answered(request.GET)
        if calculator.estimate is None:
            response = JsonResponse({"errors": _errors(calculator)}, status=400)
        else:
            response = JsonResponse(_estimate(calculator.estimate))
    response.headers["Access-Control-Allow-Origin"] = "*"
    add_never_cache_headers(response)
    return response


def public_fee_page(request: HttpRequest, page_id: int):
    """The fee page with that id, if it is public and of this site; else a 404."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    # SQLite answers a larger number with an error.
    page = get_object_or_404(model, pk=page_id if page_id <= LARGEST_ID else None)
    site = Site.find_for_request(request)
    of_page = page.get_site()
    if not is_public(page) or site is None or of_page is None or of_page.pk != site.pk:
        get_object_or_404(model.objects.none())
    return page


def _errors(calculator):
    """The sentences that say what is wrong, in the order of the form."""
    found = [mistake.text for mistake in calculator.mistakes]
    return found or [str(calculator.items[0].fields["due"].error_messages["required"])]


def _estimate(estimate: rates.Estimate) -> dict:
    """The estimate as plain data; an amount that is not known is null."""
    return {
        "state": estimate.state,
        "total": _amount(estimate.total),
        "currency": "DKK",
        "replacement_added": estimate.replacement_added,
        "lines": [
            {
                "items": list(line.items),
                "due": line.due,
                "returned": line.returned,
                **_fee(line.fee),
                "next_change": line.next_change
                and {"day": line.next_change.day, **_fee(line.next_change.fee)},
            }
            for line in estimate.lines
        ],
    }


def _fee(fee: rates.Fee) -> dict:
    return {"days_overdue": fee.days, "state": fee.state, "amount": _amount(fee.amount)}


def _amount(amount):
    return None if amount is None else f"{amount:.2f}"
