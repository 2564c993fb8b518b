"""Contact points and channels of the fee settings: whom to ask about what, and how."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import AmountBlock, FieldsBlock, TermBlock
from .contact import ContactPointValue, validate_phone
from .dates import SpelledDateBlock


def matter_choices():
    """What a borrower turns to someone about; the reason and the payment are often two offices."""
    return [
        ("reason", _("The reason for a bill")),
        ("payment", _("Payment and reminder fees")),
        ("other", _("Anything else")),
    ]


def channel_choices():
    """The ways to turn to someone."""
    return [
        ("self_service", _("Self-service on the web")),
        ("digital_post", _("Digital Post")),
        ("form", _("Contact form")),
        ("phone", _("Phone")),
        ("email", _("E-mail")),
        ("in_person", _("In person")),
    ]


# The fields of a contact point that belong to each channel, in the order they are shown. Where the
# library has said no order, digital ways come first.
CHANNEL_FIELDS = {
    "self_service": ("url",),
    "digital_post": ("digital_post",),
    "form": ("form",),
    "phone": ("phone", "phone_hours"),
    "email": ("email",),
    "in_person": ("address", "hours"),
}


def _web_address(label, help_text="") -> blocks.URLBlock:
    return blocks.URLBlock(
        required=False,
        default="",
        max_length=500,
        label=label,
        help_text=help_text,
        validators=[URLValidator(schemes=["http", "https"])],
    )


# The fields of a contact point that are addresses on the web.
WEB_FIELDS = ("url", "digital_post", "form")


class MatterPointBlock(FieldsBlock):
    """One office or desk, for one matter. Nothing but the matter and the name has to be there."""

    matter = blocks.ChoiceBlock(choices=matter_choices, label=_("What it is about"))
    name = TermBlock(required=True, label=_("Who answers"), help_text=_("The office or the desk."))
    phone = TermBlock(label=_("Phone"), max_length=24, validators=[validate_phone])
    phone_hours = TermBlock(
        label=_("Telephone hours"), help_text=_("When the telephone is answered.")
    )
    email = blocks.EmailBlock(required=False, default="", label=_("E-mail"))
    email_for = TermBlock(
        label=_("Who may write e-mails"),
        help_text=_("For example: those who are exempt from Digital Post. Empty: everyone."),
    )
    url = _web_address(_("Web address"), _("Self-service on the web."))
    digital_post = _web_address(
        _("Digital Post"), _("The address at which a borrower writes to you by Digital Post.")
    )
    form = _web_address(_("Contact form"))
    address = TermBlock(label=_("Address"))
    hours = TermBlock(label=_("Opening hours"))
    login_needed = blocks.BooleanBlock(
        required=False, default=False, label=_("The web address asks for login")
    )

    class Meta:
        icon = "user"
        label = _("Contact point")
        label_format = "{matter}: {name}"
        value_class = ContactPointValue
        form_layout = [
            "matter",
            "name",
            "url",
            "login_needed",
            "digital_post",
            "form",
            "phone",
            "phone_hours",
            "email",
            "email_for",
            "address",
            "hours",
        ]

    def clean(self, value):
        """Refuse a port that cannot be, which Django's validator lets through."""
        cleaned = super().clean(value)
        wrong = {
            field: ValidationError(_("This is not a valid address."))
            for field in WEB_FIELDS
            if not _has_port_that_can_be(cleaned.get(field) or "")
        }
        if wrong:
            raise StructBlockValidationError(block_errors=wrong)
        return cleaned


def _has_port_that_can_be(address: str) -> bool:
    try:
        _port = urlsplit(address).port
    except ValueError:
        return False
    return True


class ContactChannelBlock(FieldsBlock):
    """One channel in use, and what an enquiry through it costs the municipality."""

    channel = blocks.ChoiceBlock(choices=channel_choices, label=_("Channel"))
    price = AmountBlock(
        label=_("Price of an enquiry (DKK)"),
        help_text=_("What it costs the municipality. Shown only if you turn prices on below."),
    )
    price_source = TermBlock(label=_("Source of the price"))
    price_date = SpelledDateBlock(required=False, label=_("Date of the price"), past=True)

    class Meta:
        icon = "comment"
        label = _("Channel")
        label_format = "{channel}"
        form_layout = ["channel", "price", "price_source", "price_date"]

    def clean(self, value):
        """A price without its source and date is a rumour."""
        cleaned = super().clean(value)
        if cleaned.get("price") is None or self.is_deferred_validation:
            return cleaned
        missing = {
            name: ValidationError(_("Say where the price comes from and from when it is."))
            for name in ("price_source", "price_date")
            if not cleaned.get(name)
        }
        if missing:
            raise StructBlockValidationError(block_errors=missing)
        return cleaned


class ContactChannelsBlock(blocks.StreamBlock):
    """The channels in use, the first choice first; each at most once."""

    channel = ContactChannelBlock()

    class Meta:
        required = False

    def clean(self, value, *args, **kwargs):
        """The same channel twice would have two places in the order."""
        cleaned = super().clean(value, *args, **kwargs)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(cleaned):
            name = child.value.get("channel")
            if name in seen:
                errors[index] = ValidationError(_("This channel is in the list already."))
            seen.add(name)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


class ContactPointsBlock(blocks.StreamBlock):
    point = MatterPointBlock()

    class Meta:
        required = False


def channel_order(channels) -> list[str]:
    """The channels in use, in the editor's order; all of them if the editor has said nothing."""
    used = [child.value["channel"] for child in channels or [] if child.value.get("channel")]
    return used or list(CHANNEL_FIELDS)
