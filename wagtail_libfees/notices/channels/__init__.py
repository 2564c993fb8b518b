"""A notice, written once, as each channel says it. Pure: (content, site facts) -> text or file."""

from .base import Channel, MadeFile, Piece, Problem, Rendered, Said
from .registry import BUILT_IN, ChannelError, load, registered

__all__ = [
    "BUILT_IN",
    "Channel",
    "ChannelError",
    "MadeFile",
    "Piece",
    "Problem",
    "Rendered",
    "Said",
    "load",
    "registered",
]
