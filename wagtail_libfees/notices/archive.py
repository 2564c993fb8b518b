"""The archive of service notices."""

from __future__ import annotations

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
from . import most_urgent_first
from .archive_filters import NoticeFilterForm
from .banner import next_boundary
from .branches import Branch
from .cache import notice_list

NOTICES_PER_PAGE = 20
LISTED = ("notice_filters", "notices_now", "notices_coming", "notices_over")


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
        current, over = _parted(form.narrow(everything))
        coming = [notice for notice in current if not notice.is_active]
        return {
            "notice_filters": form,
            "notices_now": most_urgent_first(notice for notice in current if notice.is_active),
            "notices_coming": sorted(coming, key=lambda notice: notice.window.start),
            "notices_over": _page(over, request.GET.get("page")),
        }

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
        years = [day.year for day in notices.order_by().dates("from_day", "year", order="DESC")]
        return NoticeFilterForm(request.GET, branches=list(branches), years=years)


def _parted(notices):
    """The notices that are not over as a list, and those that are as a query.

    The database compares days. Of those that end today, which are few, the window decides.
    """
    shown = notices.select_related("locale").prefetch_related("branches")
    last_days = shown.filter(Q(to_day__isnull=True) | Q(to_day__gte=today()))
    current = [notice for notice in last_days if not notice.is_over]
    ended_today = [notice.pk for notice in last_days if notice.is_over]
    over = shown.filter(Q(to_day__lt=today()) | Q(pk__in=ended_today))
    # A whole day ends after every clock time of it.
    return current, over.order_by(F("to_day").desc(), F("to_time").desc(nulls_first=True), "-pk")


def _page(over, number) -> Page:
    return Paginator(over, NOTICES_PER_PAGE).get_page(number)
