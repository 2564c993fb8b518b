"""Expanding all rich texts of a page together.

An internal link costs two queries each time rich text is expanded; expanded in one pass, forty
answers cost as much as one.
"""

from collections.abc import Iterable

from django.utils.functional import cached_property
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText, expand_db_html

from .walk import stored_texts

# Cannot be in rich text: it is no legal character of HTML.
_SEPARATOR = "\x1e"


class ExpandedTexts:
    """The HTML of each rich text of a stream, or of a list of its children such as those that are
    shown today; the work is done once, at the first question."""

    def __init__(self, stream):
        self._stream = stream

    def holds(self, text: RichText) -> bool:
        return text.source in self._expanded

    def html_of(self, text: RichText) -> str:
        """The expanded HTML of `text`, also if it is not in the stream."""
        if text.source not in self._expanded:
            return expand_db_html(text.source)
        return self._expanded[text.source]

    @cached_property
    def _expanded(self) -> dict[str, str]:
        return expand_all(
            text
            for child in self._stream or ()
            for _place, text, block in stored_texts(
                child.block.get_prep_value(child.value), child.block
            )
            if isinstance(block, RichTextBlock)
        )


def expand_all(sources: Iterable[str]) -> dict[str, str]:
    """The HTML of each of `sources`, which are rich texts as they are stored."""
    ordered = sorted(set(sources))
    expanded = expand_db_html(_SEPARATOR.join(ordered)).split(_SEPARATOR)
    # A broken source could swallow a separator; then each stands for itself.
    if len(expanded) != len(ordered):
        expanded = [expand_db_html(source) for source in ordered]
    return dict(zip(ordered, expanded, strict=True))
