"""The files that a page shows or links to: their names and titles are read too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from django.db import models
from wagtail.documents import get_document_model
from wagtail.images.models import AbstractImage

from ..blocks.walk import Place
from .page_text import PlacedText

_LINK = re.compile(r"<a\b(?=[^<>]*\blinktype=\"document\")[^<>]*\bid=\"(\d+)\"")


def placed_files(page, texts: list[PlacedText]) -> Iterator[tuple[Place, object]]:
    """Each image in a field of `page` and each document that one of its `texts` links to."""
    for field in page._meta.get_fields():
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, AbstractImage):
            image = getattr(page, field.name)
            if image is not None:
                yield Place(field.name), image
    linked = [(placed.place, int(pk)) for placed in texts for pk in _LINK.findall(placed.text)]
    if linked:
        documents = get_document_model().objects.in_bulk({pk for _place, pk in linked})
        for place, pk in linked:
            if pk in documents:
                yield place, documents[pk]


def file_name(file) -> str:
    """The name of an image's or document's file, as its address has it."""
    return PurePath(file.file.name or "").name
