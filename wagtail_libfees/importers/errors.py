"""Errors of the importers. Each message is one line and tells the mend."""

from __future__ import annotations


class ImporterError(Exception):
    """Anything that stops an import before it has changed something."""


class SourceError(ImporterError):
    """A source that cannot be read: missing, empty, binary, too large, damaged."""


class ProfileError(ImporterError):
    """A profile that nobody registered."""


class FetchError(SourceError):
    """An address that cannot be fetched: forbidden, out of reach, too slow, too large."""
