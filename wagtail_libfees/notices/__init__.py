"""Which notice shows when, in pure Python."""

from .selection import SEVERITIES, Severity, in_order
from .window import COPENHAGEN, Window

__all__ = ["COPENHAGEN", "SEVERITIES", "Severity", "Window", "in_order"]
