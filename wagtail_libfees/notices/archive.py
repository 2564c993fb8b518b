"""The archive of service notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import partial
from operator import getitem

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Site

from ..blocks.base import RICH_TEXT_FEATURES
from ..caching import note_boundary
from ..clock import today
from ..conf import libfees_settings
from ..models.base import LibfeesPageMixin
from ..page_cache import kept_value
from . import most_urgent_first
from .archive_filters import NoticeFilterForm
from .banner import next_boundary
from .branches import Branch
from .cache import notice_list

NOTICES_PER_PAGE = 20
LISTED = ("notice_filters", "notices_now", "notices_coming", "notices_over")


@dataclass(frozen=True)
class Order:
    """The ids of the notices of an archive on a day, and the years of the form, the last first."""

    over: list[int]
    last_days: list[int]
    years: list[int]


class ServiceNoticeIndexPageMixin(LibfeesPageMixin):
    """The archive: notices shown now, those to come, and those that are over."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)

    index_panels = [FieldPanel("intro")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Add `notices_now` in the banner's order, `notices_coming`, a page of `notices_over`.

        `notice_filters` is the form that narrows all three.
        """
        context = super().get_context(request, *args, **kwargs)
        note_boundary(request, next_boundary(Site.find_for_request(request)))
        if libfees_settings.page_model("NOTICE_PAGE_MODEL"):
            shown = SimpleLazyObject(lambda: self._listed(request, self._told(request)))
            context.update({n: SimpleLazyObject(partial(getitem, shown, n)) for n in LISTED})
        return context

    def _listed(self, request, everything) -> dict:
        """The lists and the form; looked up when the template asks for the first of them."""
        form = self.get_filters(request, everything)
        current, over = self._parted(request, form, everything)
        coming = [notice for notice in current if not notice.is_active]
        return {
            "notice_filters": form,
            "notices_now": most_urgent_first(notice for notice in current if notice.is_active),
            "notices_coming": sorted(coming, key=lambda notice: notice.window.start),
            "notices_over": _page(over, everything, request.GET.get("page")),
        }

    def _parted(self, request, form, everything) -> tuple[list, list[int]]:
        """The notices that are not over, and the ids of those that are, what ended last first.

        The database compares days. Of those that end today, which are few, the window decides.
        """
        order = self._order(request, everything)
        last_days = list(_shown(form.narrow(everything.filter(pk__in=order.last_days))))
        ended = [notice for notice in last_days if notice.is_over]
        # A whole day ends after every clock time of it.
        ended.sort(key=lambda notice: (notice.to_time or time.max, notice.pk), reverse=True)
        over = order.over
        if form.is_asked:
            over = list(_in_order(form.narrow(everything.filter(to_day__lt=today()))))
        return (
            [notice for notice in last_days if not notice.is_over],
            [*(notice.pk for notice in ended), *over],
        )

    def _order(self, request, notices) -> Order:
        """The order of `notices` today, which costs reading them all and is kept until a change."""
        name = f"archive:{self.pk}"
        # Where nothing is kept, the form and the lists of one answer ask once.
        asked = request.__dict__.setdefault("_libfees_orders", {})
        if name not in asked:
            asked[name] = kept_value(request, name, partial(_ordered, notices))
        return asked[name]

    def _told(self, request):
        """The notices of this page, and those that a banner in its language shows untranslated."""
        site = Site.find_for_request(request)
        own = self.get_notices()
        language = notice_list(site).language if site else self.locale.language_code
        if language == self.locale.language_code or not libfees_settings.NOTICE_UNTRANSLATED:
            return own
        source = self.get_translations().filter(locale__language_code=language).live().first()
        if source is None:
            return own
        here = own.model.objects.live().public().filter(locale=self.locale)
        untranslated = source.get_notices().exclude(
            translation_key__in=here.values("translation_key")
        )
        return own | untranslated.filter(Q(to_day__isnull=True) | Q(to_day__gte=today()))

    def get_notices(self):
        """The public notices below this page, as a query; None without a type of notices."""
        model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
        return model.objects.child_of(self).live().public() if model else None

    def get_filters(self, request, notices) -> NoticeFilterForm:
        """The form with the branches of this site and the years in which there are notices."""
        branches = Branch.offered(Site.find_for_request(request), self.locale)
        years = self._order(request, notices).years
        return NoticeFilterForm(request.GET, branches=list(branches), years=years)


def _shown(notices):
    return notices.select_related("locale").prefetch_related("branches")


def _in_order(notices):
    """The ids of `notices`, what ended last first; a whole day ends after every time of it."""
    ordered = notices.order_by(F("to_day").desc(), F("to_time").desc(nulls_first=True), "-pk")
    return ordered.values_list("pk", flat=True)


def _ordered(notices) -> Order:
    days = notices.order_by().dates("from_day", "year", order="DESC")
    last_days = notices.filter(Q(to_day__isnull=True) | Q(to_day__gte=today()))
    return Order(
        over=list(_in_order(notices.filter(to_day__lt=today()))),
        last_days=list(last_days.values_list("pk", flat=True)),
        years=[day.year for day in days],
    )


def _page(ids: list[int], everything, number) -> Page:
    """The page of that number; only what is public now is on it, whatever the order says."""
    page = Paginator(ids, NOTICES_PER_PAGE).get_page(number)
    found = {notice.pk: notice for notice in _shown(everything.filter(pk__in=page.object_list))}
    page.object_list = [found[pk] for pk in page.object_list if pk in found]
    return page
