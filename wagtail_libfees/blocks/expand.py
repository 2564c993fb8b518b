"""Expanding all rich texts of a page together.

An internal link costs two queries each time rich text is expanded; expanded in one pass, forty
answers cost as much as one (design.md, section 4).
"""

from wagtail.rich_text import RichText, expand_db_html

from .walk import rich_texts

# Cannot be in rich text: it is no legal character of HTML.
_SEPARATOR = "\x1e"


class ExpandedTexts:
    """The HTML of each rich text of a stream; the work is done once, at the first question."""

    def __init__(self, stream):
        self._stream = stream
        self._html: dict[str, str] | None = None

    def html_of(self, text: RichText) -> str:
        """The expanded HTML of `text`, also if it is not in the stream."""
        if self._html is None:
            self._html = _expand_all({found.source for found in rich_texts(self._stream)})
        if text.source not in self._html:
            self._html[text.source] = expand_db_html(text.source)
        return self._html[text.source]


def _expand_all(sources: set[str]) -> dict[str, str]:
    ordered = sorted(sources)
    expanded = expand_db_html(_SEPARATOR.join(ordered)).split(_SEPARATOR)
    # A broken source could swallow a separator; then each stands for itself.
    return dict(zip(ordered, expanded, strict=True)) if len(expanded) == len(ordered) else {}
