"""The fee-rates page (Takster)."""

from dataclasses import replace
from functools import partial
from operator import getitem

from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from .. import rates
from ..blocks import takster_blocks
from ..blocks.base import RICH_TEXT_FEATURES
from ..blocks.rate_stream import TaksterStreamBlock
from ..blocks.rates import rate_card
from ..calculator import FIELDS, Calculator, calculate, group_names
from ..clock import today
from ..editorial.fact_streams import filled_stream
from ..fee_page.backup import FeePageBackup
from ..fee_page.settings.fee_page_link import is_public
from ..fee_page.settings.models import FeeSettings
from ..rates.chart import charts
from ..rates.course import course
from ..rates.linked_data import PageLanguage, linked_data
from .base import LibfeesPageMixin, SourcePageMixin
from .facts import SiteSources
from .head_facts import HeadFacts
from .page_parts import beside, page_parts
from .panels import FindingsPanel, PanelPlace
from .periods import (
    asked_day,
    blocks_in_force,
    change_days_after,
    coming_rates,
    former_days,
    next_rates,
)
from .serializers import BodyField, FilledField, RatesField
from .source import with_source_rates, without_rates

# The mode of a preview on a day of one's own, and the cookie that keeps the day.
ON_A_DATE = "date"
PREVIEW_COOKIE = "libfees_preview_date"
# What the template is told of the rates, each worked out when it is looked at.
SHOWN = (
    *("libfees_parts", "libfees_parts_beside", "libfees_parts_after", "libfees_contents"),
    *("libfees_valid_from", "libfees_course", "libfees_charts", "libfees_coming"),
    *("libfees_former", "libfees_calculator"),
)


class TaksterPageMixin(SourcePageMixin, LibfeesPageMixin):
    """Rates as data, with text, payment and contact around them."""

    intro = RichTextField(
        _("introduction"), blank=True, features=RICH_TEXT_FEATURES, help_text=_("Keep it short.")
    )
    body = StreamField(TaksterStreamBlock(takster_blocks()), blank=True, verbose_name=_("content"))

    takster_panels = [
        FindingsPanel(heading=_("To look at")),
        PanelPlace("imported_rates"),
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

    @property
    def status_string(self):
        """Wagtail's, which lists show beside the title; it tells the fee page of the site."""
        status = super().status_string
        if not FeeSettings.objects.filter(fee_page_id=self.pk).exists():
            return status
        return _("%(status)s, the fee page") % {"status": status}

    @cached_property
    def rates_published(self) -> bool:
        """Whether the rates may be shown: not those of a source page that is not public.

        Nor those that a translation has stored of a source page that was deleted and is missed:
        nobody keeps them up.
        """
        if self.source_page.pk != self.pk:
            return is_public(self.source_page)
        is_home = self.locale_id == self.source_locale_id
        return is_home or not FeePageBackup.objects.missed_by(self).exists()

    @cached_property
    def body_with_source_rates(self):
        """`body` with the rates of the page in the source language: amounts have one home."""
        if not self.rates_published:
            return without_rates(self.body)
        if self.source_page.pk == self.pk:
            return self.body
        return with_source_rates(self.body, self.source_page.body, self.locale.language_code)

    @cached_property
    def unfilled_rate_card(self) -> rates.RateCard:
        """Every version of every kind of rates, in the editor's words: facts are not filled in."""
        return rate_card(self.body_with_source_rates)

    @cached_property
    def rate_card(self) -> rates.RateCard:
        """Every version of every kind of rates on this page, as readers see them."""
        return rate_card(filled_stream(self.body_with_source_rates, self.get_facts()))

    def get_fact_sources(self, day=None) -> SiteSources:
        """A fee page tells its own rates, also before it is the site's fee page."""
        sources = replace(super().get_fact_sources(day), own_card=self.unfilled_rate_card)
        # The card was asked for the language of the site, and so the site is known.
        if self.facts_site is not None and self.facts_site.pk == sources.site_id:
            sources.site = self.facts_site
        return sources

    def get_body_on(self, day):
        """The blocks, without the rates that are not in force on `day`."""
        return blocks_in_force(self.body_with_source_rates, day)

    def get_shown_day(self, request):
        """The day of `?date=` or of a preview by date, or today in Copenhagen."""
        asked, _is_wrong = asked_day(self._date_asked(request))
        return asked or today()

    def _date_asked(self, request) -> str:
        """The text of the day that is asked for; empty for today."""
        return getattr(request, "libfees_date", request.GET.get("date", ""))

    @property
    def preview_modes(self):
        """Today, from each coming version on, and on a day of one's own."""
        language = get_language() or "da"
        coming = [
            (day.isoformat(), _("From %(day)s") % {"day": rates.format_date(day, language)})
            for day in change_days_after(self.rate_card, today())
        ]
        return [("", _("Today")), *coming, (ON_A_DATE, _("On a date …"))]

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """Let the preview know the day: that of its mode, of `?date=`, or the one last asked for.

        Wagtail hands no query on; and its panel loads itself anew while one types, so a day of
        one's own is kept in a cookie of the session.
        """
        mode = preview_mode or ""
        asked = original_request.GET.get("date") if original_request is not None else None
        kept = original_request.COOKIES.get(PREVIEW_COOKIE, "") if original_request else ""
        day = asked if asked is not None else kept if mode == ON_A_DATE else mode
        # Named here, in the editor's language; the page is shown in its own.
        modes = [(name, str(shown)) for name, shown in self.preview_modes]
        told = {"libfees_date": day, "libfees_preview_modes": modes}
        attributes = {**(extra_request_attrs or {}), **told}
        response = super().make_preview_request(original_request, preview_mode, attributes)
        if mode == ON_A_DATE and asked and asked_day(asked)[0]:
            response.set_cookie(PREVIEW_COOKIE, asked, httponly=True, samesite="Strict")
        return response

    def get_context(self, request, *args, **kwargs):
        """Add what the page says of the day it is read on, or of `?date=`."""
        context = super().get_context(request, *args, **kwargs)
        day = self.get_shown_day(request)
        shown = SimpleLazyObject(lambda: self._shown_on(day, context["libfees_body"], request))
        context.update({name: SimpleLazyObject(partial(getitem, shown, name)) for name in SHOWN})
        now = today()
        _asked, wrong = asked_day(self._date_asked(request))
        asked = _asked_by(request)
        context.update(
            libfees_is_asked=any(name in asked for name in FIELDS),
            libfees_day=day,
            libfees_today=now,
            libfees_other_day=day != now,
            libfees_wrong_day=wrong,
            libfees_asks_day=getattr(request, "preview_mode", None) == ON_A_DATE,
        )
        return context

    def _shown_on(self, day, body, request) -> dict:
        """What the page says of its rates on `day`, by the names of `SHOWN`.

        Worked out together at the first question; a text that is kept asks for none of it.
        """
        now = today()
        card = self.rate_card
        on_day = card.as_of(day)
        made = {
            "calculator": card.overdue,
            "timeline": course(on_day),
            # Of a day that is over, what came is no news.
            "coming": coming_rates(card, day) if day >= now else [],
            "former": former_days(card, now),
        }
        parts = page_parts(body, [kind for kind, found in made.items() if found])
        first, aside, after = beside(parts)
        return {
            "libfees_parts": first,
            "libfees_parts_beside": aside,
            "libfees_parts_after": after,
            "libfees_contents": [part for part in parts if part.anchor],
            "libfees_valid_from": _valid_from(on_day),
            "libfees_course": made["timeline"],
            "libfees_charts": charts(on_day),
            "libfees_coming": made["coming"],
            "libfees_former": made["former"],
            "libfees_calculator": self.answered(_asked_by(request)),
        }

    def answered(self, asked) -> Calculator:
        """The calculator with what somebody asked, a QueryDict, in any language of the page."""
        return calculate(self.rate_card, asked, today(), self._names_elsewhere)

    def _names_elsewhere(self) -> dict[str, str]:
        """The groups of today, by what they are called in the other languages of the page."""
        day = today()
        own = group_names(self.rate_card, day)
        found: dict[str, str] = {}
        for other in self.get_translations().live().public():
            theirs = group_names(other.rate_card, day)
            if len(theirs) == len(own):
                found.update(zip(theirs, own, strict=True))
        return found

    def get_text_boundary(self, facts):
        """The next rates, or the end of the source page, if the page was asked for its rates."""
        if "rate_card" not in vars(self):
            return super().get_text_boundary(facts)
        moments = (
            super().get_text_boundary(facts),
            next_rates(self.rate_card),
            self.source_page.expire_at,
        )
        return min((moment for moment in moments if moment), default=None)

    def get_head_facts(self, request, library: str) -> HeadFacts:
        """Add the overdue fees of today as linked data."""
        wording = PageLanguage(get_language() or "da", gettext)
        services = linked_data(self.rate_card, today(), provider=library, wording=wording)
        return replace(super().get_head_facts(request, library), nodes=tuple(services))

    def serve(self, request, *args, **kwargs):
        """Keep out of caches what is a person's question."""
        response = super().serve(request, *args, **kwargs)
        if any(name in request.GET for name in FIELDS):
            add_never_cache_headers(response)
            response.headers["Referrer-Policy"] = "same-origin"
        return response


def _asked_by(request):
    """What a borrower asks: as the form sends it, or in the address."""
    return getattr(request, "libfees_asked", request.GET)


def _valid_from(card: rates.RateCard):
    """The day from which the overdue fees of a card hold; None if they say no one day."""
    days = {fees.validity.valid_from for fees in card.overdue}
    return days.pop() if len(days) == 1 else None
