"""Two things that mend a finding in one click: replacing a term, and having reviewed a page."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.terms import plan_replacement, replace_terms
from wagtail_libfees.models.reviews import PageReview, mark_as_reviewed
from wagtail_libfees.quality.checks.reviews import REVIEWED

from .access import EditablePageMixin, edit_url


class ReplaceTermsView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows what would change, and then saves it as a draft."""

    template_name = "wagtail_libfees/admin/quality/replace.html"
    page_title = gettext_lazy("Replace outdated terms")
    header_icon = "resubmit"

    @property
    def term(self) -> str:
        """The one term that is meant; empty for all."""
        return self.request.GET.get("term", "")[:100]

    def get_page_subtitle(self):
        """The page that it is about."""
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        """The differences."""
        _draft, replacements = plan_replacement(self.page, self.term)
        return super().get_context_data(
            page=self.page, replacements=replacements, edit_url=edit_url(self.page), **kwargs
        )

    def post(self, request, *args, **kwargs):
        """Save the draft, and go on in the editor."""
        try:
            count = replace_terms(self.page, request.user, self.term)
        except DraftError as exc:
            messages.error(request, str(exc))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s text was changed in the draft. Nothing is published; the history "
                    "of the page takes it back.",
                    "%(count)s texts were changed in the draft. Nothing is published; the history "
                    "of the page takes it back.",
                    count,
                )
                % {"count": count},
            )
        return redirect(edit_url(self.page))


class ReviewView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks whether the page was read through: a button in a menu is a link and may not write."""

    template_name = "wagtail_libfees/admin/quality/review.html"
    page_title = gettext_lazy("Reviewed today")
    header_icon = "check"

    def get_page_subtitle(self):
        """The page that it is about."""
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        """The former reviews."""
        return super().get_context_data(
            page=self.page,
            reviews=PageReview.objects.filter(page_id=self.page.pk)
            .select_related("user")
            .order_by("-reviewed_on")[:10],
            edit_url=edit_url(self.page),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Note the day; nothing is published."""
        mark_as_reviewed(self.page, request.user)
        messages.success(
            request, _("“%(page)s” is noted as reviewed today.") % {"page": self.page.title}
        )
        return redirect(edit_url(self.page))


def review_button(page, user, next_url=None, view_name=None):
    """“Reviewed today” in the menu of the page's header."""
    page = page.specific
    if isinstance(page, REVIEWED) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Reviewed today"),
            reverse("libfees_review", args=[page.pk]),
            icon_name="check",
            priority=56,
        )


def mending_urls():
    """The addresses of the views."""
    return [
        path(
            "libfees/quality/<int:page_id>/replace/",
            ReplaceTermsView.as_view(),
            name="libfees_replace_terms",
        ),
        path("libfees/quality/<int:page_id>/review/", ReviewView.as_view(), name="libfees_review"),
    ]
