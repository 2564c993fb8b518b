"""The places on the fee page that a search is about: where to look, and never an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..clock import today
from ..fee_page.settings.fee_page_link import resolve_fee_page
from ..models.page_parts import page_parts, titles
from .core import IndexedQuestion, QuestionIndex, Synonyms
from .published import synonym_groups

# The most places that one search leads to, and how much of what was asked for each has.
MOST_SHOWN, LEAST_SURE = 2, 0.5
# The fields of a block that say what it is about.
_NAMES = {"heading", "label", "material"}


@dataclass(frozen=True)
class FeePlace:
    """A part of the fee page: its heading, and the address that leads to it."""

    page: Any
    title: str
    anchor: str

    @property
    def url(self) -> str:
        """The address of the part."""
        return f"{self.page.url}#{self.anchor}"


def fee_places(site: Site, language: str, typed: str) -> list[FeePlace]:
    """Where the public fee page of `site` in `language` tells of what was typed, the best first."""
    link = resolve_fee_page(site, language) if typed else None
    page = link.page.specific if link and link.page else None
    if not hasattr(page, "get_body_on") or page.locale.language_code != language:
        return []
    with translation.override(language):
        places = {place.anchor: (place, words) for place, words in _places(page)}
        # Each part tells prices, whatever its heading is.
        heading = f"{page.title} {_('Price')}"
    entries = [IndexedQuestion(key, *words, heading) for key, (_place, words) in places.items()]
    synonyms = Synonyms(synonym_groups(site, language), language)
    hits = QuestionIndex(entries, language, synonyms).search(typed)
    sure = [places[hit.entry.key][0] for hit in hits if hit.sure >= LEAST_SURE]
    return sure[:MOST_SHOWN]


def _places(page) -> Iterator[tuple[FeePlace, tuple[str, str]]]:
    """Each part with rates in force today, what it is called, and what it names."""
    facts, usual = page.get_facts(), titles()
    for part in page_parts(page.get_body_on(today()), ()):
        if part.kind:
            place = FeePlace(page, facts.text(part.title), part.anchor)
            names = " ".join(n for child in part.blocks for n in _names(child.value))
            yield place, (f"{place.title} {usual[part.kind]}", facts.text(names))


def _names(value: Any) -> Iterator[str]:
    """What a block names, at any depth."""
    if hasattr(value, "items"):
        for name, each in value.items():
            if name in _NAMES and isinstance(each, str):
                yield each
            else:
                yield from _names(each)
    elif hasattr(value, "bound_blocks"):
        for each in value:
            yield from _names(each)
