"""Every text of a page, wherever an editor can type one, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from wagtail.fields import StreamField

from ..blocks.walk import Place, stored_texts, with_texts

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
            raw = list(getattr(page, field.name).get_prep_value())
            for place, text, _block in stored_texts(raw, place=Place(field.name)):
                yield PlacedText(place, text)
        elif isinstance(field, models.CharField | models.TextField):
            text = field.value_from_object(page)
            if text and field.name not in _NOT_TYPED:
                yield PlacedText(Place(field.name), str(text))


def changed_texts(page, change: Callable[[str], str]) -> list[tuple[Place, str, str]]:
    """Let `change` rewrite every text of `page` in memory; (place, before, after) of those changed.

    Not the slug: an address is not rewritten by the way.
    """
    before = list(placed_texts(page))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            raw = with_texts(list(stream.get_prep_value()), lambda text, _block: change(text))
            setattr(page, field.name, stream.stream_block.to_python(raw))
        elif isinstance(field, models.CharField | models.TextField):
            text = field.value_from_object(page)
            if text and field.name not in {*_NOT_TYPED, "slug"}:
                setattr(page, field.name, change(str(text)))
    return [
        (old.place, old.text, new.text)
        for old, new in zip(before, placed_texts(page), strict=True)
        if old.text != new.text
    ]
