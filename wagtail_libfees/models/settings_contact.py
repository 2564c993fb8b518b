"""Whom a borrower can turn to and how, in the fee settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from wagtail_libfees.blocks.contact_points import ContactChannelsBlock, ContactPointsBlock

from .links import validate_link


class ContactSettingsMixin(models.Model):
    """Contact points by matter, the order of channels, and where a blocked borrower is sent."""

    contact_points = StreamField(
        ContactPointsBlock(),
        blank=True,
        verbose_name=_("contact points"),
        help_text=_("Often the library knows the reason for a bill, and finance its payment."),
    )
    contact_channels = StreamField(
        ContactChannelsBlock(),
        blank=True,
        verbose_name=_("channels in use"),
        help_text=_(
            "In the order that you want borrowers to use them. A channel that is not in the list "
            "is not shown; an empty list shows all that the contact points say."
        ),
    )
    show_channel_prices = models.BooleanField(
        _("show what an enquiry costs"),
        default=False,
        help_text=_("Shows the prices of the channels above, with source and date."),
    )
    blocked_url = models.CharField(
        _("address for blocked borrowers"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_("Where someone reads what to do who may not borrow: a path or an address."),
    )

    class Meta:
        abstract = True
