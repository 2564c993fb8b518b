"""A notice, written once, as each channel says it. Pure: (content, site facts) -> text or file."""

from .base import Channel, EditorMessage, MadeFile, Piece, Problem, Rendered
from .registry import BUILT_IN, ChannelError, load_channel, registered

__all__ = [
    "BUILT_IN",
    "Channel",
    "ChannelError",
    "EditorMessage",
    "MadeFile",
    "Piece",
    "Problem",
    "Rendered",
    "load_channel",
    "registered",
]
