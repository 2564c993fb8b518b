"""Page types of a site that have blocks of the package in streams of their own."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import chain

from django.utils.functional import cached_property
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from .. import rates
from ..blocks.rates import rate_card
from ..blocks.rich_text import ExpandedTexts
from ..editorial.fact_streams import filled_stream
from .base import LibfeesPageMixin
from .periods import blocks_in_force, next_rates


class LibfeesBlocksMixin(LibfeesPageMixin):
    """Lets the blocks of the package keep their promises in the StreamFields of any page type.

    Templates get, as `page`, the page as readers see it: facts filled in, of the blocks of rates
    those in force today. Publishing is guarded, and the editor has the live checks. It stands
    before the base page: `class ArticlePage(LibfeesBlocksMixin, Page)`. Amounts of such a page are
    its own; those of the site are told by blocks that refer to them, such as `SiteRatesBlock`.
    """

    class Meta:
        abstract = True

    @property
    def _streams(self) -> Iterator[StreamField]:
        return (field for field in self._meta.get_fields() if isinstance(field, StreamField))

    @cached_property
    def own_rate_cards(self) -> list[rates.RateCard]:
        """Every version of the rates in each stream of the page."""
        return [rate_card(getattr(self, field.name)) for field in self._streams]

    def as_read(self, day, facts):
        """A copy of the page as it is read on `day`: streams and rich texts with `facts`."""
        page = copy(self)
        for field in self._meta.get_fields():
            value = getattr(self, field.name) if field.concrete else None
            if isinstance(field, StreamField):
                setattr(page, field.name, _as_stream(value, blocks_in_force(value, day), facts))
            elif isinstance(field, RichTextField):
                setattr(page, field.name, facts.html(value))
        return page

    def get_context(self, request, *args, **kwargs):
        """Put the page as it is read in the place of the page."""
        context = super().get_context(request, *args, **kwargs)
        page = self.as_read(self.get_shown_day(request), context["libfees_facts"])
        context.update({name: page for name, value in context.items() if value is self})
        children = chain.from_iterable(getattr(page, field.name) for field in self._streams)
        context["libfees_texts"] = ExpandedTexts(list(children))
        return context

    def get_text_boundary(self, facts):
        """The next rates of the site if a text tells them, or of the page itself."""
        own = map(next_rates, self.own_rate_cards)
        moments = (super().get_text_boundary(facts), *own)
        return min((moment for moment in moments if moment), default=None)


def _as_stream(stream: StreamValue, shown: list, facts) -> StreamValue:
    """A stream of the children `shown`, facts filled in; `stream` itself if nothing changes."""
    filled = filled_stream(shown, facts)
    if list(map(id, filled)) == list(map(id, stream)):
        return stream
    children = [(child.block_type, child.value, child.id) for child in filled]
    return StreamValue(stream.stream_block, children)
