"""Who may see and mark the channels of a notice: who may edit it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from wagtail_libfees.admin.quality.access import EditablePageMixin
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.permissions import editable_pages
from wagtail_libfees.models import LedgerEntry

from .board import Board


def visible_entries(user):
    """The ledger of the notices that `user` may edit.

    Of a notice that is deleted, who sent it sees the record, and a superuser.
    """
    orphaned = Q(page=None)
    if not user.is_superuser:
        orphaned &= Q(sent_by=user)
    pages = editable_pages(user).values("pk")
    return LedgerEntry.objects.filter(Q(page__in=pages) | orphaned)


class NoticeMixin(EditablePageMixin):
    """A view of one notice that the user may edit; the address names it by `page_id`."""

    @cached_property
    def page(self):
        """The notice; 404 if there is none, `PermissionDenied` if the user may not edit it."""
        model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
        page = get_object_or_404(model, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    @cached_property
    def board(self) -> Board:
        """The channels of the latest draft."""
        return Board(self.page, self.page.get_latest_revision_as_object())
