"""What stops a page from being published: the errors of the registered checks."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from . import findings as _builtin  # noqa: F401 - registers the checks of this package
from .registry import Finding, findings


class PublishRefusedError(ValidationError):
    """Raised when a page with publishing errors would go live.

    It belongs to the page as a whole: wagtail-localize asks a `ValidationError` for its fields,
    and marks the strings whose paths are keys of `by_path`. `page_id` is the page, for whoever
    wants to lead there.
    """

    def __init__(
        self,
        messages: list[str],
        page_id: int | None = None,
        by_path: Mapping[str, str] | None = None,
    ):
        super().__init__({**(by_path or {}), NON_FIELD_ERRORS: messages})
        self.page_id = page_id

    @property
    def messages(self) -> list[str]:
        """Each reason once, though some are told by their path too."""
        return [text for error in self.error_dict[NON_FIELD_ERRORS] for text in error.messages]


def publishing_errors(page) -> list[Finding]:
    """Everything that stops `page`, as it is in memory, from being published."""
    return [finding for finding in findings(page, only_stopping=True) if finding.is_error]
