"""How a notice is told, in the fee settings: channels, the price of an SMS, a short address."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from .notice_channels import NoticeChannelsBlock

SHORT_ADDRESS = RegexValidator(
    r"^(https?://)?[A-Za-z0-9æøåÆØÅ-]+(\.[A-Za-z0-9æøåÆØÅ-]+)+(:[0-9]+)?(/[^\s<>\"]*)?\Z",
    _("Write an address such as bibliotek.dk/nyt, with or without https:// in front."),
)


class ChannelSettingsMixin(models.Model):
    """The channels of notices, in the site's order (its channel strategy)."""

    notice_channels = StreamField(
        NoticeChannelsBlock(),
        blank=True,
        verbose_name=_("channels of notices"),
        help_text=_(
            "The channels that you tell borrowers by, in your order. An empty list shows all, and "
            "asks for none."
        ),
    )
    short_url = models.CharField(
        _("short address"),
        max_length=60,
        blank=True,
        validators=[SHORT_ADDRESS],
        help_text=_("Used in SMS and print. It must lead to your notices: try it before you save."),
    )
    sms_part_price = models.DecimalField(
        _("price of an SMS part (DKK)"),
        max_digits=6,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("For one part to one recipient. A long message has several parts."),
    )
    sms_price_source = models.CharField(
        _("source of the price"),
        max_length=100,
        blank=True,
        help_text=_("For example the agreement with the supplier."),
    )
    sms_price_date = models.DateField(
        _("date of the price"), null=True, blank=True, help_text=_("From when the price is.")
    )

    class Meta:
        abstract = True

    def channel_errors(self) -> dict[str, ValidationError]:
        """A price without its source and date is a rumour."""
        if self.sms_part_price is None:
            return {}
        return {
            name: ValidationError(_("Say where the price comes from and from when it is."))
            for name in ("sms_price_source", "sms_price_date")
            if not getattr(self, name)
        }
