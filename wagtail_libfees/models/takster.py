"""The fee-rates page (Takster)."""

from dataclasses import replace

from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from wagtail_libfees import rates
from wagtail_libfees.blocks import takster_blocks
from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.caching import keep_until
from wagtail_libfees.calculator import FIELDS, calculate
from wagtail_libfees.editorial.fact_streams import filled_stream

from .base import LibfeesPageMixin
from .clock import today
from .facts import SiteSources
from .fee_page import is_public
from .fees_provenance import FeesProvenancePanel
from .panels import FindingsPanel
from .periods import (
    asked_day,
    blocks_in_force,
    charts,
    coming_rates,
    former_days,
    next_rates,
)
from .serializers import BodyField, FilledField, RatesField
from .source import with_source_rates, without_rates
from .source_page import SourcePageMixin


class TaksterPageMixin(SourcePageMixin, LibfeesPageMixin):
    """Rates as data, with text, payment and contact around them."""

    intro = RichTextField(
        _("introduction"), blank=True, features=RICH_TEXT_FEATURES, help_text=_("Keep it short.")
    )
    body = StreamField(takster_blocks(), blank=True, verbose_name=_("content"))

    takster_panels = [
        FindingsPanel(heading=_("To look at")),
        FeesProvenancePanel(),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    takster_search_fields = [index.SearchField("searchable_text")]
    takster_api_fields = [
        APIField("search_description", serializer=FilledField()),
        APIField("intro", serializer=FilledField()),
        APIField("body", serializer=BodyField()),
        APIField("rates", serializer=RatesField(source="rate_card")),
    ]

    class Meta:
        abstract = True

    @cached_property
    def rates_published(self) -> bool:
        """Whether the rates may be shown: those of a source page that is not public may not."""
        return self.source_page.pk == self.pk or is_public(self.source_page)

    @cached_property
    def full_body(self):
        """All blocks, every version of the rates, amounts from their home."""
        if self.source_page.pk == self.pk:
            return self.body
        if not self.rates_published:
            return without_rates(self.body)
        return with_source_rates(self.body, self.source_page.body, self.locale.language_code)

    @cached_property
    def stated_card(self) -> rates.RateCard:
        """Every version of every kind of rates, in the editor's words: facts are not filled in."""
        return rate_card(self.full_body)

    @cached_property
    def rate_card(self) -> rates.RateCard:
        """Every version of every kind of rates on this page, as readers see them."""
        return rate_card(filled_stream(self.full_body, self.get_facts()))

    def get_fact_sources(self, day=None) -> SiteSources:
        """A fee page tells its own rates, also before it is the site's fee page."""
        return replace(super().get_fact_sources(day), own_card=self.stated_card)

    def get_body(self):
        """The blocks, without the rates that are not in force today in Copenhagen."""
        return blocks_in_force(self.full_body, today())

    def get_context(self, request, *args, **kwargs):
        """Add what the page says of the day it is read on, or of `?date=`."""
        context = super().get_context(request, *args, **kwargs)
        now = today()
        asked, wrong = asked_day(request.GET.get("date", ""))
        day = asked or now
        card = self.rate_card
        context.update(
            libfees_day=day,
            libfees_today=now,
            libfees_other_day=day != now,
            libfees_wrong_day=wrong,
            libfees_coming=coming_rates(card, day),
            libfees_former=former_days(card, now),
            libfees_charts=charts(card.as_of(day)),
            libfees_calculator=calculate(card, request.GET, now),
        )
        if day != now:
            context["libfees_facts"] = self.get_facts(
                day, mark_gaps=context["libfees_facts"].mark_gaps
            )
            self.show_body(context, blocks_in_force(self.full_body, day))
        return context

    def serve(self, request, *args, **kwargs):
        """Keep out of caches what is a person's question, and what a midnight soon outdates."""
        response = super().serve(request, *args, **kwargs)
        if any(name in request.GET for name in FIELDS):
            add_never_cache_headers(response)
            response.headers["Referrer-Policy"] = "same-origin"
        else:
            keep_until(response, next_rates(self.rate_card))
        return response
