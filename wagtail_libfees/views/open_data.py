"""Open data: the published rates of a site as JSON and CSV, for any program to read.

Reading writes nothing, and nothing but what the public fee page says is told.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from .. import rates
from ..blocks.rate_messages import rates_error_message
from ..calculator import EARLIEST, LATEST
from ..clock import today
from ..conf import libfees_settings
from ..drafts.rates import fee_page_of
from ..fee_page.settings.fee_page_link import is_public
from ..models import FeeSettings
from ..models.periods import asked_day
from ..sites import site_host
from .data_responses import OpenDataError, open_data, parameters, send, send_kept

Document = dict[str, Any]


@open_data
def rates_json(request: HttpRequest) -> HttpResponse:
    """The rates in force, coming and former, of this site or, with `?site=all`, of every site."""
    asked = parameters(request, "date", "site")
    day = _asked_day(asked["date"])
    if asked["site"] == "all":
        return send(request, _dumps(_all_sites(request, day)))
    if asked["site"]:
        raise OpenDataError(400, _("“site” can only be “all”; leave it out for this site."))
    if asked["date"]:
        # Anybody can ask for any day: what nobody else asks for is not kept.
        text, changed = _rates_text(request, day, None)
        return send(request, text, changed=changed)
    # Without a day in the question, the answer changes at midnight too.
    begun = rates.copenhagen_midnight(day)
    return send_kept(request, "rates", lambda: _rates_text(request, day, begun))


def _rates_text(
    request: HttpRequest, day: date, begun: datetime | None
) -> tuple[str, datetime | None]:
    """The rates of this site as JSON, and when that last changed."""
    site, page, chosen = _published_page(request)
    try:
        document = {
            "schema": _schema_url(site),
            "as_of": day.isoformat(),
            **_site_document(request, site, page, day),
        }
    except rates.ExchangeError as exc:
        raise _unfit(exc) from exc
    return _dumps(document), _changed(page, chosen, begun)


@open_data
def rates_csv(request: HttpRequest) -> HttpResponse:
    """Every version of this site's rates as one table."""
    delimiter = parameters(request, "delimiter")["delimiter"] or ","
    if delimiter not in (",", ";"):
        raise OpenDataError(400, _("“delimiter” can only be a comma or a semicolon."))
    response = send_kept(
        request,
        f"csv:{delimiter}",
        lambda: _csv_text(request, delimiter),
        content_type="text/csv; charset=utf-8",
    )
    response.headers["Content-Disposition"] = 'inline; filename="rates.csv"'
    return response


def _csv_text(request: HttpRequest, delimiter: str) -> tuple[str, datetime | None]:
    _site, page, chosen = _published_page(request)
    try:
        return rates.export_csv(page.rate_card, delimiter), _changed(page, chosen)
    except rates.ExchangeError as exc:
        raise _unfit(exc) from exc


@open_data
def rates_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the cards in the JSON."""
    parameters(request)
    return send(request, _dumps(rates.json_schema()), content_type="application/schema+json")


def _dumps(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)


def _asked_day(text: str) -> date:
    """The day that `?date=` asks for, or today in Copenhagen."""
    day, wrong = asked_day(text)
    if wrong:
        raise OpenDataError(
            400,
            _("“date” must be a day from %(first)s to %(last)s, such as 2027-01-01.")
            % {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()},
        )
    return day or today()


def _published_page(request: HttpRequest):
    """The site of the request, its fee page and when its settings changed.

    An error if the public may not read a fee page.
    """
    site = Site.find_for_request(request)
    settings = FeeSettings.for_site(site) if site else None
    page = fee_page_of(site, settings) if site else None
    if page is None or not _is_readable(request, page):
        raise OpenDataError(404, _("This site has no published fee page, and so no rates."))
    return site, page, settings.updated_at


def _is_readable(request: HttpRequest, page) -> bool:
    """Whether anyone may read `page`, and it has an address."""
    return is_public(page) and page.get_full_url(request) is not None


def _all_sites(request: HttpRequest, day: date) -> Document:
    """The rates of every site that has published some, in the order of the host names."""
    if not libfees_settings.OPEN_DATA_ALL_SITES:
        raise OpenDataError(404, _("The rates of all sites are not offered here."))
    settings = {found.site_id: found for found in FeeSettings.objects.select_related("fee_page")}
    documents = []
    for site in Site.objects.select_related("root_page").order_by("hostname", "port"):
        page = fee_page_of(site, settings[site.pk]) if site.pk in settings else None
        if page is not None and _is_readable(request, page):
            documents.append(_one_of_all(request, site, page, day))
    schema = _schema_url(Site.find_for_request(request))
    return {"schema": schema, "as_of": day.isoformat(), "sites": documents}


def _one_of_all(request: HttpRequest, site: Site, page, day: date) -> Document:
    """One site; what is wrong with its rates must not hide the others."""
    try:
        return _site_document(request, site, page, day)
    except rates.ExchangeError as exc:
        return {**_head(request, site, page), "errors": [_unfit(exc).sentence]}


def _site_document(request: HttpRequest, site: Site, page, day: date) -> Document:
    """The rates of a site; raises `ExchangeError` if no file may carry them."""
    card = page.rate_card
    change = card.next_change(day)
    return {
        **_head(request, site, page),
        "next_change": change.isoformat() if change else None,
        "current": rates.card_document(card.as_of(day)),
        "coming": rates.card_document(card.coming(day)),
        "former": rates.card_document(card.former(day)),
    }


def _head(request: HttpRequest, site: Site, page) -> Document:
    return {
        "site": {"name": site.site_name, "host": site_host(site)},
        "page": page.get_full_url(request),
    }


def _unfit(exc: rates.ExchangeError) -> OpenDataError:
    """Rates that a page can hold, but no file may carry; the library has to mend them."""
    return OpenDataError(
        500,
        _("The rates of this site cannot be given as data: %(why)s")
        % {"why": rates_error_message(exc)},
    )


def _schema_url(site: Site | None) -> str:
    """The address of the schema; of the site as configured, never as a request names it."""
    return (site.root_url if site else "") + reverse("wagtail_libfees:rates_schema")


def _changed(page, *others: datetime | None) -> datetime | None:
    """When the answer last changed: at the publication, or at one of `others` after it."""
    published = page.last_published_at
    return max([published, *filter(None, others)]) if published else None
