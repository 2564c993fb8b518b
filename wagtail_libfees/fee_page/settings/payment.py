"""How a bill is paid, in the fee settings."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_libfees.clock import today
from wagtail_libfees.models.fields import WebLinkField
from wagtail_libfees.models.links import safe_link, validate_link
from wagtail_libfees.rates import copenhagen_midnight

# The ways of paying that have a name and an address.
WITH_PLACE = ("portal", "other_page")


def payment_profile_choices():
    """How a borrower pays. "none" is an answer; an empty field is not."""
    return [
        ("", _("Not stated")),
        ("portal", _("Payment portal")),
        ("other_page", _("Another page tells how")),
        ("invoice", _("An invoice, paid by bank transfer")),
        ("desk", _("At the desk of the library")),
        ("none", _("Nobody can pay online; borrowers ask the library how to pay")),
    ]


class PaymentSettingsMixin(models.Model):
    """The way of paying, and what became of debts from before a change of system."""

    payment_profile = models.CharField(
        _("how a bill is paid"),
        max_length=20,
        blank=True,
        choices=payment_profile_choices,
        help_text=_("“Not stated”: pages say nothing about it beyond the name and address below."),
    )
    portal_name = models.CharField(
        _("name of the payment portal"),
        max_length=100,
        blank=True,
        help_text=_("As borrowers know it. Leave it empty if there is none."),
    )
    portal_url = WebLinkField(
        _("address of the payment portal"),
        blank=True,
    )
    portal_login_needed = models.BooleanField(
        _("the portal asks for login"),
        default=False,
        help_text=_("Tells borrowers that they must log in to pay."),
    )
    old_balances_before = models.DateField(
        _("debts from before"),
        null=True,
        blank=True,
        help_text=_("The first day of the new way of paying; older debts are paid elsewhere."),
    )
    old_balances_place = models.CharField(
        _("where older debts are paid"),
        max_length=255,
        blank=True,
        help_text=_("A name, for example of an office or a portal."),
    )
    old_balances_url = models.CharField(
        _("address for older debts"), max_length=500, blank=True, validators=[validate_link]
    )
    old_balances_until = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day that pages tell about older debts. Empty: until you remove it."),
    )

    class Meta:
        abstract = True

    @property
    def has_portal(self) -> bool:
        """Whether there is a portal or page with a name; without a profile, the name alone says."""
        return bool(self.portal_name) and (self.payment_profile or "portal") in WITH_PLACE

    @property
    def tells_payment(self) -> bool:
        """Whether pages have anything to say of how a bill is paid today."""
        return (
            self.has_portal
            or self.payment_profile not in ("", *WITH_PLACE)
            or self.old_balances_shown
        )

    @property
    def old_balances_shown(self) -> bool:
        """Whether pages tell about older debts today, in Copenhagen."""
        if not (self.old_balances_before and (self.old_balances_place or self.old_balances_url)):
            return False
        return self.old_balances_until is None or today() <= self.old_balances_until

    @property
    def old_balances_end(self) -> datetime | None:
        """The moment from which pages do not tell about older debts any more; None if none will."""
        if not (self.old_balances_shown and self.old_balances_until):
            return None
        return copenhagen_midnight(self.old_balances_until + timedelta(days=1))

    @property
    def old_balances_link(self) -> str:
        """The address for older debts as it goes into a link; empty if it is not fit for one."""
        return safe_link(self.old_balances_url)

    def payment_errors(self) -> dict[str, ValidationError]:
        """What does not fit together, by field, each with its mend."""
        errors = {**self._portal_errors(), **self._old_balance_errors()}
        return {field: ValidationError(message) for field, message in errors.items()}

    def _portal_errors(self):
        """A name and an address belong to some ways of paying only."""
        if self.payment_profile and self.payment_profile not in WITH_PLACE:
            if self.portal_name or self.portal_url:
                return {
                    "payment_profile": _(
                        "This way of paying has no portal. Empty the name and the address below, "
                        "or choose “Payment portal”."
                    )
                }
            return {}
        if (self.portal_url or self.payment_profile) and not self.portal_name:
            return {"portal_name": _("Write the name of the portal, so that the link can say it.")}
        if self.payment_profile == "other_page" and not self.portal_url:
            return {"portal_url": _("Write the address of the page that tells how to pay.")}
        return {}

    def _old_balance_errors(self):
        """A cut-off day needs a place, and a place a cut-off day."""
        place = self.old_balances_place or self.old_balances_url
        if self.old_balances_before and not place:
            return {"old_balances_place": _("Write where older debts are paid.")}
        if not self.old_balances_before and (place or self.old_balances_until):
            return {"old_balances_before": _("Write from before which day a debt is an older one.")}
        if self.old_balances_url and not self.old_balances_place:
            return {"old_balances_place": _("Write a name, so that the link can say it.")}
        if self.old_balances_until and self.old_balances_until < self.old_balances_before:
            return {
                "old_balances_until": _(
                    "The last day lies before the day of the new way of paying."
                )
            }
        return {}
