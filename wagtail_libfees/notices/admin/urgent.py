"""The step between pressing “Publish” on an urgent notice and its going live."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.editorial.publishing import publishing_errors
from wagtail_libfees.models import ServiceNoticePageMixin

from ..urgent import PERMISSION

CONFIRMED = "wagtail_libfees.confirm_urgent"


class ConfirmUrgentView(WagtailAdminTemplateMixin, TemplateView):
    """Shows the banner as borrowers will see it, and asks."""

    template_name = "wagtail_libfees/admin/confirm_urgent.html"
    page_title = gettext_lazy("Publish urgent notice")
    header_icon = "warning"

    @cached_property
    def page(self):
        """The notice, if the user may publish urgent ones and edit this one."""
        model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
        page = get_object_or_404(model, pk=self.kwargs["page_id"])
        permissions = page.permissions_for_user(self.request.user)
        allowed = permissions.can_edit() and self.request.user.has_perm(PERMISSION)
        if not allowed or permissions.page_locked():
            raise PermissionDenied
        return page

    @cached_property
    def draft(self):
        """The version that would go live."""
        return self.page.get_latest_revision_as_object()

    @property
    def publishes(self) -> bool:
        """Whether confirming publishes too. In a workflow the approval does."""
        can_publish = self.page.permissions_for_user(self.request.user).can_publish()
        return can_publish and not self.page.workflow_in_progress

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self._edit_url(), "label": self.draft.title},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request, *args, **kwargs):
        """Show the banner; back to the editor when there is nothing to confirm."""
        if refused := self._refused():
            return refused
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """The banner of this notice alone, and what it says of itself."""
        content = self.draft.to_content(self.request)
        # Without a role: the preview is not announced as the banner is.
        row = {
            "notice": content,
            "severity": self.draft.get_severity_display(),
            "lead": content.lead,
        }
        return super().get_context_data(
            notices=[row],
            language=content.language,
            content=content,
            draft=self.draft,
            digest=self.draft.digest,
            publishes=self.publishes,
            edit_url=self._edit_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Confirm the version that was shown, and publish it."""
        if refused := self._refused():
            return refused
        if request.POST.get("digest") != self.draft.digest:
            messages.warning(request, _("The notice was changed since. Look at it again."))
            return redirect(request.path)
        self.draft.confirm(request.user)
        log(instance=self.page, action=CONFIRMED, user=request.user)
        if not self.publishes:
            messages.success(request, _("The notice is confirmed. It goes live when approved."))
            return redirect(self._edit_url())
        self.page.get_latest_revision().publish(user=request.user)
        messages.success(request, self._done())
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def _refused(self):
        """Back to the editor with the reasons, if this version cannot go live anyway."""
        errors = publishing_errors(self.draft)
        for error in errors:
            messages.error(self.request, error.message)
        if not errors and not self.draft.is_urgent:
            messages.info(self.request, _("The notice is not urgent. Publish it in the editor."))
        elif not errors:
            return None
        return redirect(self._edit_url())

    def _done(self):
        live = type(self.page).objects.get(pk=self.page.pk).live
        if live:
            return _("The urgent notice is live.")
        return _("The urgent notice is confirmed and scheduled.")

    def _edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def confirm_url(page) -> str:
    """Where the urgent draft of `page` is confirmed."""
    return reverse("libfees_confirm_urgent", args=[page.pk])


def urgent_urls():
    """The address of the view."""
    return [
        path(
            "libfees/notices/<libfees_id:page_id>/confirm/",
            ConfirmUrgentView.as_view(),
            name="libfees_confirm_urgent",
        )
    ]


def confirm_before_publishing(request, page):
    """Pressing “Publish” has saved the draft; an urgent one is confirmed first."""
    if not isinstance(page, ServiceNoticePageMixin):
        return None
    draft = page.get_latest_revision_as_object()
    if not draft.is_urgent:
        return None
    if not request.user.has_perm(PERMISSION):
        messages.error(
            request,
            _("The draft was saved. You may not publish urgent notices: ask someone who may."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None if draft.is_confirmed else redirect(confirm_url(page))


def confirm_button(page, user, next_url=None, view_name=None):
    """The way to the confirmation for a draft that waits for it, such as one in a workflow."""
    page = page.specific
    if not isinstance(page, ServiceNoticePageMixin) or not user.has_perm(PERMISSION):
        return
    if not page.has_unpublished_changes or not page.permissions_for_user(user).can_edit():
        return
    draft = page.get_latest_revision_as_object()
    if draft.is_urgent and not draft.is_confirmed:
        yield Button(
            _("Confirm urgent notice"), confirm_url(page), icon_name="warning", priority=56
        )


def refuse_live_copies(request, page):
    """A live copy of an urgent notice would be one that nobody confirmed where it stands."""
    if request.method != "POST" or not (
        request.POST.get("publish_copies") or request.POST.get("alias")
    ):
        return None
    if not _live_urgent([page], below=bool(request.POST.get("copy_subpages"))):
        return None
    messages.error(
        request, _("Urgent notices are copied as drafts: leave “Publish copied page” out.")
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


def refuse_live_move(request, page, destination):
    """A live urgent notice was confirmed for the readers of its site, and for no others."""
    return _refuse_move(request, [page], destination)


def refuse_live_bulk_move(request, action_type, objects, action):
    """The same for several pages at once."""
    if action_type != "move":
        return None
    return _refuse_move(request, objects, action.cleaned_form.cleaned_data["chooser"])


def _refuse_move(request, pages, destination):
    target = destination.get_site()
    away = [page for page in pages if target is not None and page.get_site() != target]
    if not away or not _live_urgent(away, below=True):
        return None
    messages.error(
        request,
        _("An urgent notice is confirmed for its own site. Unpublish it before you move it."),
    )
    return redirect("wagtailadmin_explore", away[0].get_parent().pk)


def _live_urgent(pages, *, below: bool) -> bool:
    """Whether there is a live urgent notice among `pages`, or `below` them."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None:
        return False
    urgent = model.objects.live().filter(severity="urgent")
    if not below:
        return urgent.filter(pk__in=[page.pk for page in pages]).exists()
    return any(urgent.descendant_of(page, inclusive=True).exists() for page in pages)


def urgent_permissions():
    """The permission, for the group editor."""
    return Permission.objects.filter(
        content_type__app_label="wagtail_libfees", codename="publish_urgent_notice"
    )


def register_confirmation(actions):
    """The words of the log."""
    actions.register_action(
        CONFIRMED, gettext_lazy("Confirm urgent notice"), gettext_lazy("Urgent notice confirmed")
    )
