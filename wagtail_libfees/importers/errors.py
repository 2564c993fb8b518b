"""Errors of the importers. Each message is one line and tells the mend."""

from __future__ import annotations

from .texts import fill


class ImporterError(Exception):
    """Anything that stops an import before it has changed something.

    `message` is an English template with `%(name)s` placeholders for `params`, so that the edge
    can translate it; `str(error)` is the filled English sentence, which does not repeat the name
    of the source. A param may be an error itself; numbers are left to the edge to format.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(fill(message, params))
        self.message = message
        self.params = params


class SourceError(ImporterError):
    """A source that cannot be read: missing, empty, binary, too large, damaged."""


class ProfileError(ImporterError):
    """A profile that nobody registered."""


class FetchError(SourceError):
    """An address that cannot be fetched: forbidden, out of reach, too slow, too large."""
