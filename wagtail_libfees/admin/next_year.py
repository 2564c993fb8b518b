"""“Copy to next year” on a fee page in the admin."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.next_year import copy_to_year
from wagtail_libfees.models import TaksterPageMixin
from wagtail_libfees.models.clock import today
from wagtail_libfees.rates import format_date


class CopyToNextYearView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, and then writes a draft with next year's rates."""

    template_name = "wagtail_libfees/admin/copy_to_next_year.html"
    page_title = gettext_lazy("Copy to next year")
    header_icon = "date"

    @cached_property
    def page(self):
        """The fee page, if the user may edit it."""
        model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
        page = get_object_or_404(model, pk=self.kwargs["page_id"])
        permissions = page.permissions_for_user(self.request.user)
        if not permissions.can_edit() or permissions.page_locked():
            raise PermissionDenied
        return page

    def get_page_subtitle(self):
        """The page that it is about."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        """The fee page, and this."""
        return [
            *self.breadcrumbs_items,
            {"url": edit_url(self.page), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        """The page and the year."""
        return super().get_context_data(
            page=self.page,
            year=today().year + 1,
            first_day=first_day(today().year + 1),
            edit_url=edit_url(self.page),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Write the draft, and go on in the editor."""
        year = today().year + 1
        try:
            count = copy_to_year(self.page, year, user=request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s block of rates was copied into the draft, valid from %(day)s. "
                    "Change the amounts, and publish: the new rates show by themselves on that "
                    "day.",
                    "%(count)s blocks of rates were copied into the draft, valid from %(day)s. "
                    "Change the amounts, and publish: the new rates show by themselves on that "
                    "day.",
                    count,
                )
                % {"count": count, "day": first_day(year)},
            )
        return redirect(edit_url(self.page))


def first_day(year: int) -> str:
    """1 January of `year`, in words."""
    return format_date(date(year, 1, 1), get_language() or "da")


def edit_url(page) -> str:
    """The address of the page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def next_year_urls():
    """The addresses of the view."""
    return [
        path(
            "libfees/rates/<int:page_id>/next-year/",
            CopyToNextYearView.as_view(),
            name="libfees_copy_to_next_year",
        ),
    ]


def next_year_button(page, user, next_url=None, view_name=None):
    """The button in the menu of a fee page's header."""
    page = page.specific
    # A translation has no rates of its own.
    if not isinstance(page, TaksterPageMixin) or page.source_page.pk != page.pk:
        return
    if page.permissions_for_user(user).can_edit():
        yield Button(
            _("Copy rates to next year"),
            reverse("libfees_copy_to_next_year", args=[page.pk]),
            icon_name="date",
            priority=55,
        )
