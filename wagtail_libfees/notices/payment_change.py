"""What a notice of a new payment solution has to say.

Source of the questions: KOMBIT's task sheet on the debtor integration: which balances are shown
where, until when the old way works, and whether paying asks for login.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..models.fields import WebLinkField
from .choices import PAYMENT_CHANGE, login_choices
from .core.content import PaymentChange

# In the order in which an editor is asked.
PAYMENT_FIELDS = (
    "cut_off_day",
    "old_balances",
    "old_url",
    "old_channel_ends",
    "new_balances",
    "new_url",
    "login_needed",
)


class PaymentChangePanel(MultiFieldPanel):
    """Open on a notice of the kind that it is for, folded on every other."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self):
            """The classes of the panel; `collapsed` folds it."""
            folded = [] if self.instance.kind == PAYMENT_CHANGE else ["collapsed"]
            return [*super().classes(), *folded]


def _web_address(label):
    return WebLinkField(label, blank=True)


class PaymentChangeMixin(models.Model):
    """The fields that a notice of the kind “New payment solution” asks for."""

    cut_off_day = models.DateField(
        _("first day of the new solution"),
        null=True,
        blank=True,
        help_text=_("Balances from before this day are the old ones."),
    )
    old_balances = models.TextField(
        _("old balances"),
        max_length=500,
        blank=True,
        help_text=_("Where borrowers see and pay what they owed before that day."),
    )
    old_url = _web_address(_("address for old balances"))
    old_channel_ends = models.DateField(
        _("last day of the old solution"),
        null=True,
        blank=True,
        help_text=_("The last day on which borrowers can pay there."),
    )
    new_balances = models.TextField(
        _("new balances"),
        max_length=500,
        blank=True,
        help_text=_("Where borrowers see and pay what they owe from that day on."),
    )
    new_url = _web_address(_("address for new balances"))
    login_needed = models.BooleanField(
        _("paying asks for login"), null=True, blank=True, choices=login_choices
    )

    payment_change_panel = PaymentChangePanel(
        [
            FieldPanel("cut_off_day"),
            FieldPanel("old_balances"),
            FieldRowPanel([FieldPanel("old_url"), FieldPanel("old_channel_ends")]),
            FieldPanel("new_balances"),
            FieldRowPanel([FieldPanel("new_url"), FieldPanel("login_needed")]),
        ],
        heading=_("New payment solution"),
        help_text=_(
            "Only for a notice of that kind. It cannot be published while one of these is empty: "
            "each is a question that borrowers ask."
        ),
    )

    class Meta:
        abstract = True

    @property
    def payment_change(self) -> PaymentChange | None:
        """What the notice says of the new payment solution; None for another kind of notice."""
        if self.kind != PAYMENT_CHANGE:
            return None
        return PaymentChange(**{name: getattr(self, name) for name in PAYMENT_FIELDS})

    def missing_payment_fields(self) -> list[str]:
        """The fields of the payment change that are empty though the kind asks for them."""
        if self.kind != PAYMENT_CHANGE:
            return []
        return [name for name in PAYMENT_FIELDS if getattr(self, name) in (None, "")]
