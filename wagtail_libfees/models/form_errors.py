"""Several errors of one field in a form of the admin, each on a line of its own."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from wagtail.blocks.base import BlockField
from wagtail.blocks.stream_block import StreamBlockValidationError


def listed(field, texts: list[str]) -> ValidationError:
    """An error of a form field that tells all `texts`; `field` is None for the form as a whole.

    Wagtail shows the first error of a stream only, and those of another field as one paragraph.
    """
    texts = list(dict.fromkeys(texts))
    if isinstance(field, BlockField):
        error = StreamBlockValidationError(non_block_errors=texts)
        # For whoever prints the errors of the form: Wagtail's own says that there is one.
        error.message, error.params = " ".join(texts), None
        return error
    if field is None or len(texts) == 1:
        return ValidationError(texts)
    # It stands in a paragraph, where a list of HTML may not.
    lines = format_html_join("", '<span role="listitem">{}</span>', ((text,) for text in texts))
    return ValidationError(format_html('<span role="list" class="libfees-errors">{}</span>', lines))
