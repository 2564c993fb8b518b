"""Whom a borrower can turn to and how, in the fee settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from wagtail_libfees.blocks.contact_points import (
    CHANNEL_FIELDS,
    WEB_FIELDS,
    ContactChannelsBlock,
    ContactPointsBlock,
    channel_choices,
    channel_order,
    matter_choices,
)
from wagtail_libfees.models.links import validate_link
from wagtail_libfees.notices.core.content import ContactPoint
from wagtail_libfees.text.opening_hours import hours_in

# What a channel field is called beside its text.
_LABELS = {
    "url": _("Web"),
    "digital_post": _("Digital Post"),
    "form": _("Contact form"),
    "phone": _("Phone"),
    "phone_hours": _("Telephone hours"),
    "email": _("E-mail"),
    "address": _("Address"),
    "hours": _("Opening hours"),
}


_HOURS = ("hours", "phone_hours")


@dataclass(frozen=True)
class Detail:
    """One line of a contact point: `href` is empty for no link, `only_for` if all may use it."""

    kind: str
    text: str
    href: str = ""
    only_for: str = ""

    @property
    def is_web(self) -> bool:
        """Whether it is an address on the web, which pages show by the name of its server."""
        return self.kind in WEB_FIELDS

    @property
    def label(self) -> str:
        """What the text is."""
        return str(_LABELS[self.kind])


@dataclass(frozen=True)
class Contact:
    """A contact point as a page shows it."""

    matter: str
    name: str
    details: tuple[Detail, ...]
    login_needed: bool


@dataclass(frozen=True)
class ChannelPrice:
    """What an enquiry costs the municipality, in DKK, with who says so and from when."""

    channel: str
    amount: Decimal
    source: str
    day: date


def _href(kind: str, text: str) -> str:
    prefixes = {**dict.fromkeys(WEB_FIELDS, ""), "email": "mailto:", "phone": "tel:"}
    if kind not in prefixes:
        return ""
    return prefixes[kind] + (re.sub(r"[^0-9+]", "", text) if kind == "phone" else text)


class ContactSettingsMixin(models.Model):
    """Contact points by matter, the order of channels, and where a blocked borrower is sent."""

    contact_points = StreamField(
        ContactPointsBlock(),
        blank=True,
        verbose_name=_("contact points"),
        help_text=_("Often the library knows the reason for a bill, and finance its payment."),
    )
    contact_channels = StreamField(
        ContactChannelsBlock(),
        blank=True,
        verbose_name=_("channels in use"),
        help_text=_(
            "In the order that you want borrowers to use them. A channel that is not in the list "
            "is not shown; an empty list shows all that the contact points say."
        ),
    )
    show_channel_prices = models.BooleanField(
        _("show what an enquiry costs"),
        default=False,
        help_text=_("Shows the prices of the channels above, with source and date."),
    )
    blocked_url = models.CharField(
        _("address for blocked borrowers"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_("Where someone reads what to do who may not borrow: a path or an address."),
    )

    class Meta:
        abstract = True

    def contacts(self, matter: str = "") -> list[Contact]:
        """The contact points (those about `matter`), with the channels in use in their order."""
        order = channel_order(self.contact_channels)
        labels = {name: str(label) for name, label in matter_choices()}
        return [
            Contact(
                labels.get(child.value["matter"], ""),
                child.value["name"],
                tuple(_details(child.value, order)),
                bool(child.value.get("login_needed") and "self_service" in order),
            )
            for child in self.contact_points
            if not matter or child.value["matter"] == matter
        ]

    @property
    def payment_contacts(self) -> list[Contact]:
        """Whom to ask about paying."""
        return self.contacts("payment")

    def channel_prices(self) -> list[ChannelPrice]:
        """The prices of the channels; none unless the library shows them."""
        if not self.show_channel_prices:
            return []
        labels = {name: str(label) for name, label in channel_choices()}
        return [
            ChannelPrice(
                labels.get(child.value["channel"], ""),
                child.value["price"],
                child.value["price_source"],
                child.value["price_date"],
            )
            for child in self.contact_channels
            if child.value.get("price") is not None
        ]


def contact_of(point: ContactPoint, channels) -> Contact:
    """A contact point of a notice, in the order of the site's `channels`.

    What an editor wrote into the notice itself is shown also where the site does not use the
    channel, after the others.
    """
    used = channel_order(channels)
    order = [*used, *(channel for channel in CHANNEL_FIELDS if channel not in used)]
    said = {
        "url": point.url,
        "phone": point.phone,
        "email": point.email,
        "address": point.address,
        "hours": point.opening_hours,
    }
    return Contact(point.matter, point.name, tuple(_details(said, order)), point.login_needed)


def referral_contacts(case, settings: ContactSettingsMixin) -> list[Contact]:
    """Who answers a case of a referral, as the block `ReferralCaseBlock` has it.

    Whom the case names itself, else the contact points of the settings for its matter.
    """
    name, phone, url, hours = (case.get(part) or "" for part in ("name", "phone", "url", "hours"))
    own = ContactPoint(name=name, phone=phone, url=url, opening_hours=hours)
    if own != ContactPoint():
        return [contact_of(own, settings.contact_channels if settings else [])]
    return settings.contacts(case["point"]) if settings and case.get("point") else []


def _details(point, order: list[str]):
    """What a point says, in the order of the channels in use; hours in the active language."""
    for channel in order:
        for kind in CHANNEL_FIELDS.get(channel, ()):
            if text := point.get(kind):
                said = hours_in(text, get_language() or "da") if kind in _HOURS else text
                only_for = (point.get("email_for") or "") if kind == "email" else ""
                yield Detail(kind, said, _href(kind, text), only_for)
