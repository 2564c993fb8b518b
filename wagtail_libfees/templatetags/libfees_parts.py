"""Parts of the library's pages for the templates of a site; loaded by `libfees_tags`.

Each has a block for the StreamFields of a site, in `blocks.referring`.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django import template
from django.http import QueryDict
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..caching import note_boundary
from ..calculator import calculate
from ..clock import COPENHAGEN, today
from ..models import FeeSettings, notices_for
from ..models.page_parts import KIND_OF_BLOCK
from ..notices.banner import active_language, archive_of, next_boundary
from ..site_parts import rates_of_page, shown_fee_page
from ..text.opening_hours import clock_in_words, open_state, opening_hours

register = template.Library()


@register.simple_tag(takes_context=True)
def libfees_rates(
    context, kind: str = "", group: str = "", heading: str = "", anchor: str | None = None
) -> SafeString:
    """The rates in force today on the site's fee page, as tables.

    `kind` names parts of a fee page with blanks between: `late`, `lost`, `reminders`, `blocked`,
    `timeline`, `other`; without it all. `group` is the name of a borrower group, whose overdue
    fees alone are shown. Nothing where the site has no public fee page.
    """
    kinds = set((kind or "").split())
    if unknown := kinds - set(KIND_OF_BLOCK.values()):
        raise template.TemplateSyntaxError(f"libfees_rates: no rates are called {unknown.pop()!r}.")
    page = shown_fee_page(context.get("request"))
    children = rates_of_page(page, kinds, group) if page else []
    if not children:
        return mark_safe("")
    told = {"children": children, "libfees_valid_from": None}
    return _rendered(context, "site_rates", page, told, heading, anchor)


@register.simple_tag(takes_context=True)
def libfees_calculator(context, heading: str = "", anchor: str | None = None) -> SafeString:
    """The calculator of the site's fee page; without script it answers there.

    Nothing where the site has no public fee page, or that has no overdue fees.
    """
    page = shown_fee_page(context.get("request"))
    if page is None or not page.rate_card.overdue:
        return mark_safe("")
    with translation.override(page.locale.language_code):
        told = {"page": page, "libfees_calculator": calculate(page.rate_card, QueryDict(), today())}
    return _rendered(context, "site_calculator", page, told, heading, anchor)


def _rendered(context, name: str, page, told: dict, heading: str, anchor) -> SafeString:
    """A part in the language of `page`, the fee page, marked with it where it is another one."""
    language, around = page.locale.language_code, active_language()
    shown = {
        "request": context.get("request"),
        "heading": heading,
        "anchor": anchor,
        "language": language if language != around else "",
        "fee_page": page,
        **told,
    }
    with translation.override(language):
        html = template.loader.render_to_string(f"wagtail_libfees/includes/{name}.html", shown)
    # Safe: a template escapes what it prints.
    return mark_safe(html)  # noqa: S308


@register.inclusion_tag("wagtail_libfees/includes/pay_button.html", takes_context=True)
def libfees_pay(context, heading: str = "", anchor: str | None = None) -> dict:
    """How one pays, as the fee settings say; nothing where they do not say it."""
    settings = _settings(context)
    for moment in settings.payment_ends if settings is not None else ():
        note_boundary(context.get("request"), moment)
    shown = settings if settings is not None and settings.tells_payment else None
    return {**_around(context, heading, anchor), "fee_settings": shown}


@register.simple_tag(takes_context=True)
def libfees_open_now(context, hours: str) -> str:
    """`Open now until 14`, by hours as people write them; empty where they are not understood.

    Empty on a public holiday too, when offices keep other hours, and without a request, whose
    copies in caches end with the state.
    """
    request, understood = context.get("request"), opening_hours(hours or "")
    if request is None or not understood:
        return ""
    now = datetime.now(COPENHAGEN)
    state = open_state(understood, now)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(0), COPENHAGEN)
    note_boundary(request, state.until if state else midnight)
    if state is None:
        return ""
    values = {"time": clock_in_words(state.at, active_language()) if state.at else ""}
    if state.is_open:
        return _("Open now until %(time)s") % values
    return _("Opens today at %(time)s") % values if state.at else _("Closed now")


@register.inclusion_tag("wagtail_libfees/includes/site_contact.html", takes_context=True)
def libfees_contact(
    context, matter: str = "", heading: str = "", anchor: str | None = None
) -> dict:
    """The contact points of the fee settings: all, or those of `matter` (`reason`, `payment`,
    `other`); nothing where there are none.
    """
    settings = _settings(context)
    contacts = settings.contacts(matter) if settings is not None else []
    return {**_around(context, heading, anchor), "contacts": contacts}


@register.inclusion_tag("wagtail_libfees/includes/latest_notices.html", takes_context=True)
def libfees_latest_notices(
    context, number: int = 3, heading: str = "", anchor: str | None = None
) -> dict:
    """The notices that hold now in the banner's order, at most `number`, and the archive."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    note_boundary(request, next_boundary(site))
    page = context.get("page")
    language = active_language()
    found = notices_for(site, language, place=getattr(page, "path", None) or "")
    archive_url, archive_language = archive_of(found, language)
    return {
        **_around(context, heading, anchor),
        "notices": found[:number],
        "archive_url": archive_url,
        "archive_language": archive_language,
        "language": language,
    }


def _around(context, heading: str, anchor: str | None) -> dict:
    return {"request": context.get("request"), "heading": heading, "anchor": anchor}


def _settings(context) -> FeeSettings | None:
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return None
    return FeeSettings.for_request(request)
