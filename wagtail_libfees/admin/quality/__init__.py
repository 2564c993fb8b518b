"""Findings in the admin: the report, live results in the editor, replacing terms, reviews."""

from .live import live_urls
from .mending import mending_urls
from .report import report_urls


def quality_urls():
    """The addresses of all views of this package."""
    return [*report_urls(), *live_urls(), *mending_urls()]
