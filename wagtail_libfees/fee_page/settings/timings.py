"""Days and delays, in the fee settings. None has a default: they differ between libraries."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_libfees.blocks.base import LARGEST_AMOUNT

_DAYS = [MinValueValidator(1), MaxValueValidator(3650)]


class TimingSettingsMixin(models.Model):
    """What texts say of days, hours and limits, named as in the block of deadlines."""

    registration_delay_hours = models.PositiveSmallIntegerField(
        _("hours until a payment shows"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1000)],
        help_text=_("How long it can take before a payment is seen on the library's pages."),
    )
    advance_notice_days = models.PositiveSmallIntegerField(
        _("days of advance notice"),
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("Days before the due date that a borrower is reminded."),
    )
    recall_days = models.PositiveSmallIntegerField(
        _("days until the recall"),
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("Days overdue when the library asks for the item."),
    )
    considered_lost_days = models.PositiveSmallIntegerField(
        _("days until the bill"),
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("An item counts as lost, and a bill is sent, after this many days overdue."),
    )
    invoice_minimum = models.DecimalField(
        _("smallest debt that is billed (DKK)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(LARGEST_AMOUNT)],
    )
    payment_deadline_days = models.PositiveSmallIntegerField(
        _("days to pay a bill"), null=True, blank=True, validators=_DAYS
    )
    found_again_refund_months = models.PositiveSmallIntegerField(
        _("months in which a found item is refunded"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Only if the library pays back when a paid item is found. 0: it does not."),
    )

    class Meta:
        abstract = True
