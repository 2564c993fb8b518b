"""The rates of a fee page over the years: what was adopted when, by whom, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..blocks.rates import rate_card
from ..clock import today
from ..models import TaksterPageMixin
from ..models.periods import asked_day
from ..rates import RateCard, Validity, Version, format_date, in_force, periods
from ..rates.changes import RateChange, rate_changes
from ..rates.messages import KIND_NAMES
from .quality.access import EditablePageMixin, edit_url


@dataclass(frozen=True)
class Adoption:
    """Kinds of rates that were decided together; `validity` says by whom and when."""

    kinds: tuple[str, ...]
    validity: Validity


@dataclass(frozen=True)
class RateYear:
    """A day on which other rates come into force. `day` None is before all days that are known."""

    day: date | None
    decisions: tuple[Adoption, ...]
    state: str
    is_published: bool

    @property
    def title(self) -> str:
        """The day in words."""
        if self.day is None:
            return _("From the beginning")
        return _("From %(day)s") % {"day": format_date(self.day, get_language() or "da")}


def rate_years(card: RateCard, published: RateCard, now: date) -> list[RateYear]:
    """Each day on which other rates come into force, the latest first, as of `now`."""
    starts = {start for _kind, found in card.kinds() for start, held in periods(found)}
    starts = {start for start in starts if start != date.min or _begin(card, start)}
    return [
        RateYear(
            None if start == date.min else start,
            _decisions(card, start),
            _state(card, start, now),
            all(v in getattr(published, kind) for kind, v in _begin(card, start)),
        )
        for start in sorted(starts, reverse=True)
    ]


def _state(card: RateCard, start: date, now: date) -> str:
    if start > now:
        return _("Coming")
    holds = any(v in in_force(getattr(card, kind), now) for kind, v in _begin(card, start))
    return _("In force now") if holds else _("Former")


def _begin(card: RateCard, start: date) -> list[tuple[str, Version]]:
    """The versions that begin on a day, each with its kind."""
    first = None if start == date.min else start
    return [
        (kind, version)
        for kind, found in card.kinds()
        for version in found
        if version.validity.valid_from == first
    ]


def _decisions(card: RateCard, start: date) -> tuple[Adoption, ...]:
    """The kinds that begin on a day, together where the same was decided of them."""
    together: dict[Validity, dict[str, None]] = {}
    for kind, version in _begin(card, start):
        together.setdefault(version.validity, {})[_(KIND_NAMES[kind])] = None
    return tuple(Adoption(tuple(kinds), validity) for validity, kinds in together.items())


class RateHistoryView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Lists the versions of the rates, and compares one with what was before. Never writes."""

    page_type = TaksterPageMixin
    http_method_names = ["get", "head", "options"]
    template_name = "wagtail_libfees/admin/rate_history.html"
    page_title = gettext_lazy("Rates over the years")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        card = rate_card(self.page.get_latest_revision_as_object().body)
        published = rate_card(self.page.body) if self.page.live else RateCard()
        years = rate_years(card, published, today())
        return super().get_context_data(
            page=self.page,
            rows=[(year, self._address(year)) for year in years],
            edit_url=edit_url(self.page),
            page_history_url=reverse("wagtailadmin_pages:history", args=[self.page.pk]),
            **self._comparison(card),
            **kwargs,
        )

    def _address(self, year: RateYear) -> str:
        """Where the page is seen as of that day: the public one, or the draft's preview."""
        day = (year.day or date(2000, 1, 1)).isoformat()
        if year.is_published and self.page.url:
            return f"{self.page.url}?date={day}"
        return reverse("wagtailadmin_pages:view_draft", args=[self.page.pk]) + f"?date={day}"

    def _comparison(self, card: RateCard) -> dict[str, object]:
        """What changed on the day of `?compare=`; raises 404 for what is no day."""
        if "compare" not in self.request.GET:
            return {}
        day, _wrong = asked_day(self.request.GET["compare"])
        if day is None:
            raise Http404
        before = card.as_of(day - timedelta(days=1))
        changes: tuple[RateChange, ...] = rate_changes(before, card.as_of(day))
        return {"compared": day, "changes": changes}


def rate_history_urls():
    """The address of the view."""
    return [
        path(
            "libfees/rates/<libfees_id:page_id>/history/",
            RateHistoryView.as_view(),
            name="libfees_rate_history",
        ),
    ]
