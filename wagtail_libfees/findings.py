"""The registry of checks of content, under the dotted path that is promised to other packages.

`register_check` adds a check of one's own, `findings(page)` asks them all; see docs/checks.md.
`publishing_unchecked()` lets a script publish what the checks would stop.
"""

from .editorial.publishing import PublishRefusedError, publishing_unchecked
from .editorial.registry import (
    Check,
    Finding,
    Severity,
    Subject,
    findings,
    register_check,
    registered_checks,
    unregister_check,
)

__all__ = [
    "Check",
    "Finding",
    "PublishRefusedError",
    "Severity",
    "Subject",
    "findings",
    "publishing_unchecked",
    "register_check",
    "registered_checks",
    "unregister_check",
]
