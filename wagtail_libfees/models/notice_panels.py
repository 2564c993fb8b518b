"""The editor's view of a service notice, in the order in which a notice is thought out."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .panels import FindingsPanel
from .payment_change import PaymentChangeMixin

WINDOW_PANEL = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("from_day"), FieldPanel("from_time")]),
        FieldRowPanel([FieldPanel("to_day"), FieldPanel("to_time")]),
        FieldPanel("review_day"),
    ],
    heading=_("Shown"),
    help_text=_(
        "Times are Danish. Without a time, the whole day counts. The notice can be read at "
        "its own address as soon as it is published."
    ),
)

PERIOD_PANEL = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("period_from_day"), FieldPanel("period_from_time")]),
        FieldRowPanel([FieldPanel("period_to_day"), FieldPanel("period_to_time")]),
    ],
    heading=_("When it takes place"),
    help_text=_(
        "For example the day that the library is closed, when the notice is shown some days "
        "before. Calendars show these days."
    ),
)

ABOUT_PANEL = MultiFieldPanel(
    [
        FieldPanel("branches", widget=forms.CheckboxSelectMultiple),
        FieldPanel("services"),
        FieldPanel("scope"),
        FieldPanel("section"),
    ],
    heading=_("What and where it is about"),
)

INTERNAL_PANEL = MultiFieldPanel(
    [FieldPanel("responsible"), FieldPanel("show_again")],
    heading=_("For the library"),
    help_text=_("Borrowers do not see this."),
)


def notice_panels() -> list:
    """The panels of a notice."""
    return [
        FindingsPanel(heading=_("To look at")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("severity")]),
        FieldPanel("lead", attrs={"data-controller": "libfees-fact-field"}),
        MultiFieldPanel(
            [
                FieldPanel("text"),
                FieldPanel("changes"),
                FieldPanel("unchanged"),
                FieldPanel("to_do"),
            ],
            heading=_("Text"),
        ),
        WINDOW_PANEL,
        PERIOD_PANEL,
        ABOUT_PANEL,
        PaymentChangeMixin.payment_change_panel,
        MultiFieldPanel([FieldPanel("contacts"), FieldPanel("links")], heading=_("Further help")),
        FieldPanel("updates"),
        FieldPanel("image"),
        INTERNAL_PANEL,
    ]
