"""The channels of this installation, and those that a site has chosen."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

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
    """The channels with their labels, for the fee settings."""
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
