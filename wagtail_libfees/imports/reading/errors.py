"""Errors of the importers. Each message is one line and tells the mend."""

from __future__ import annotations

from wagtail_libfees.text.messages import MessageError


class ImporterError(MessageError):
    """Anything that stops an import before it has changed something.

    The message does not repeat the name of the source.
    """


class SourceError(ImporterError):
    """A source that cannot be read: missing, empty, binary, too large, damaged."""


class ProfileError(ImporterError):
    """A profile that nobody registered."""
