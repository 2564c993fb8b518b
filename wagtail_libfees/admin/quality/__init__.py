"""Findings in the admin: the report, live results in the editor, replacing terms, reviews."""

from .asking import ask_urls
from .fixes import mending_urls
from .report import quality_report_urls
from .side_panel import live_urls


def quality_urls():
    """The addresses of all views of this package."""
    return [*quality_report_urls(), *live_urls(), *mending_urls(), *ask_urls()]
