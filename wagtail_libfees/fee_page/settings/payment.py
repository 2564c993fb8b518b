"""How a bill is paid, in the fee settings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from wagtail_libfees.blocks.payment_routes import (
    NAMED,
    PaymentRoutesBlock,
    audience_choices,
    list_errors,
    route_errors,
    route_kind_choices,
)
from wagtail_libfees.clock import today
from wagtail_libfees.models.links import safe_link, validate_link
from wagtail_libfees.rates import copenhagen_midnight

# How a way of paying is told; a name or an address follows.
_SENTENCES = {
    "netbank": _("You get an invoice and pay it in your bank, with its payment line"),
    "card_by_post": _("You can get a payment slip by post"),
    "betalingsservice": _("You can pay by Betalingsservice"),
    "mobilepay": _("You can pay by MobilePay"),
    "desk": _("You pay at the desk of the library"),
    "instalments": _("You can ask to pay in instalments"),
    "none": _("You cannot pay online. Ask the library how to pay"),
}
# A way of paying in the words that it had when a library could have only one.
ONE_WAY = {"portal": "portal", "other": "other_page", "netbank": "invoice"}
ONE_WAY |= {"desk": "desk", "none": "none"}


@dataclass(frozen=True)
class PaymentRoute:
    """One way to pay, as pages tell it until the end of the day `until`."""

    kind: str
    name: str = ""
    url: str = ""
    login_needed: bool = False
    audience: str = ""
    until: date | None = None

    @property
    def sentence(self) -> str:
        """How one pays, without a full stop; empty where the name says it."""
        return str(_SENTENCES.get(self.kind, ""))

    @property
    def label(self) -> str:
        """The way of paying in few words, as in a list: its name, where it has one of its own."""
        if self.kind in NAMED:
            return self.name
        return str(dict(route_kind_choices())[self.kind])

    @property
    def for_whom(self) -> str:
        """For whom it is, within a sentence; empty for everybody."""
        label = str(dict(audience_choices()).get(self.audience, ""))
        return label[:1].lower() + label[1:]

    @property
    def end(self) -> datetime | None:
        """The moment from which no page tells it any more."""
        return copenhagen_midnight(self.until + timedelta(days=1)) if self.until else None


class PaymentSettingsMixin(models.Model):
    """The ways of paying, and what became of debts from before a change of system."""

    payment_routes = StreamField(
        PaymentRoutesBlock(),
        blank=True,
        verbose_name=_("ways of paying"),
        help_text=_(
            "All at once, the one that you want borrowers to use first. While the list is empty, "
            "pages say nothing about how a bill is paid."
        ),
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
    def routes(self) -> list[PaymentRoute]:
        """The ways of paying that pages tell today, in Copenhagen, the first choice first."""
        day = today()
        return [route for route in self._all_routes() if not route.until or day <= route.until]

    def _all_routes(self) -> list[PaymentRoute]:
        names = [field.name for field in fields(PaymentRoute)]
        stored = ({n: child.value.get(n) for n in names} for child in self.payment_routes)
        return [PaymentRoute(**{n: v for n, v in said.items() if v}) for said in stored]

    @property
    def button_route(self) -> PaymentRoute | None:
        """What stands in a single place: the first way with an address, or else the first."""
        shown = self.routes
        return next((route for route in shown if route.url), shown[0] if shown else None)

    @property
    def portal(self) -> PaymentRoute | None:
        """The first payment portal, or page that tells how to pay; None if there is none."""
        return next((route for route in self.routes if route.kind in NAMED), None)

    @property
    def portal_name(self) -> str:
        """The name of the portal; empty if there is none."""
        return self.portal.name if self.portal else ""

    @property
    def portal_url(self) -> str:
        """The address of the portal; empty if there is none."""
        return self.portal.url if self.portal else ""

    @property
    def portal_login_needed(self) -> bool:
        """Whether the portal asks for login."""
        return bool(self.portal and self.portal.login_needed)

    @property
    def tells_payment(self) -> bool:
        """Whether pages have anything to say of how a bill is paid today."""
        return bool(self.routes) or self.old_balances_shown

    @property
    def payment_ends(self) -> list[datetime]:
        """The moments from which pages tell something else of how a bill is paid."""
        ends = [self.old_balances_end, *(route.end for route in self.routes)]
        return [end for end in ends if end]

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
        errors = {f: ValidationError(m) for f, m in self._old_balance_errors().items()}
        if faults := self._route_faults():
            errors["payment_routes"] = ValidationError(faults)
        return errors

    def _route_faults(self) -> list[ValidationError]:
        """What the form says at each way of paying, for who stores one by a script."""
        stored = [child.value for child in self.payment_routes]
        one_by_one = (error for route in stored for error in route_errors(route).values())
        return [*one_by_one, *list_errors(stored).values()]

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
