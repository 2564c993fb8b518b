"""Which notice shows when, in pure Python."""

from ..clock import COPENHAGEN
from .core.severity import SEVERITIES, NoticeSeverity, most_urgent_first
from .core.window import Window

__all__ = ["COPENHAGEN", "SEVERITIES", "NoticeSeverity", "Window", "most_urgent_first"]
