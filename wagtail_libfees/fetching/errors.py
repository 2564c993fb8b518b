"""The error of a fetch. Its message is one line and tells the mend."""

from __future__ import annotations

from ..text.messages import MessageError


class FetchError(MessageError):
    """An address that cannot be fetched: forbidden, out of reach, too slow, too large."""
