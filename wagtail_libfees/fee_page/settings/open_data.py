"""`settings.json`: where the fees of a site are read and paid, for apps and other front ends.

Nothing but what a public page of the site says or links to.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_libfees.models import FeeSettings, resolve_fee_page
from wagtail_libfees.models.links import as_uri, safe_link
from wagtail_libfees.sites import site_host
from wagtail_libfees.views.data_responses import (
    OpenDataError,
    open_data,
    parameters,
    send,
    send_kept,
)

from .payment import ONE_WAY, PaymentRoute

FORMAT, VERSION = "wagtail-libfees/settings", 1


@open_data
def settings_json(request: HttpRequest) -> HttpResponse:
    """The addresses of this site, in its source language."""
    parameters(request)
    return send_kept(request, "settings", lambda: (_settings_text(request), None))


def _settings_text(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    if site is None:
        raise OpenDataError(404, _("There is no site at this address."))
    return _dumps(settings_document(site, FeeSettings.for_request(request)))


@open_data
def settings_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of `settings.json`."""
    parameters(request)
    return send(request, _dumps(schema_document()), content_type="application/schema+json")


def schema_document() -> dict[str, Any]:
    file = resources.files(__package__).joinpath("schema", f"settings-{VERSION}.json")
    return json.loads(file.read_text(encoding="utf-8"))


def settings_document(site: Site, settings: FeeSettings) -> dict[str, Any]:
    """What the settings say, every address absolute."""
    return {
        "schema": as_uri(site.root_url + reverse("wagtail_libfees:settings_schema")),
        "format": FORMAT,
        "version": VERSION,
        "site": {"name": site.site_name, "host": site_host(site)},
        "fee_page": _fee_page(site),
        "payment": _one_way(settings),
        "portal": _portal(site, settings),
        "payment_routes": [_route(site, route) for route in settings.routes],
        "blocked": _absolute(site, settings.blocked_url),
        "terms": _absolute(site, settings.terms_url),
        "accessibility": _absolute(site, settings.accessibility_url),
    }


def _fee_page(site: Site) -> str | None:
    link = resolve_fee_page(site, site.root_page.locale.language_code)
    if link is None:
        return None
    address = link.page.full_url if link.page else None
    return as_uri(address) if address else _absolute(site, link.url)


def _one_way(settings: FeeSettings) -> str | None:
    """The first way of paying that has a word of its own in version 1 of the format."""
    return next((ONE_WAY[route.kind] for route in settings.routes if route.kind in ONE_WAY), None)


def _portal(site: Site, settings: FeeSettings) -> dict[str, Any] | None:
    return _place(site, settings.portal) if settings.portal else None


def _place(site: Site, route: PaymentRoute) -> dict[str, Any]:
    return {
        "name": route.name,
        "url": _absolute(site, route.url),
        # Not ticked can mean that nobody thought of it.
        "login_needed": True if route.login_needed else None,
    }


def _route(site: Site, route: PaymentRoute) -> dict[str, Any]:
    return {
        "kind": route.kind,
        **_place(site, route),
        "name": route.name or None,
        "label": route.label,
        "audience": route.audience or None,
        "until": route.until.isoformat() if route.until else None,
    }


def _absolute(site: Site, address: str) -> str | None:
    """The address with its host; None for none, or for one stored around the form's rule."""
    link = safe_link(address)
    return as_uri(urljoin(f"{site.root_url}/", link)) if link else None


def _dumps(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)
