"""How a notice is told, in the fee settings: channels, the price of an SMS, a short address."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices.channels import Channel, registered


def all_channels() -> dict[str, Channel]:
    """Name -> channel: the package's own, and those of `WAGTAIL_LIBFEES["NOTICE_CHANNELS"]`."""
    return _registered(tuple(libfees_settings.NOTICE_CHANNELS))


@lru_cache(maxsize=8)
def _registered(paths: tuple[str, ...]) -> dict[str, Channel]:
    return dict(registered(paths))


def chosen_channels(settings) -> dict[str, Channel]:
    """The channels that the fee settings name, in their order; all if they name none.

    A channel that is not installed any more is passed over.
    """
    known = all_channels()
    names = [child.value for child in settings.notice_channels]
    return {name: known[name] for name in names if name in known} or known


def notice_channel_choices():
    return [(name, _(channel.label)) for name, channel in all_channels().items()]


class NoticeChannelBlock(blocks.ChoiceBlock):
    """A choice with a name: the label of a block in a stream is none to a screen reader.

    Migrations see Wagtail's own block.
    """

    def get_field(self, **kwargs):
        """The select, named as its block is."""
        field = super().get_field(**kwargs)
        field.widget.attrs["aria-label"] = _("Notice channel")
        return field


class NoticeChannelsBlock(blocks.StreamBlock):
    """The channels that a site tells its borrowers by, in its order; each at most once."""

    channel = NoticeChannelBlock(
        choices=notice_channel_choices, icon="comment", label=_("Notice channel")
    )

    def clean(self, value, *args, **kwargs):
        """The same channel twice would have two places in the order."""
        cleaned = super().clean(value, *args, **kwargs)
        names = [child.value for child in cleaned]
        errors = {
            index: ValidationError(gettext("This channel is in the list already."))
            for index, name in enumerate(names)
            if name in names[:index]
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


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
