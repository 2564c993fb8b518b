"""Parts that tell what has its home elsewhere: in the rates, the settings, the FAQ, the notices.

They are for any StreamField, also of a page type of a site: nothing is stored but the choice of
what to show. It is read when the page is, in the language of the page, and nothing is shown that
the public may not read. Show them with `{% include_block %}`, which hands the request on.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import choices
from .base import FieldsBlock, TermBlock
from .contact_points import matter_choices


class ReferringBlock(FieldsBlock):
    """Base of the blocks that refer. They need no mixin on the page that they stand on."""

    heading = TermBlock(label=_("Heading"))

    class Meta:
        group = _("From the library’s pages")


class SiteRatesBlock(ReferringBlock):
    """The rates of the site's fee page that are in force: all, of one kind, or of one group."""

    kind = blocks.ChoiceBlock(
        choices=choices.rate_kind_choices, required=False, label=_("Which rates")
    )
    group = TermBlock(
        label=_("Only this group"),
        help_text=_("The name of a borrower group, as it stands on the fee page. Empty: all."),
    )

    class Meta:
        icon = "table"
        label = _("Rates of the fee page")
        description = _("The rates in force today, always as they stand on the fee page.")
        template = "wagtail_libfees/blocks/site_rates.html"
        form_layout = ["heading", "kind", "group"]


class CalculatorBlock(ReferringBlock):
    """The calculator of the site's fee page."""

    class Meta:
        icon = "form"
        label = _("Calculator")
        description = _("Where borrowers work out their fee, by the rates of the fee page.")
        template = "wagtail_libfees/blocks/calculator.html"
        form_layout = ["heading"]


class PayButtonBlock(ReferringBlock):
    """How one pays, as the fee settings say."""

    class Meta:
        icon = "link-external"
        label = _("Pay button")
        description = _("The way to pay that the fee settings name, with a button where it is one.")
        template = "wagtail_libfees/blocks/pay_button.html"
        form_layout = ["heading"]


class SiteContactBlock(ReferringBlock):
    """Contact points of the fee settings: all, or those of one matter."""

    matter = blocks.ChoiceBlock(choices=matter_choices, required=False, label=_("What it is about"))

    class Meta:
        icon = "user"
        label = _("Contact point of the fee settings")
        description = _("Whom to ask, as the fee settings say: one matter, or all.")
        template = "wagtail_libfees/blocks/site_contact.html"
        form_layout = ["heading", "matter"]


class LatestNoticesBlock(ReferringBlock):
    """The service notices that hold now."""

    number = blocks.IntegerBlock(default=3, min_value=1, max_value=20, label=_("How many at most"))

    class Meta:
        icon = "warning"
        label = _("Latest service notices")
        description = _("The notices that hold now, and the way to the archive.")
        template = "wagtail_libfees/blocks/latest_notices.html"
        form_layout = ["heading", "number"]
