"""The archive of service notices."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from wagtail_libfees.blocks.base import RICH_TEXT_FEATURES
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.notices import in_order

from .base import LibfeesPageMixin

NOTICES_PER_PAGE = 20


class ServiceNoticeIndexPageMixin(LibfeesPageMixin):
    """The archive: notices shown now, those to come, and those that are over."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)

    index_panels = [FieldPanel("intro")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Add `notices_now` in the banner's order, `notices_coming`, a page of `notices_over`."""
        context = super().get_context(request, *args, **kwargs)
        notices = self.get_notices()
        context["notices_now"] = in_order(n for n in notices if n.is_active)
        coming = [n for n in notices if not n.is_active and not n.is_over]
        context["notices_coming"] = sorted(coming, key=lambda n: n.window.start)
        over = sorted((n for n in notices if n.is_over), key=lambda n: n.window.end, reverse=True)
        page = Paginator(over, NOTICES_PER_PAGE).get_page(request.GET.get("page"))
        context["notices_over"] = page
        return context

    def get_notices(self):
        """The public notices below this page."""
        model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
        if model is None:
            return []
        return list(model.objects.child_of(self).live().public().select_related("locale"))
