"""Every text of a page, wherever an editor can type one, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from wagtail.fields import StreamField

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


def raw_texts(raw) -> Iterator[str]:
    """Each text in the stored form of any block's value."""
    return (placed.text for placed in _placed(raw, Place()))


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


def changed_texts(page, change: Callable[[str], str]) -> list[tuple[Place, str, str]]:
    """Let `change` rewrite every text of `page` in memory; (place, before, after) of those changed.

    Not the slug: an address is not rewritten by the way.
    """
    before = list(placed_texts(page))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            raw = _mapped(list(stream.get_prep_value()), change)
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


def _mapped(raw, change: Callable[[str], str]):
    """Stored JSON with its texts rewritten; ids and block names stay."""
    if isinstance(raw, str):
        return change(raw)
    if isinstance(raw, list):
        return [_mapped(item, change) for item in raw]
    if isinstance(raw, dict):
        if {"type", "value"} <= raw.keys():
            return {**raw, "value": _mapped(raw["value"], change)}
        return {name: _mapped(value, change) for name, value in raw.items()}
    return raw
