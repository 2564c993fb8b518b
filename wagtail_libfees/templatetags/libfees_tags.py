"""The template tags of the package: `{% load libfees_tags %}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.rich_text import RichText, expand_db_html

from .. import rates
from ..blocks.keys import key_of
from ..editorial.fact_values import Facts
from ..models import FeeSettings, facts_of_site, resolve_fee_page
from ..models.addresses import QUESTION, address_path
from ..models.links import href
from ..models.reviews import review_dates
from ..notices.banner import active_language
from ..rates.labels import band_label
from .libfees_notices import register as notice_library

register = template.Library()
# One `load` for all that a base template needs.
register.tags.update(notice_library.tags)


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


@register.simple_tag
def libfees_reviewed_on(page) -> date | None:
    """The day on which somebody last read `page` through and found it true; None if nobody did."""
    return review_dates([page.pk]).get(page.pk) if page.pk else None


@register.simple_tag(takes_context=True)
def libfees_richtext(context, value) -> SafeString:
    """Rich text as HTML, facts filled in, expanded with all other rich text of the page."""
    if not value:
        return mark_safe("")
    text = value if isinstance(value, RichText) else RichText(value)
    texts = context.get("libfees_texts")
    if texts is None or not texts.holds(text):
        # The texts of the page's own stream are filled already; a value is not filled again.
        text = RichText(_facts(context).html(text.source))
    # Trusted as Wagtail trusts it: rich text was cleaned when it was stored.
    return mark_safe(texts.html_of(text) if texts else expand_db_html(text.source))  # noqa: S308


@register.simple_tag(takes_context=True)
def libfees_text(context, value) -> str:
    """A plain text with its facts filled in."""
    return conditional_escape(_facts(context).text(str(value or "")))


def _facts(context) -> Facts:
    """The facts of the page that is shown; of the request's site on a page of another type."""
    facts = context.get("libfees_facts")
    if facts is None:
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        facts = facts_of_site(site, active_language())
    return facts


@register.filter
def libfees_href(address) -> str:
    """An address for an attribute; empty for one that no link may lead to (`javascript:`)."""
    return href(address)


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
    if not band.replacement_added:
        return amount
    return format_html('{} <span class="libfees-extra">{}</span>', amount, _("+ replacement"))


@register.filter
def libfees_anchor(block_id: str | None) -> str:
    """The anchor of a question. It stands on the answer, inside `<details>`: a link opens it."""
    return f"q-{block_id}" if block_id else ""


@register.simple_tag(takes_context=True)
def libfees_question_address(context, block_id: str | None) -> str:
    """The permanent address of a question of the page; empty where it has none."""
    keys = context.get("libfees_question_keys") or {}
    return address_path(QUESTION, keys.get(key_of(block_id)))


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


@register.simple_tag
def libfees_price(charge) -> str:
    """What something costs in a comparison of old and new rates; None is "not there"."""
    if charge is None:
        return _("Not in the rates")
    if charge.state is rates.AmountState.FEE_FREE:
        return _("Fee-free")
    if charge.state is rates.AmountState.UNKNOWN:
        return _("Not stated")
    amount = libfees_amount(charge.amount)
    # What else decides a charge has one word in the rates core; see `rates.Charge`.
    texts = {
        "replacement_added": _("%(amount)s + replacement"),
        "purchase_price": _("The purchase price"),
        "surcharge": _("The purchase price + %(amount)s"),
        "per_part": _("%(amount)s for each part"),
        "inclusive": _("%(amount)s or more"),
        "exclusive": _("more than %(amount)s"),
    }
    return texts.get(charge.how, "%(amount)s") % {"amount": amount}


@register.simple_tag
def libfees_change_subject(change) -> str:
    """What a change of rates is about, in words."""
    if change.from_day is not None:
        band = rates.Band(change.from_day, change.to_day)
        return f"{change.subject}, {_days_in_text(band)}"
    subjects = {
        "exclusions": _("You cannot borrow when you owe"),
        "reminders": _("Reminder fee"),
        "replacements": _("Lost or damaged: %(what)s"),
    }
    text = subjects.get(change.kind, "%(what)s") % {"what": change.subject}
    low, high = _edge_words(change.debt_from, change.debt_to)
    tier = " ".join(filter(None, [low, high]))
    return f"{text}, {tier}" if tier else text


def _edge_words(low, high) -> tuple[str, str]:
    """The edges of a debt in words, without saying which of them belong."""
    return (
        _("debt from %(amount)s") % {"amount": libfees_amount(low)} if low is not None else "",
        _("debt to %(amount)s") % {"amount": libfees_amount(high)} if high is not None else "",
    )


@register.simple_tag
def libfees_step(step) -> str:
    """One step of a timeline as a sentence."""
    day = step.day
    before = -day if day else 0
    amount = libfees_amount(step.amount)
    texts = {
        rates.StepKind.ADVANCE_NOTICE: ngettext(
            "%(before)s day before the due date: we remind you",
            "%(before)s days before the due date: we remind you",
            before,
        ),
        rates.StepKind.RECALL: _("Day %(day)s: we ask for the item"),
        rates.StepKind.LOST: _("Day %(day)s: the item counts as lost, and you get a bill for it"),
        rates.StepKind.EXCLUSION: _exclusion_step(step.inclusive),
        rates.StepKind.REMINDER: _("If you do not pay the bill: %(amount)s for a reminder"),
    }
    text = texts.get(step.kind) or _fee_step(step)
    return text % {"day": day, "before": before, "amount": amount}


def _exclusion_step(inclusive: bool) -> str:
    """The sentence for the step at which the threshold is reached, or passed."""
    if inclusive:
        return _("Day %(day)s: you can no longer borrow (%(amount)s or more)")
    return _("Day %(day)s: you can no longer borrow (more than %(amount)s)")


def _fee_step(step) -> str:
    """The sentence for a step of the fee itself."""
    if step.state is rates.AmountState.FEE_FREE:
        return _("From day %(day)s: no fee")
    if step.state is rates.AmountState.UNKNOWN:
        return _("From day %(day)s: the fee is not stated")
    if step.replacement_added:
        return _("From day %(day)s: %(amount)s, and you pay for the item")
    return _("From day %(day)s: %(amount)s")


@register.simple_tag
def libfees_total(estimate) -> str:
    """The answer of the calculator in one sentence."""
    if estimate.state is rates.AmountState.FEE_FREE:
        return _("It costs nothing: the group is fee-free.")
    if estimate.state is rates.AmountState.UNKNOWN:
        return _("The rates do not say what it costs. Ask the library.")
    return _("It costs %(amount)s in all.") % {"amount": libfees_amount(estimate.total)}


@register.simple_tag
def libfees_line(line) -> str:
    """Why one fee is what it is, and when it next changes."""
    number = ", ".join(str(position + 1) for position in line.items)
    fee = line.fee
    parts = [
        ngettext(
            "Item %(number)s: %(days)s day overdue, %(fee)s.",
            "Item %(number)s: %(days)s days overdue, %(fee)s.",
            fee.days,
        )
        % {"number": number, "days": fee.days, "fee": _line_fee(fee)}
    ]
    if len(line.items) > 1:
        parts.append(_("These items belong together and cost one fee."))
    if line.next_change is not None:
        parts.append(
            _("From %(day)s it is %(fee)s.")
            % {
                "day": libfees_date(line.next_change.day),
                "fee": _line_fee(line.next_change.fee),
            }
        )
    return " ".join(parts)


def _line_fee(fee) -> str:
    """The fee with the band that says it, for a sentence."""
    if fee.state is rates.AmountState.FEE_FREE:
        return _("no fee")
    if fee.state is rates.AmountState.UNKNOWN:
        return _("a fee that is not stated")
    amount = libfees_amount(fee.amount)
    if fee.band is None:
        return amount
    return _("%(amount)s (%(band)s)") % {"amount": amount, "band": _days_in_text(fee.band)}


def _days_in_text(band) -> str:
    """The days of a band inside a sentence: `efter 30 dage`."""
    label = band_label(band, get_language() or "da")
    return label[:1].lower() + label[1:]
