"""The template tags of the package: `{% load libfees_tags %}`."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.rich_text import RichText, expand_db_html

from wagtail_libfees import rates
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.models import FeeSettings, notices_for, resolve_fee_page
from wagtail_libfees.models.notices import active_language
from wagtail_libfees.rates.labels import band_label

register = template.Library()


@register.simple_tag(takes_context=True)
def libfees_fee_page_url(context) -> str:
    """The address of the site's fee page in the active language, or an empty string."""
    link = resolve_fee_page(context.get("request"))
    return link.url if link else ""


@register.simple_tag(takes_context=True)
def libfees_settings_of_site(context) -> FeeSettings | None:
    """The fee settings of the site that the request is for; None without a site."""
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return None
    return FeeSettings.for_request(request)


@register.inclusion_tag("wagtail_libfees/notices.html", takes_context=True)
def libfees_notices(context) -> dict:
    """The banner: the notices that hold now, at most `NOTICE_LIMIT`, and a link to the rest."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    notices = notices_for(site, active_language())
    limit = libfees_settings.NOTICE_LIMIT
    more = notices[limit:]
    return {
        "request": request,
        "notices": notices[:limit],
        "archive": more[0].get_parent() if more else None,
        "language": active_language(),
    }


@register.simple_tag(takes_context=True)
def libfees_richtext(context, value) -> SafeString:
    """Rich text as HTML, expanded together with all other rich text of the page."""
    if not value:
        return mark_safe("")
    text = value if isinstance(value, RichText) else RichText(value)
    texts = context.get("libfees_texts")
    # Trusted as Wagtail trusts it: rich text was cleaned when it was stored.
    return mark_safe(texts.html_of(text) if texts else expand_db_html(text.source))  # noqa: S308


@register.filter
def libfees_amount(value: Decimal | None) -> str:
    """An amount in DKK in the active language: `1.234,50 kr.`; a dash in words if unknown."""
    if value is None:
        return _("not stated")
    return rates.format_amount(Decimal(value), get_language() or "da")


@register.filter
def libfees_date(value) -> str:
    """A date in words in the active language: `1. januar 2027`; empty for no date."""
    return rates.format_date(value, get_language() or "da") if value else ""


@register.filter
def libfees_days(row) -> str:
    """The days of a band or a table row: `1-7 dage`, `Efter 30 dage`."""
    band = rates.Band(row.from_day, row.to_day)
    return band_label(band, get_language() or "da")


@register.simple_tag
def libfees_fee(band) -> SafeString | str:
    """What a band costs: an amount, "fee-free" or "not stated"; None is a fee-free group's."""
    if band is None or band.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if band.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    amount = libfees_amount(band.amount)
    return format_html("{} {}", amount, _("+ replacement")) if band.replacement_added else amount


@register.filter
def libfees_anchor(block_id: str | None) -> str:
    """The anchor of a question. It stands on the answer, inside `<details>`: a link opens it."""
    return f"q-{block_id}" if block_id else ""


@register.simple_tag
def libfees_reminder_scope(fee) -> str:
    """What a reminder fee applies to: a tier of debt, a kind of claim, or every reminder."""
    rate = fee.to_rates()
    if rate.basis is rates.ReminderBasis.CLAIM:
        return rate.claim
    if rate.basis is rates.ReminderBasis.FLAT:
        return _("Every reminder")
    low, high = _tier_edges(rate)
    return (
        _("Debt %(low)s and %(high)s") % {"low": low, "high": high}
        if low and high
        else (_("Debt %(edge)s") % {"edge": low or high} if low or high else _("Every debt"))
    )


def _tier_edges(rate: rates.ReminderFee) -> tuple[str, str]:
    """The lower and the upper edge of a tier in words; empty for an open one."""
    low = high = ""
    if rate.debt_from is not None:
        words = _("of %(amount)s or more") if rate.from_inclusive else _("over %(amount)s")
        low = words % {"amount": libfees_amount(rate.debt_from)}
    if rate.debt_to is not None:
        words = _("up to and including %(amount)s") if rate.to_inclusive else _("under %(amount)s")
        high = words % {"amount": libfees_amount(rate.debt_to)}
    return low, high
