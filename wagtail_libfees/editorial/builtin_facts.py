"""The facts of the package itself. Amounts and numbers of days carry their unit."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .. import rates
from ..blocks.bill_words import bill_words
from .facts import IN_EITHER, IN_RATES, FactLink, FactSources, register_fact, stand_in

# Ages that every library counts as an adult's and as a child's.
ADULT, CHILD = 40, 7


@register_fact("portal", gettext_lazy("Name of the payment portal"), setting="payment_routes")
def portal(sources: FactSources) -> str:
    """As borrowers know it."""
    return sources.settings.portal_name


@register_fact(
    "portal_url", gettext_lazy("Address of the payment portal"), setting="payment_routes"
)
def portal_url(sources: FactSources) -> FactLink | None:
    """In rich text a link with the portal's name."""
    url = sources.settings.portal_url
    return FactLink(url, url, sources.settings.portal_name) if url else None


@register_fact(
    "payment_ways", gettext_lazy("The ways of paying, in a row"), setting="payment_routes"
)
def payment_ways(sources: FactSources) -> str:
    """`Mit Betalingsoverblik, MobilePay or at the desk of the library`."""
    labels = [_in_sentence(route.label, route.kind) for route in sources.settings.routes]
    return get_text_list(labels, _("or"))


def _in_sentence(label: str, kind: str) -> str:
    """The label of a way of paying within a sentence: names keep their capital letter."""
    named = kind in ("portal", "other", "betalingsservice", "mobilepay")
    return label if named else label[:1].lower() + label[1:]


@register_fact("library", gettext_lazy("Name of the library"), setting="library_name")
def library(sources: FactSources) -> str:
    """As it stands in a sentence."""
    return sources.settings.library_name


@register_fact(
    "municipality", gettext_lazy("Name of the municipality"), setting="municipality_name"
)
def municipality(sources: FactSources) -> str:
    """`Fjordby Kommune`."""
    return sources.settings.municipality_name


@register_fact(
    "municipality_genitive",
    gettext_lazy("The municipality in the genitive"),
    setting="municipality_genitive",
    form_of="municipality",
)
def municipality_genitive(sources: FactSources) -> str:
    """`Fjordby Kommunes`."""
    return sources.settings.municipality_genitive


@register_fact(
    "phone_library", gettext_lazy("Phone: the reason for a bill"), setting="contact_points"
)
def phone_library(sources: FactSources) -> FactLink | None:
    """In rich text a link that calls."""
    return _phone(_contact(sources, "reason", "phone") or stand_in(sources, "phone_library"))


@register_fact(
    "phone_payment", gettext_lazy("Phone: payment and reminder fees"), setting="contact_points"
)
def phone_payment(sources: FactSources) -> FactLink | None:
    """In rich text a link that calls."""
    return _phone(_contact(sources, "payment", "phone") or stand_in(sources, "phone_payment"))


@register_fact(
    "email_library", gettext_lazy("E-mail: the reason for a bill"), setting="contact_points"
)
def email_library(sources: FactSources) -> FactLink | None:
    """In rich text a link that writes."""
    return _email(_contact(sources, "reason", "email") or stand_in(sources, "email_library"))


@register_fact(
    "email_payment", gettext_lazy("E-mail: payment and reminder fees"), setting="contact_points"
)
def email_payment(sources: FactSources) -> FactLink | None:
    """In rich text a link that writes."""
    return _email(_contact(sources, "payment", "email") or stand_in(sources, "email_payment"))


@register_fact(
    "payment_office",
    gettext_lazy("Office for payment and reminder fees"),
    setting="contact_points",
)
def payment_office(sources: FactSources) -> str:
    """The office's name, as the contact point has it."""
    return _contact(sources, "payment", "name")


@register_fact("fee_page", gettext_lazy("Address of the fee page"), setting="fee_page")
def fee_page(sources: FactSources) -> FactLink | None:
    """In rich text a link with the page's title."""
    return sources.fee_page


@register_fact(
    "exclusion_threshold", gettext_lazy("Exclusion threshold"), IN_RATES, rate="exclusion.amount"
)
def exclusion_threshold(sources: FactSources) -> str:
    """The amount alone: `200 kr.`"""
    found = _only(sources.card.exclusions)
    return _amount(found.amount, sources) if found else ""


@register_fact(
    "exclusion_rule",
    gettext_lazy("Rule for exclusion"),
    IN_RATES,
    rate="exclusion.amount",
)
def exclusion_rule(sources: FactSources) -> str:
    """`200 kr. eller mere` or `mere end 200 kr.`"""
    found = _only(sources.card.exclusions)
    if found is None or found.amount is None:
        return ""
    words = _("%(amount)s or more") if found.inclusive else _("more than %(amount)s")
    return words % {"amount": _amount(found.amount, sources)}


@register_fact(
    "exclusion_notice_days",
    gettext_lazy("Notice in writing before exclusion"),
    IN_RATES,
    rate="exclusion.notice_days",
)
def exclusion_notice_days(sources: FactSources) -> str:
    """`7 dage`."""
    found = _only(sources.card.exclusions)
    return _days(found.notice_days if found else None)


@register_fact(
    "max_fee_adult",
    gettext_lazy("Highest overdue fee for an adult"),
    IN_RATES,
    rate="overdue_fees.groups",
)
def max_fee_adult(sources: FactSources) -> str:
    """`230 kr.`, or the word for fee-free."""
    return _highest(sources, ADULT)


@register_fact(
    "max_fee_child",
    gettext_lazy("Highest overdue fee for a child"),
    IN_RATES,
    rate="overdue_fees.groups",
)
def max_fee_child(sources: FactSources) -> str:
    """`120 kr.`, or the word for fee-free."""
    return _highest(sources, CHILD)


@register_fact(
    "handling_fee",
    gettext_lazy("Handling fee for a replacement"),
    IN_RATES,
    rate="replacement_prices.handling_fee",
)
def handling_fee(sources: FactSources) -> str:
    """What is added to a replacement price."""
    found = _only(sources.card.replacements)
    return _amount(found.handling_fee if found else None, sources)


@register_fact(
    "refund_period",
    gettext_lazy("Refund period"),
    IN_EITHER,
    setting="found_again_refund_months",
    rate="replacement_prices.refund_months",
)
def refund_period(sources: FactSources) -> str:
    """`3 måneder`; a library that never refunds has no such period."""
    found = _only(sources.card.replacements)
    months = found.refund_months if found else None
    if months is None:
        months = sources.settings.found_again_refund_months
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months} if months else ""


@register_fact(
    "bill_for_child",
    gettext_lazy("Who gets the bill for a child"),
    IN_RATES,
    rate="overdue_fees.groups",
)
def bill_for_child(sources: FactSources) -> str:
    """In sentences, for each group that has borrowers under 18; empty if one does not say it."""
    groups = [group for fees in sources.card.overdue for group in fees.groups]
    aged = [group for group in groups if not group.group.has_no_ages] or groups
    of_children = [group for group in aged if (group.group.age_from or 0) < rates.MAJORITY]
    said = {group.group.label: bill_words(group) for group in of_children}
    if not all(said.values()):
        return ""
    named = len(said) > 1
    return " ".join(f"{label}: {words}" if named else words for label, words in said.items())


@register_fact(
    "max_reminder_fee",
    gettext_lazy("Highest fee for a reminder"),
    IN_RATES,
    rate="reminder_fees.fees",
)
def max_reminder_fee(sources: FactSources) -> str:
    """Of all kinds and sizes of debt; unknown if one of them is."""
    amounts = [fee.amount for version in sources.card.reminders for fee in version.fees]
    return "" if not amounts or None in amounts else _amount(max(filter(None, amounts)), sources)


@register_fact(
    "advance_notice_days",
    gettext_lazy("Advance notice before the due date"),
    IN_EITHER,
    setting="advance_notice_days",
    rate="timings.advance_notice_days",
)
def advance_notice_days(sources: FactSources) -> str:
    """`3 dage`."""
    return _days(_timing(sources, "advance_notice_days"))


@register_fact(
    "recall_days",
    gettext_lazy("Recall after the due date"),
    IN_EITHER,
    setting="recall_days",
    rate="timings.recall_days",
)
def recall_days(sources: FactSources) -> str:
    """`14 dage`."""
    return _days(_timing(sources, "recall_days"))


@register_fact(
    "considered_lost_days",
    gettext_lazy("Days until lost"),
    IN_EITHER,
    setting="considered_lost_days",
    rate="timings.considered_lost_days",
)
def considered_lost_days(sources: FactSources) -> str:
    """`30 dage`."""
    return _days(_timing(sources, "considered_lost_days"))


@register_fact(
    "registration_delay",
    gettext_lazy("Time until a payment shows"),
    IN_EITHER,
    setting="registration_delay_hours",
    rate="timings.registration_delay_hours",
)
def registration_delay(sources: FactSources) -> str:
    """`72 timer`."""
    hours = _timing(sources, "registration_delay_hours")
    return "" if hours is None else ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


@register_fact(
    "payment_deadline_days",
    gettext_lazy("Time to pay a bill"),
    IN_EITHER,
    setting="payment_deadline_days",
    rate="timings.payment_deadline_days",
)
def payment_deadline_days(sources: FactSources) -> str:
    """`14 dage`."""
    return _days(_timing(sources, "payment_deadline_days"))


@register_fact(
    "invoice_minimum",
    gettext_lazy("Smallest invoiced debt"),
    IN_EITHER,
    setting="invoice_minimum",
    rate="timings.invoice_minimum",
)
def invoice_minimum(sources: FactSources) -> str:
    """`50 kr.`"""
    return _amount(_timing(sources, "invoice_minimum"), sources)


def _only(versions):
    """The one version in force; of several none is the fact."""
    return versions[0] if len(versions) == 1 else None


def _timing(sources: FactSources, name: str):
    """What the deadlines in force state, or else the fee settings."""
    stated = [getattr(version, name) for version in sources.card.timings]
    stated.append(getattr(sources.settings, name))
    return next((value for value in stated if value is not None), None)


def _contact(sources: FactSources, matter: str, name: str) -> str:
    """What the first contact point for `matter` that has one says in its field `name`."""
    points = [point.value for point in sources.settings.contact_points]
    of_matter = (point.get(name) for point in points if point.get("matter") == matter)
    return next(filter(None, of_matter), "")


def _phone(number: str) -> FactLink | None:
    return FactLink(number, "tel:" + re.sub(r"[^0-9+]", "", number)) if number else None


def _email(address: str) -> FactLink | None:
    return FactLink(address, f"mailto:{address}") if address else None


def _amount(amount: Decimal | None, sources: FactSources) -> str:
    return "" if amount is None else rates.format_amount(amount, sources.language)


def _days(number: int | None) -> str:
    if number is None:
        return ""
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _highest(sources: FactSources, age: int) -> str:
    """The highest fee of the group that borrowers of `age` belong to; empty if one is unknown."""
    groups = [group for fees in sources.card.overdue for group in fees.groups]
    # A library with one group and no ages has the same fees for all.
    everyone = len(groups) == 1 and groups[0].group.has_no_ages
    found = _only([g for g in groups if everyone or g.group.covers(age)])
    if found is None:
        return ""
    if found.fee_free:
        return _("fee-free")
    known = [band.amount for band in found.bands if band.state is rates.AmountState.KNOWN]
    if any(band.state is rates.AmountState.UNKNOWN for band in found.bands):
        return ""
    if not known:
        return _("fee-free") if found.bands else ""
    return _amount(max(known), sources)
