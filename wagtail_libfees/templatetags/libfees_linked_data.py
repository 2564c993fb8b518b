"""Linked data of the fee page: `{% load libfees_linked_data %}`."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..clock import today
from ..rates.linked_data import PageLanguage, Provider, linked_data, script_json

register = template.Library()


@register.inclusion_tag("wagtail_libfees/includes/json_ld.html", takes_context=True)
def libfees_rates_json_ld(context, page) -> dict:
    """The overdue fees of a fee page from today on as JSON-LD; nothing if none are stated.

    A script element of this type holds data and is not run, so a strict CSP lets it be.
    """
    request = context.get("request")
    data = linked_data(
        page.rate_card,
        today(),
        url=page.get_full_url(request) or "",
        provider=_provider(Site.find_for_request(request) if request else None),
        wording=PageLanguage(get_language() or "da", _),
    )
    # Safe: everything that could leave the script element is escaped.
    return {"json": mark_safe(script_json(data)) if data else ""}  # noqa: S308


def _provider(site) -> Provider | None:
    """The library as the site names it; a site without a name says nothing of it."""
    return Provider(site.site_name, site.root_url) if site and site.site_name else None
