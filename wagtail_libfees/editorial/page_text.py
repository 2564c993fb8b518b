"""Every text of a page, wherever an editor can type one."""

from collections.abc import Iterator

from django.db import models
from wagtail.fields import StreamField

# Set by Wagtail, never typed.
_NOT_TYPED = {"url_path", "path", "draft_title", "translation_key"}


def page_texts(page) -> Iterator[tuple[str, str]]:
    """(field name, text) for each text in the fields of `page` and in the blocks of its streams."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from ((field.name, text) for text in stream_texts(getattr(page, field.name)))
        elif isinstance(field, models.CharField | models.TextField):
            text = field.value_from_object(page)
            if text and field.name not in _NOT_TYPED:
                yield field.name, str(text)


def stream_texts(stream) -> Iterator[str]:
    """Each text in the stored form of a StreamField value."""
    return _texts(list(stream.get_prep_value()))


def _texts(raw) -> Iterator[str]:
    """The texts in stored JSON; ids and block names are no text."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from _texts(item)
    elif isinstance(raw, dict):
        is_block = {"type", "value"} <= raw.keys()
        for value in [raw["value"]] if is_block else raw.values():
            yield from _texts(value)
