"""Blocks of a service notice: its contact points, links and timeline."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from ..blocks.base import ProseBlock, TermBlock
from ..blocks.contact import ContactPointBlock
from ..blocks.dates import SpelledDateBlock, SpelledTimeBlock
from ..text.addresses import href


class NoticeContactBlock(ContactPointBlock):
    """Whom to ask about a notice."""

    address = TermBlock(label=_("Address"))
    login_needed = blocks.BooleanBlock(
        required=False, default=False, label=_("The web address asks for login")
    )

    class Meta:
        form_layout = [
            "matter",
            "name",
            "phone",
            "email",
            "url",
            "login_needed",
            "address",
            "hours",
        ]


class PageLinkBlock(blocks.StructBlock):
    """A link to a page, such as the rates or the questions that a notice announces."""

    page = blocks.PageChooserBlock(label=_("Page"))
    text = TermBlock(label=_("Text of the link"), help_text=_("Empty: the title of the page."))

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        form_layout = ["page", "text"]


class AddressLinkBlock(blocks.StructBlock):
    text = TermBlock(
        required=True,
        label=_("Text of the link"),
        help_text=_("Say what is there. “Here” says nothing to who listens to the page."),
    )
    url = blocks.URLBlock(
        label=_("Web address"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        icon = "link-external"
        label = _("Web address")
        form_layout = ["text", "url"]

    def get_api_representation(self, value, context=None):
        """No address that runs, wherever it came from."""
        found = super().get_api_representation(value, context)
        return {**found, "url": href(found["url"])}


class UpdateBlock(blocks.StructBlock):
    """One entry of a notice's timeline. Day and time are those of Copenhagen."""

    day = SpelledDateBlock(label=_("Day"))
    time = SpelledTimeBlock(label=_("Time"), help_text=_("Danish time."))
    text = ProseBlock(required=True, label=_("Text"))

    class Meta:
        icon = "history"
        # Wagtail has a button of that word.
        label = pgettext_lazy("noun", "Update")
        label_format = "{day} {time}"
        form_layout = ["day", "time", "text"]
