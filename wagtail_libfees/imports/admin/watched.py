"""The watched sources in the admin."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from django_tasks import TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from wagtail_libfees.admin.policies import OwnPolicyMixin
from wagtail_libfees.drafts.permissions import check_may_edit, editable_pages
from wagtail_libfees.models import PaymentFAQPageMixin, StaffGuidePageMixin

from ..models import WatchedSource
from ..tasks import check_watched
from .access import (
    ImporterPermissionMixin,
    ImporterPermissionPolicy,
    visible_sources,
)
from .fields import (
    PageChooser,
    WebAddressField,
    check_allowed,
    profile_choices,
    question_page_models,
)
from .menu import CountingMenuItem


class WatchedSourceForm(WagtailAdminModelForm):
    """An address and the page that has its questions from there.

    Only addresses: whoever may name a file of the server here could read it.
    """

    source = WebAddressField(
        label=gettext_lazy("address of the source"),
        help_text=gettext_lazy("It begins with https://."),
    )
    profile = forms.ChoiceField(choices=profile_choices, label=gettext_lazy("How to read it"))

    class Meta:
        model = WatchedSource
        fields = ["source", "profile", "page"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = editable_pages(self.for_user)
        self.fields["page"].widget = PageChooser(
            user=self.for_user, target_models=question_page_models()
        )

    def clean_page(self):
        """A page that takes questions and that the user may edit."""
        page = self.cleaned_data["page"].specific
        if not isinstance(page, (PaymentFAQPageMixin, StaffGuidePageMixin)):
            raise forms.ValidationError(_("Choose a payment FAQ or a staff guide."))
        check_allowed(check_may_edit, page, self.for_user)
        return self.cleaned_data["page"]

    def save(self, commit=True):
        """Another address, or another way to read it, is yet to be looked at."""
        if self.has_changed():
            self.instance.sha256, self.instance.items = "", {}
            self.instance.changed_at, self.instance.changes = None, {}
        return super().save(commit)


class OwnSourcesMixin:
    """Only the sources of pages that the user may edit."""

    def get_base_object_queryset(self):
        return visible_sources(self.request.user)

    def get_queryset(self):
        """For Wagtail's generic views of one object, which take it from here."""
        return visible_sources(self.request.user)


class WatchedIndexView(generic.IndexView):
    template_name = "wagtail_libfees/admin/imports/watched.html"
    results_template_name = "wagtail_libfees/admin/imports/watched_results.html"
    any_permission_required = ["add"]

    def get_base_queryset(self):
        """Those that the user may see."""
        return visible_sources(self.request.user)

    def get_context_data(self, **kwargs):
        """Add what has changed: a button in the list could not post."""
        changed = self.get_base_queryset().filter(changed_at__isnull=False)
        rows = [{"source": source, "state": state_of(source)} for source in changed]
        return super().get_context_data(changed=rows, **kwargs)

    def get_list_more_buttons(self, instance):
        """What to do with a change, before the usual."""
        address = reverse("libfees_imports:add")
        query = urlencode({"page": instance.page_id, "url": instance.source})
        buttons = [
            Button(
                _("Look at it in the importer"),
                url=f"{address}?{query}",
                icon_name="download",
                priority=5,
            )
        ]
        return [*buttons, *super().get_list_more_buttons(instance)]

    @cached_property
    def columns(self):
        """The source with its buttons, its page and its state."""
        title = self._get_title_column_class(TitleColumn)
        return [
            title("source", label=_("Source"), get_url=self.get_edit_url, sort_key="source"),
            Column("page", label=_("Page")),
            StatusTagColumn("state", label=_("State"), accessor=state_of, primary=is_changed),
            DateColumn("checked_at", label=_("Last checked"), sort_key="checked_at"),
        ]


def is_changed(source) -> bool:
    """Whether an editor should look."""
    return source.changed_at is not None


def state_of(source) -> str:
    if source.error:
        return _("could not be read: %(error)s") % {"error": source.error}
    if source.changed_at is None:
        return _("unchanged") if source.checked_at else _("not checked yet")
    words = {"new": _("new"), "changed": _("changed"), "gone": _("gone")}
    return ", ".join(f"{words[kind]}: {count}" for kind, count in source.changes.items())


class WatchedEditView(OwnSourcesMixin, generic.EditView):
    """Change a watched source."""


class WatchedDeleteView(OwnSourcesMixin, generic.DeleteView):
    """Watch a source no longer."""


class CheckNowView(ImporterPermissionMixin, View):
    """Has all watched sources of the user's pages looked at."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """A task does it; a backend that does it at once has less time, and tells what came."""
        ids = list(visible_sources(request.user).values_list("pk", flat=True))
        in_request = isinstance(check_watched.get_backend(), ImmediateBackend)
        result = check_watched.enqueue(ids, in_request)
        if not result.is_finished:
            messages.success(request, _("The sources are being checked. Look again in a while."))
        elif result.status == TaskResultStatus.SUCCESSFUL:
            for sentence in self._told(**result.return_value):
                messages.success(request, sentence)
        else:
            messages.error(request, _("The sources could not be checked. Try again."))
        return redirect("libfees_watched:index")

    def _told(self, looked_at: int, changed: int, left: int):
        yield ngettext(
            "Checked: %(count)d source has changed.",
            "Checked: %(count)d sources have changed.",
            changed,
        ) % {"count": changed}
        if left:
            yield ngettext(
                "There was no time for %(count)d source. Check again for it.",
                "There was no time for %(count)d sources. Check again for them.",
                left,
            ) % {"count": left}


class SeenView(ImporterPermissionMixin, View):
    """Takes a change off the list without importing it."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        source = get_object_or_404(visible_sources(request.user), pk=self.kwargs["pk"])
        if not source.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        from ..watch import mark_as_seen

        mark_as_seen(source)
        messages.success(request, _("Marked as seen."))
        return redirect("libfees_watched:index")


class WatchedSourceViewSet(OwnPolicyMixin, ModelViewSet):
    """Watched sources: list, add, change, remove, check."""

    model = WatchedSource
    policy_class = ImporterPermissionPolicy
    name = "libfees_watched"
    url_prefix = "libfees/importer/watched"
    icon = "view"
    menu_label = gettext_lazy("Watched sources")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = WatchedIndexView
    edit_view_class = WatchedEditView
    delete_view_class = WatchedDeleteView

    def get_common_view_kwargs(self, **kwargs):
        """No links to history and usage: they know nothing of permissions on pages."""
        hidden = {"history_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**hidden, **kwargs)

    def get_form_class(self, for_update=False):
        return WatchedSourceForm

    def get_urlpatterns(self):
        """List, add, edit and delete, and our own."""
        kept = {"index", "index_results", "add", "edit", "delete"}
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            path("check/", CheckNowView.as_view(), name="check"),
            path("seen/<libfees_id:pk>/", SeenView.as_view(), name="seen"),
        ]

    def get_menu_item(self, order=None):
        """The menu item says how many sources have changed."""
        return CountingMenuItem(
            label=self.menu_label,
            url=self.menu_url,
            name="libfees-watched",
            icon_name=self.icon,
            order=order or 2,
        )
