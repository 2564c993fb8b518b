"""Whom a borrower can turn to, and where a bill is paid."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import (
    EmailBlock,
    FieldsBlock,
    LenientTextMixin,
    LinkBlock,
    ProseBlock,
    TermBlock,
    without_half_typed,
)

PHONE_SHAPE = re.compile(r"\+?[0-9][0-9 ]{2,19}")


def validate_phone(value: str) -> None:
    """Raise `ValidationError` unless `value` is digits and spaces, with a plus in front or not."""
    if not PHONE_SHAPE.fullmatch(value.strip()):
        raise ValidationError(
            _("Write the phone number with digits and spaces only, for example 12 34 56 78.")
        )


class PhoneBlock(LenientTextMixin, TermBlock):
    """A phone number."""


class ContactPointValue(blocks.StructValue):
    @property
    def phone_href(self) -> str:
        """The number as a `tel:` address, or an empty string."""
        digits = re.sub(r"[^0-9+]", "", self.get("phone") or "")
        return f"tel:{digits}" if digits else ""


class ContactPointBlock(FieldsBlock):
    """One place to turn to, for one matter."""

    matter = TermBlock(
        required=True,
        label=_("What it is about"),
        help_text=_("For example: questions about the reason for a bill."),
    )
    name = TermBlock(label=_("Name"), help_text=_("The office or the desk."))
    phone = PhoneBlock(label=_("Phone"), max_length=24, validators=[validate_phone])
    email = EmailBlock(required=False, default="", label=_("E-mail"))
    url = LinkBlock(
        required=False,
        default="",
        label=_("Web address"),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    hours = TermBlock(label=_("Opening hours"))

    class Meta:
        icon = "user"
        label = _("Contact point")
        label_format = "{matter}: {name}"
        form_classname = "struct-block libfees-form"
        value_class = ContactPointValue
        form_layout = ["matter", "name", "phone", "email", "url", "hours"]


class ContactBlock(FieldsBlock):
    """Contact points by matter."""

    heading = TermBlock(label=_("Heading"))
    points = blocks.ListBlock(
        ContactPointBlock(),
        default=[],
        label=_("Contact points"),
        help_text=_("Leave it empty to show the contact points of the fee settings."),
    )

    class Meta:
        icon = "user"
        label = _("Contact")
        group = _("Text and contact")
        description = _("Whom to ask: the library about the reason, finance about the payment.")
        template = "wagtail_libfees/blocks/contact.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading", "points"]

    def get_context(self, value, parent_context=None):
        """What the template shows: of a draft no address that is none."""
        return super().get_context(without_half_typed(value), parent_context)

    def get_preview_value(self):
        point = {"matter": _("Questions about a bill"), "phone": "12 34 56 78"}
        return self.normalize({**self.get_default(), "heading": _("Contact"), "points": [point]})


class PaymentPortalBlock(FieldsBlock):
    """Where a bill is paid. Name, address and login come from the site's fee settings."""

    heading = TermBlock(label=_("Heading"))
    text = ProseBlock(label=_("Text"), help_text=_("Shown above the link to the payment portal."))

    class Meta:
        icon = "link-external"
        label = _("Payment portal")
        group = _("Text and contact")
        description = _(
            "The link to the payment portal of the fee settings. Without a portal in the "
            "settings only the text is shown."
        )
        template = "wagtail_libfees/blocks/payment_portal.html"
        preview_template = "wagtail_libfees/blocks/preview.html"
        form_layout = ["heading", "text"]

    def get_preview_value(self):
        return self.normalize(
            {"heading": _("How to pay"), "text": _("Bills are paid in the payment portal.")}
        )


# Migrations see the block that a phone number is of.
DECONSTRUCT_ALIASES = {PhoneBlock: "wagtail_libfees.blocks.base.TermBlock"}
