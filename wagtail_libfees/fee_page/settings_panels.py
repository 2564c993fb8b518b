"""The form of the fee settings in the admin, in tabs."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from .settings.models import FeeSettings
from .settings_form import FeeSettingsForm
from .settings_tools import ExpiryPanel, LinksPanel, PaymentPreviewPanel, ToolsPanel

FEE_PAGE = [
    MultiFieldPanel(
        [PageChooserPanel("fee_page"), ExpiryPanel(), FieldPanel("fee_page_url")],
        heading=_("Where the rates are"),
    ),
    MultiFieldPanel(
        [FieldPanel("blocked_url"), FieldPanel("terms_url"), FieldPanel("accessibility_url")],
        heading=_("Other links"),
    ),
    LinksPanel(heading=_("Do the links work?")),
]
PAYMENT = [
    FieldPanel("payment_routes"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("old_balances_before"), FieldPanel("old_balances_until")]),
            FieldPanel("old_balances_place"),
            FieldPanel("old_balances_url"),
        ],
        heading=_("Older debts"),
        help_text=_("When the way of paying has changed and older debts are still paid elsewhere."),
    ),
    PaymentPreviewPanel(heading=_("How it will read")),
]
CONTACT = [
    FieldPanel("contact_points"),
    MultiFieldPanel(
        [FieldPanel("contact_channels"), FieldPanel("show_channel_prices")],
        heading=_("Channels and their order"),
    ),
]
TIMINGS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("advance_notice_days"), FieldPanel("recall_days")]),
            FieldRowPanel(
                [FieldPanel("considered_lost_days"), FieldPanel("found_again_refund_months")]
            ),
        ],
        heading=_("Reminders and lost items"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("invoice_minimum"), FieldPanel("payment_deadline_days")]),
            FieldPanel("registration_delay_hours"),
        ],
        heading=_("Bills and payments"),
    ),
]
LIBRARY = [
    MultiFieldPanel(
        [
            FieldPanel("library_name"),
            FieldPanel("municipality_name"),
            FieldPanel("municipality_genitive"),
        ],
        heading=_("Names"),
    ),
    MultiFieldPanel([FieldPanel("review_interval_months")], heading=_("Review of pages")),
    MultiFieldPanel([FieldPanel("ask_if_helped")], heading=_("Questions and answers")),
]

NOTICES = [
    FieldPanel("notice_channels"),
    FieldPanel("short_url"),
    MultiFieldPanel(
        [
            FieldPanel("sms_part_price"),
            FieldRowPanel([FieldPanel("sms_price_source"), FieldPanel("sms_price_date")]),
        ],
        heading=_("Price of SMS"),
    ),
]


def settings_tabs() -> TabbedInterface:
    """The tabs; what is not in one of them cannot be edited."""
    return TabbedInterface(
        [
            ObjectList(FEE_PAGE, heading=_("Fee page")),
            ObjectList(PAYMENT, heading=_("Payment")),
            ObjectList(CONTACT, heading=_("Contact")),
            ObjectList(TIMINGS, heading=_("Deadlines")),
            ObjectList(LIBRARY, heading=_("Library")),
            ObjectList(NOTICES, heading=_("Notices")),
            ObjectList([ToolsPanel(heading=_("Tools"))], heading=_("Tools")),
        ],
        base_form_class=FeeSettingsForm,
    )


def use_settings_form() -> None:
    """Edit the fee settings by these tabs; called once, when the app is ready."""
    FeeSettings.edit_handler = settings_tabs()
