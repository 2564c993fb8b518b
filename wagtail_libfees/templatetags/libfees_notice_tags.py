"""Words and linked data of a service notice: `{% load libfees_notice_tags %}`."""

from datetime import datetime, time

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from .. import rates
from ..clock import COPENHAGEN
from ..fee_page.settings.contact import Contact, contact_of
from ..models import FeeSettings
from ..notices import Window

register = template.Library()


@register.filter
def libfees_window(window: Window | None) -> str:
    """When something holds, in words: `Fra 1. januar 2027 til og med 3. januar 2027`."""
    if window is None:
        return ""
    if window.to_day is None:
        return _("From %(first)s until further notice") % {"first": _first(window)}
    if window.to_time is not None:
        return _("From %(first)s until %(last)s") % {
            "first": _first(window),
            "last": _day_at(window.to_day, window.to_time),
        }
    if window.from_day == window.to_day and window.from_time is None:
        return _day(window.from_day)
    return _("From %(first)s to and including %(last)s") % {
        "first": _first(window),
        "last": _day(window.to_day),
    }


@register.filter
def libfees_window_in_text(window: Window | None) -> str:
    """The same within a sentence: `fra 1. januar 2027 til og med 3. januar 2027`."""
    words = libfees_window(window)
    return words[:1].lower() + words[1:]


@register.filter
def libfees_start(window: Window) -> str:
    """When something begins, in words: `1. januar 2027 kl. 9.00`."""
    return _first(window)


@register.filter
def libfees_moment(moment: datetime | None) -> str:
    """A moment by Copenhagen's clock, in words; empty for none."""
    if moment is None:
        return ""
    local = moment.astimezone(COPENHAGEN)
    return _day_at(local.date(), local.time())


def _first(window):
    return (
        _day(window.from_day)
        if window.from_time is None
        else _day_at(window.from_day, window.from_time)
    )


def _day(day):
    return rates.format_date(day, get_language() or "da")


def _day_at(day, clock: time):
    hour = _("%(hour)s:%(minute)s") % {"hour": clock.hour, "minute": f"{clock.minute:02}"}
    return _("%(day)s at %(time)s") % {"day": _day(day), "time": hour}


@register.simple_tag(takes_context=True)
def libfees_notice_contacts(context, content) -> list[Contact]:
    """The contact points of a notice, each in the order of the site's channels."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    channels = FeeSettings.for_request(request).contact_channels if site else None
    return [contact_of(point, channels) for point in content.contacts]
