"""Every text of a page, wherever an editor can type one, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from wagtail.fields import RichTextField, StreamField

from .place import Place

# Set by Wagtail, never typed.
_NOT_TYPED = {"url_path", "path", "draft_title", "translation_key"}


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One text as it is stored, plain or rich, and its place."""

    place: Place
    text: str


def page_texts(page) -> Iterator[tuple[str, str]]:
    """(field name, text) for each text in the fields of `page` and in the blocks of its streams."""
    for placed in placed_texts(page):
        yield placed.place.field, placed.text


def placed_texts(page) -> Iterator[PlacedText]:
    """Each text of `page` with its place, in the order of the fields and of the blocks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _placed(list(getattr(page, field.name).get_prep_value()), Place(field.name))
        elif isinstance(field, models.CharField | models.TextField):
            text = field.value_from_object(page)
            if text and field.name not in _NOT_TYPED:
                yield PlacedText(Place(field.name), str(text))


def stream_texts(stream) -> Iterator[str]:
    """Each text in the stored form of a StreamField value."""
    return (placed.text for placed in _placed(list(stream.get_prep_value()), Place()))


def rich_text_fields(page) -> list[str]:
    """The names of the fields of `page` that hold rich text."""
    return [f.name for f in page._meta.get_fields() if isinstance(f, RichTextField)]


def _placed(raw, place: Place) -> Iterator[PlacedText]:
    """The texts in stored JSON; ids and block names are no text."""
    if isinstance(raw, str):
        yield PlacedText(place, raw)
    elif isinstance(raw, list):
        for item in raw:
            yield from _placed(item, place)
    elif isinstance(raw, dict):
        if {"type", "value"} <= raw.keys():
            yield from _placed(raw["value"], place.at_block(raw.get("id")))
        else:
            for name, value in raw.items():
                yield from _placed(value, place.at_child(name))
