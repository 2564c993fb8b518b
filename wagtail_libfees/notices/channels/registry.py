"""Which channels there are: those of the package, and those that a site adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module

from .base import Channel
from .desk import DeskChannel
from .newsletter import NewsletterChannel
from .poster import PosterChannel
from .screen import ScreenChannel
from .sms import SmsChannel
from .social import SocialChannel
from .web import WebChannel

BUILT_IN: tuple[type[Channel], ...] = (
    WebChannel,
    NewsletterChannel,
    SmsChannel,
    PosterChannel,
    ScreenChannel,
    SocialChannel,
    DeskChannel,
)


class ChannelError(ValueError):
    """A dotted path that leads to no channel."""


def registered(paths: Iterable[str] = ()) -> Mapping[str, Channel]:
    """Name -> channel: the built-in ones, then those of `paths` ("package.module.Class").

    A channel with the name of a built-in one takes its place. Raises `ChannelError`.
    """
    classes = [*BUILT_IN, *(load_channel(path) for path in paths)]
    return {found.name: found() for found in classes}


def load_channel(path: str) -> type[Channel]:
    """The channel class at a dotted path; raises `ChannelError`."""
    module, _, name = path.rpartition(".")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as exc:
        raise ChannelError(f"{path!r} cannot be imported: {exc}") from exc
    if not (isinstance(found, type) and issubclass(found, Channel)):
        raise ChannelError(f"{path!r} is not a subclass of Channel.")
    return found
