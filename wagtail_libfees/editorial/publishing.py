"""What stops a page from being published: the errors of the registered checks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from . import findings as _builtin  # noqa: F401 - registers the checks of this package
from .registry import Finding, findings

_UNCHECKED: ContextVar[bool] = ContextVar("libfees_publishing_unchecked", default=False)
# The pages whose publishing has been let through: Wagtail saves them in the course of it.
_LET_THROUGH: ContextVar[frozenset[int]] = ContextVar("libfees_let_through", default=frozenset())


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


@contextmanager
def publishing_unchecked() -> Iterator[None]:
    """Let pages go live that the checks would stop, within the `with`.

    For scripts that know what they do, such as one that brings a whole old site over. Draft and
    page are looked at again with the next publishing; the report tells what went live.
    """
    token = _UNCHECKED.set(True)
    try:
        yield
    finally:
        _UNCHECKED.reset(token)


@contextmanager
def let_through(page_id: int | None) -> Iterator[None]:
    """Within the `with`, a page that has been checked is not checked again."""
    known = _LET_THROUGH.get()
    token = _LET_THROUGH.set(known if page_id is None else known | {page_id})
    try:
        yield
    finally:
        _LET_THROUGH.reset(token)


def is_checked(page_id: int | None) -> bool:
    """Whether the checks have to be asked before the page goes live."""
    return not _UNCHECKED.get() and page_id not in _LET_THROUGH.get()
