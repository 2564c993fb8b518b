"""Linked data of the fee page: `{% load libfees_linked_data %}`."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..clock import today
from ..rates.linked_data import Node, PageLanguage, Provider, graph, linked_data, script_json

register = template.Library()


@register.inclusion_tag("wagtail_libfees/includes/json_ld.html", takes_context=True)
def libfees_rates_json_ld(context, page) -> dict:
    """The overdue fees of a fee page as JSON-LD, with the page and its place in the site.

    Nothing if no fees are stated. A script element of this type holds data and is not run, so a
    strict CSP lets it be.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    services = linked_data(
        page.rate_card,
        today(),
        provider=_provider(site),
        wording=PageLanguage(get_language() or "da", _),
    )
    nodes = [_web_page(page, request), *_breadcrumbs(page, site, request), *services]
    # Safe: everything that could leave the script element is escaped.
    return {"json": mark_safe(script_json(graph(nodes))) if services else ""}  # noqa: S308


def _provider(site) -> Provider | None:
    """The library as the site names it; a site without a name says nothing of it."""
    return Provider(site.site_name, site.root_url) if site and site.site_name else None


def _web_page(page, request) -> Node:
    node = {
        "@type": "WebPage",
        "@id": page.get_full_url(request) or "",
        "name": page.title,
        "inLanguage": page.locale.language_code,
    }
    if page.last_published_at:
        node["dateModified"] = page.last_published_at.date().isoformat()
    return node


def _breadcrumbs(page, site, request) -> list[Node]:
    """The way from the front page of the site to `page`; none outside a site."""
    root = site and site.root_page
    above = page.depth - root.depth - 1 if root else -1
    if above < 0:
        return []
    # A page right below the front page, as most fee pages are, asks for nothing.
    between = list(page.get_ancestors().order_by("depth"))[-above:] if above else []
    way = [(site.site_name or root.title, site.root_url)]
    way += [(found.title, found.get_full_url(request)) for found in [*between, page]]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(way, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
