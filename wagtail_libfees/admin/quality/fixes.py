"""Two things that mend a finding: replacing a term, and having reviewed a page."""

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import AbstractPage

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.replace_terms import plan_replacement, replace_terms
from wagtail_libfees.models.reviews import PageReview, mark_as_reviewed
from wagtail_libfees.quality.checks.reviews import REVIEWED

from .access import EditablePageMixin, edit_url

# The name of the button in the page editor; its value is the term.
REPLACE = "libfees_replace"


class ReplaceTermsView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows what would change, and then saves it as a draft."""

    template_name = "wagtail_libfees/admin/quality/replace.html"
    page_title = gettext_lazy("Replace outdated terms")
    header_icon = "resubmit"

    @property
    def term(self) -> str:
        """The one term that is meant; empty for all."""
        return self.request.GET.get("term", "")[:100]

    def get_context_data(self, **kwargs):
        _draft, replacements = plan_replacement(self.page, self.term)
        return super().get_context_data(
            page=self.page, replacements=replacements, edit_url=edit_url(self.page), **kwargs
        )

    def post(self, request, *args, **kwargs):
        """Save the draft, and go on in the editor."""
        _replace(request, self.page, self.term)
        return redirect(edit_url(self.page))


def replace_after_saving(request: HttpRequest, page: AbstractPage) -> None:
    """The one click of the side panel: it saves the draft as typed, and then replaces in that.

    So nothing that was typed is lost, and the history has the draft before and after.
    """
    term = request.POST.get(REPLACE, "")[:100]
    if term and not any(name.startswith("action-") for name in request.POST):
        _replace(request, page, term)


def _replace(request: HttpRequest, page: AbstractPage, term: str) -> None:
    """Replace in a draft, and say what was done."""
    try:
        count = replace_terms(page, request.user, term)
    except DraftError as exc:
        messages.error(request, str(exc))
        return
    text = ngettext(
        "%(count)s text was changed in the draft. Nothing is published; the history of the page "
        "takes it back.",
        "%(count)s texts were changed in the draft. Nothing is published; the history of the page "
        "takes it back.",
        count,
    )
    messages.success(request, text % {"count": count}, buttons=_compare_button(page))


def _compare_button(page: AbstractPage) -> list[tuple[str, str, bool]]:
    """The way to see what was done: the draft beside the one before, if there was one."""
    newest = list(page.revisions.order_by("-created_at", "-pk")[:2])
    if len(newest) < 2:
        return []
    latest, before = newest
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, latest.pk])
    return [messages.button(url, _("See what changed"))]


class ReviewView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks whether the page was read through: a button in a menu is a link and may not write."""

    template_name = "wagtail_libfees/admin/quality/review.html"
    page_title = gettext_lazy("Reviewed today")
    header_icon = "check"

    def get_context_data(self, **kwargs):
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
            "libfees/quality/<libfees_id:page_id>/replace/",
            ReplaceTermsView.as_view(),
            name="libfees_replace_terms",
        ),
        path(
            "libfees/quality/<libfees_id:page_id>/review/",
            ReviewView.as_view(),
            name="libfees_review",
        ),
    ]
