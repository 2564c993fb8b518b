"""A fee page from the standard text, and a newer standard text on an older page."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..drafts.errors import DraftError
from ..drafts.standard_text import (
    State,
    guide_model,
    new_staff_guide,
    new_takster_page,
    parts_of,
    take_over,
    takster_model,
)
from ..models import StaffGuidePageMixin, TaksterPageMixin
from .quality.access import EditablePageMixin, edit_url
from .start.views import start_url

# In the address of the form for a new page: it is to be empty.
EMPTY = "empty"


class NewFeePageView(WagtailAdminTemplateMixin, TemplateView):
    """Asks what a new fee page starts from; the standard text becomes a draft, in steps."""

    template_name = "wagtail_libfees/admin/standard_text/new.html"
    page_title = gettext_lazy("New fee-rates page")
    header_icon = "doc-empty"
    find_model = staticmethod(takster_model)
    make = staticmethod(new_takster_page)
    standard = gettext_lazy(
        "A whole page. You are asked for your rates, times and phone numbers in four short steps, "
        "and can stop and go on another day."
    )

    @cached_property
    def parent(self):
        """The page below which it will stand, if the user may add one there."""
        parent = get_object_or_404(Page, pk=self.kwargs["parent_id"]).specific
        if not may_make(parent, self.request.user, self.find_model):
            raise PermissionDenied
        return parent

    def get_page_subtitle(self):
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self):
        url = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [
            *self.breadcrumbs_items,
            {"url": url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        options = self.find_model()._meta
        names = [options.app_label, options.model_name, self.parent.pk]
        return super().get_context_data(
            parent=self.parent,
            back_url=reverse("wagtailadmin_explore", args=[self.parent.pk]),
            empty_url=f"{reverse('wagtailadmin_pages:add', args=names)}?{EMPTY}=1",
            import_url=self.get_import_url(),
            standard=self.standard,
            **kwargs,
        )

    def get_import_url(self) -> str:
        """Where an old page is read; empty without the importers or the right to them."""
        may_import = self.request.user.has_perm("libfees_imports.add_importrun")
        if not may_import or not apps.is_installed("wagtail_libfees.imports"):
            return ""
        return f"{reverse('libfees_imports:add')}?what=fees&parent={self.parent.pk}"

    def post(self, request, *args, **kwargs):
        """Make the draft, and begin with its first step."""
        try:
            page = self.make(self.parent, request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect("wagtailadmin_explore", self.parent.pk)
        return redirect(self.get_success_url(page))

    def get_success_url(self, page) -> str:
        return start_url(page)


class NewStaffGuideView(NewFeePageView):
    """The same for a staff guide, whose draft is an ordinary form."""

    page_title = gettext_lazy("New staff guide")
    find_model = staticmethod(guide_model)
    make = staticmethod(new_staff_guide)
    standard = gettext_lazy(
        "Who answers what, with the contact points of your fee settings, and the questions that "
        "colleagues ask most. Change it as you like."
    )

    def get_import_url(self) -> str:
        """An old guide is imported with its questions, from the importer's own menu."""
        return ""

    def get_success_url(self, page) -> str:
        return edit_url(page)


class StandardTextView(EditablePageMixin, WagtailAdminTemplateMixin, TemplateView):
    """How each part of a fee page stands to the standard text; newer wordings can be taken over."""

    page_type = TaksterPageMixin
    template_name = "wagtail_libfees/admin/standard_text/parts.html"
    page_title = gettext_lazy("Standard text")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs):
        parts = parts_of(self.page)
        by_state = {s.value: [p for p in parts if p.state is s] for s in State}
        return super().get_context_data(
            states=by_state,
            can_take=any(part.can_take for part in parts),
            edit_url=edit_url(self.page),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Take over what was chosen, as a draft."""
        try:
            count = take_over(self.page, request.POST.getlist("part"), request.user)
        except DraftError as exc:
            messages.error(request, str(exc))
            return redirect("libfees_standard_text", self.page.pk)
        if not count:
            messages.warning(request, _("Nothing was chosen, so nothing has changed."))
            return redirect("libfees_standard_text", self.page.pk)
        messages.success(
            request,
            ngettext(
                "%(count)s part was taken over into the draft. Look at it, and publish.",
                "%(count)s parts were taken over into the draft. Look at them, and publish.",
                count,
            )
            % {"count": count},
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)


def may_make(parent, user, find_model=takster_model) -> bool:
    """Whether `user` may make a fee page, or another page of a standard text, below `parent`."""
    try:
        allowed = find_model().can_create_at(parent)
    except DraftError:
        return False
    return allowed and parent.permissions_for_user(user).can_add_subpage()


def offer_standard_text(request, parent_page, page_class):
    """Before an empty form for a new fee page or staff guide: the choice of what it starts from.

    The form is shown once it is asked for, and for a posted one nothing is asked.
    """
    if request.method != "GET" or EMPTY in request.GET:
        return None
    offers = (
        (TaksterPageMixin, takster_model, "libfees_new_takster"),
        (StaffGuidePageMixin, guide_model, "libfees_new_staff_guide"),
    )
    for mixin, find_model, name in offers:
        may = issubclass(page_class, mixin) and may_make(parent_page, request.user, find_model)
        if may and page_class is find_model():
            return redirect(name, parent_page.pk)
    return None


def standard_text_buttons(page, user, next_url=None, view_name=None):
    """In the header of a page: “New fee-rates page” below it; on a fee page its standard text."""
    page = page.specific
    if isinstance(page, TaksterPageMixin):
        if page.permissions_for_user(user).can_edit():
            url = reverse("libfees_standard_text", args=[page.pk])
            yield Button(_("Standard text"), url, icon_name="doc-full", priority=56)
    elif page.depth > 1 and may_make(page, user):
        url = reverse("libfees_new_takster", args=[page.pk])
        yield Button(_("New fee-rates page"), url, icon_name="doc-empty", priority=57)


def standard_text_urls():
    """The addresses of the views, below the admin's own."""
    return [
        path(
            "libfees/standard-text/new/<libfees_id:parent_id>/",
            NewFeePageView.as_view(),
            name="libfees_new_takster",
        ),
        path(
            "libfees/standard-text/new-guide/<libfees_id:parent_id>/",
            NewStaffGuideView.as_view(),
            name="libfees_new_staff_guide",
        ),
        path(
            "libfees/standard-text/<libfees_id:page_id>/",
            StandardTextView.as_view(),
            name="libfees_standard_text",
        ),
    ]
