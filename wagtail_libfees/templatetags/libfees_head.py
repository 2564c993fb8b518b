"""The head of a page, and the way to it; loaded by `libfees_tags`."""

from django import template
from django.utils.safestring import mark_safe
from wagtail.models import AbstractPage, Site

from ..conf import libfees_settings
from ..editorial.fact_values import Facts
from ..models import facts_of_site
from ..models.base import LibfeesPageMixin
from ..models.private_pages import PrivatePageMixin
from ..notices.banner import active_language
from ..page_cache import HEAD, kept_part
from ..page_head import Alternate, Crumb, PageHead, breadcrumbs, page_head, public_translations
from ..rates.linked_data import script_json

register = template.Library()

DONE = "libfees_head"


@register.simple_tag(takes_context=True)
def libfees_head(context) -> str:
    """Description, canonical address, languages, Open Graph, feeds and linked data of the page.

    Once for a page: a base template that calls it for all pages of the site spares ours the same.
    `HEAD_PARTS` says which of them the package writes. Feeds are named on every page, but for a
    page that is for staff.
    """
    page = context.get("page")
    if context.render_context.get(DONE) or isinstance(page, PrivatePageMixin):
        return ""
    context.render_context[DONE] = True
    template = context.template.engine.get_template("wagtail_libfees/includes/head.html")
    # Safe: a template escapes what it prints.
    return mark_safe(  # noqa: S308
        kept_part(context, HEAD, lambda: template.render(context.new(_told(context, page))))
    )


def _told(context, page) -> dict:
    """What the template of the head is told."""
    head = _head(context, page)
    parts = dict.fromkeys(libfees_settings.HEAD_PARTS, True)
    if head and (context.get("libfees_other_day") or _asked(context)):
        # One of countless answers, which is in no index.
        parts.update(canonical=False, languages=False)
    # Safe: everything that could leave the script element is escaped.
    json = mark_safe(script_json(list(head.nodes))) if head else ""  # noqa: S308
    return {
        "head": head,
        "parts": parts,
        "canonical": _canonical(context, head),
        "json": json,
        "language": active_language(),
    }


def _head(context, page) -> PageHead | None:
    request = context.get("request")
    if request is None or not isinstance(page, AbstractPage):
        return None
    description = ""
    if not isinstance(page, LibfeesPageMixin):
        words = getattr(page, "search_description", "")
        description = facts_in(context).text(words) if words else ""
    return page_head(page, request, description)


def facts_in(context) -> Facts:
    """The facts of the page that is shown; of the request's site on a page of another type."""
    facts = context.get("libfees_facts")
    if facts is None:
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        facts = facts_of_site(site, active_language())
    return facts


def _asked(context) -> bool:
    return bool(getattr(context.get("libfees_calculator"), "asked", False))


def _canonical(context, head: PageHead | None) -> str:
    """The address by which the page is known; a further page of the archive has its own."""
    number = getattr(context.get("notices_over"), "number", 1)
    if head is None:
        return ""
    return f"{head.url}?page={number}" if number > 1 else head.url


@register.simple_tag(takes_context=True)
def libfees_breadcrumbs(context) -> tuple[Crumb, ...]:
    """The way from the front page to the page; nothing on the front page, and for no page."""
    page, request = context.get("page"), context.get("request")
    if request is None or not isinstance(page, AbstractPage) or not page.pk:
        return ()
    return breadcrumbs(page, request)


@register.simple_tag(takes_context=True)
def libfees_languages(context) -> tuple[Alternate, ...]:
    """The page in each language in which it is public, itself included."""
    page, request = context.get("page"), context.get("request")
    if request is None or not isinstance(page, AbstractPage):
        return ()
    return public_translations(page, request)
