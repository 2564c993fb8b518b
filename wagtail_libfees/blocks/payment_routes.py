"""The ways a bill can be paid, in the fee settings: several at once, the first choice first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import FieldsBlock, TermBlock
from .dates import SpelledDateBlock


def route_kind_choices():
    """The ways to pay. "none" is an answer; an empty list is not."""
    return [
        ("portal", _("Payment portal")),
        ("netbank", _("Bank transfer with the payment line of the bill")),
        ("card_by_post", _("Payment slip by post")),
        ("betalingsservice", _("Betalingsservice")),
        ("mobilepay", _("MobilePay")),
        ("desk", _("At the desk of the library")),
        ("instalments", _("Instalments")),
        ("other", _("Another way, or a page that tells how")),
        ("none", _("Nobody can pay online; borrowers ask the library how to pay")),
    ]


def audience_choices():
    """For whom a way of paying is, where it is not for everybody."""
    return [
        ("without_mitid", _("Those without MitID")),
        ("exempt", _("Those who are exempt from Digital Post")),
        ("guardians", _("Parents and guardians")),
        ("institutions", _("Institutions and companies")),
    ]


# The ways that have no words without a name.
NAMED = ("portal", "other")


def route_errors(route: Mapping[str, Any]) -> dict[str, ValidationError]:
    """What does not fit together in one way of paying, by field, each with its mend."""
    name, url, kind = (route.get(field) for field in ("name", "url", "kind"))
    if kind == "none" and (name or url):
        return {
            "kind": ValidationError(
                _("With no way to pay online there is no name and no address. Empty them.")
            )
        }
    if not name and (url or kind in NAMED):
        return {"name": ValidationError(_("Write a name, so that the link can say it."))}
    return _value_errors(kind, url)


def _value_errors(kind: str | None, url: str | None) -> dict[str, ValidationError]:
    """What is no way of paying and no address; Django lets passwords and impossible ports
    through."""
    if kind not in dict(route_kind_choices()):
        return {"kind": ValidationError(_("Choose a way of paying."))}
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
            parts = urlsplit(url)
            if parts.port == 0 or parts.username or parts.password:
                raise ValueError
    except (ValidationError, ValueError):
        wrong = _("Write an address that begins with https://, without a user and a password.")
        return {"url": ValidationError(wrong)}
    return {}


def list_errors(routes: list[Mapping[str, Any]]) -> dict[int, ValidationError]:
    """What does not fit together in the list, by the place of the way of paying in it."""
    errors, seen = {}, set()
    for index, route in enumerate(routes):
        same = (route.get("kind"), route.get("name"), route.get("audience"))
        if same in seen:
            errors[index] = ValidationError(_("This way of paying is in the list already."))
        elif route.get("kind") == "none" and len(routes) > 1:
            errors[index] = ValidationError(
                _("“Nobody can pay online” stands alone. Remove it, or the other ways of paying.")
            )
        seen.add(same)
    return errors


class PaymentRouteBlock(FieldsBlock):
    """One way to pay. Nothing but the kind has to be there, and the name of a portal."""

    kind = blocks.ChoiceBlock(
        choices=route_kind_choices, default="portal", label=_("Way of paying")
    )
    name = TermBlock(
        label=_("Name"),
        help_text=_("As borrowers know it: the portal, the branch, or a MobilePay number."),
    )
    url = blocks.URLBlock(
        required=False,
        default="",
        max_length=500,
        label=_("Web address"),
        help_text=_("Where one pays or reads how. The first with an address is the button."),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    login_needed = blocks.BooleanBlock(
        required=False, default=False, label=_("The web address asks for login")
    )
    audience = blocks.ChoiceBlock(
        choices=audience_choices,
        required=False,
        label=_("Only for"),
        help_text=_("Empty: for everybody."),
    )
    until = SpelledDateBlock(
        required=False,
        label=_("Last day"),
        help_text=_("After this day no page tells it. Empty: until you remove it."),
    )

    class Meta:
        icon = "tag"
        label = _("Way of paying")
        label_format = "{kind} {name}"
        form_layout = ["kind", "name", "url", "login_needed", "audience", "until"]

    def clean(self, value):
        """A name and an address where the way of paying has them."""
        cleaned = super().clean(value)
        if errors := route_errors(cleaned):
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class PaymentRoutesBlock(blocks.StreamBlock):
    """The ways of paying, the first choice first."""

    route = PaymentRouteBlock()

    class Meta:
        required = False

    def clean(self, value, *args, **kwargs):
        """The same way twice would have two places in the order."""
        cleaned = super().clean(value, *args, **kwargs)
        if errors := list_errors([child.value for child in cleaned]):
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
