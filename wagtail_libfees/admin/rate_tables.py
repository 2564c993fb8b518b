"""What the tables of rates in the page editor ask while one types. Nothing is written.

The rules are those of the rate core, as at publishing; the script has none of its own.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.views import View

from ..blocks.base import AmountField
from ..blocks.rate_messages import finding_message, rates_error_message
from ..blocks.rates import RATE_BLOCKS
from ..blocks.table import ListPlace, half_typed, not_understood
from ..rates import AmountError, RateCard, Severity, card_findings
from ..rates.chart import charts
from ..rates.pasted import read_amount, read_days, read_yes_or_no
from .quality.access import may_see_report

# More cells are read in parts; a table of rates has fewer.
MOST_CELLS = 4000


@dataclass(frozen=True)
class Remark:
    """Something about a place of a table, as its script shows it."""

    code: str
    severity: str
    place: ListPlace
    message: str


class EditorsView(View):
    """For who may edit any page."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        """Ask before anything else, whatever the method."""
        if not may_see_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CheckRatesView(EditorsView):
    """Takes the fields of one table and answers with what is to be remarked, and its picture."""

    def post(self, request, kind):
        """400 if the fields are not those of a table of this kind."""
        block = table_block(kind)
        rows = block.child_blocks[block.table]
        try:
            found = rows.value_from_datadict(request.POST, request.FILES, "table")
        except (KeyError, ValueError):
            return HttpResponseBadRequest()
        value = block.clean({**block.get_default(), block.table: found})
        card = RateCard(**{kind: (value.to_rates(),)})
        answer = {"remarks": [vars(remark) for remark in remarks(value, card)]}
        if kind == "overdue":
            answer["labels"] = [group.get("label") or "" for group in value["groups"]]
            answer["picture"] = render_to_string(
                "wagtail_libfees/admin/rate_charts.html", {"charts": charts(card)}, request
            )
        return JsonResponse(answer)


def table_block(kind: str):
    """The rate block of a kind that has a table, for half-typed values; 404 if there is none."""
    for block_class in RATE_BLOCKS.values():
        if block_class.kind == kind and block_class.table:
            return half_typed(block_class)
    raise Http404


def remarks(value, card: RateCard) -> list[Remark]:
    """What publishing would refuse, and what is worth a look."""
    table = value[value.block.table]
    found = [
        Remark("not_understood", Severity.ERROR.value, place, reason)
        for place, reason in not_understood(table)
    ]
    told = {remark.place[:-1] for remark in found}
    for finding in card_findings(card):
        place = stored_place(table, finding.place[3:])
        if place in told and finding.code.endswith("_unknown"):
            # What is typed there is told already.
            continue
        message = finding_message(finding)
        found.append(Remark(finding.code, finding.severity.value, place, message))
    return found


def stored_place(table, place: ListPlace) -> ListPlace:
    """A place of the rate core in the table: the core leaves out bands without a first day."""
    match place:
        case (int(group), "bands", int(band), *rest):
            bands = table[group]["bands"]
            told = [i for i, found in enumerate(bands) if found.to_rates() is not None]
            return (group, "bands", told[band], *rest)
    return place


class ReadCellsView(EditorsView):
    """Takes the texts of pasted cells, row by row as JSON, and answers with what each one says."""

    def post(self, request):
        """400 if it is no list of rows of texts."""
        try:
            rows = json.loads(request.body)
            texts = [[str(text) for text in row] for row in rows]
        except (ValueError, TypeError):
            return HttpResponseBadRequest()
        if sum(map(len, texts)) > MOST_CELLS:
            return HttpResponseBadRequest()
        return JsonResponse({"cells": [[reading(text) for text in row] for row in texts]})


def reading(text: str) -> dict:
    """All that a cell can say; which of it counts is for its column."""
    said = {"days": read_days(text), "ticked": read_yes_or_no(text)}
    try:
        found = read_amount(text)
    except AmountError as exc:
        return {**said, "refused": rates_error_message(exc)}
    amount = AmountField().prepare_value(found.amount)
    return {**said, "amount": amount, "feeFree": found.fee_free, "added": found.added}


def rate_table_urls():
    """The addresses that the tables ask."""
    return [
        path(
            "libfees/rates/check/<slug:kind>/", CheckRatesView.as_view(), name="libfees_check_rates"
        ),
        path("libfees/rates/read/", ReadCellsView.as_view(), name="libfees_read_cells"),
    ]
