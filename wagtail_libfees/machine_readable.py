"""For the package wagtail-machine-readable: `EXTRACTOR` in its setting names this class."""

from __future__ import annotations

from importlib import import_module


class PageExtractor:
    """Our pages as their readers see them, all others as that package reads them."""

    def extract(self, page) -> str:
        """The Markdown of a page without its title, which that package writes itself."""
        page = page.specific
        if not hasattr(page, "get_markdown"):
            theirs = import_module("wagtail_machine_readable.extractors")
            return theirs.MarkdownContentExtractor().extract(page)
        lines = page.get_markdown().splitlines()
        return "\n".join(line for line in lines if not line.startswith("# ")).strip()
