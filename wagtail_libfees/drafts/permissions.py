"""Who may write to a page, and that nobody else does at the same time."""

from __future__ import annotations

import swapper
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock
from wagtail.permission_policies.pages import PagePermissionPolicy

from .errors import DraftError


def editable_pages(user):
    """The pages that `user` may add below or change."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change"})


def may_edit_pages(user) -> bool:
    """Whether `user` may have such pages."""
    return PagePermissionPolicy().user_has_any_permission(user, {"add", "change"})


def may_edit(page, user) -> bool:
    """Whether `user` may edit `page`, and so see its draft. None may everything."""
    return user is None or page.permissions_for_user(user).can_edit()


def check_may_edit(page, user) -> None:
    """Raise `DraftError` if `user` may not edit `page`, or if it is locked or an alias.

    Apart from that, None as `user` may everything.
    """
    if not may_edit(page, user):
        raise _refused(user, page)
    if page.alias_of_id is not None:
        # Wagtail writes an alias anew whenever its original is published.
        raise DraftError(
            _("“%(page)s” is an alias that follows another page; choose the original.")
            % {"page": page.title}
        )
    lock = page.get_lock()
    if lock is not None and (user is None or lock.for_user(user)):
        raise DraftError(_lock_text(lock) % {"page": page.title})


def _lock_text(lock) -> str:
    """How the lock is opened: nobody can unlock a page that waits for its day."""
    if isinstance(lock, ScheduledForPublishLock):
        return _(
            "A version of “%(page)s” is scheduled to be published, which locks the page. Cancel "
            "the schedule in the editor, and try again; or wait for its day."
        )
    return _("“%(page)s” is locked; unlock it, or wait until it is.")


def check_may_add(parent, user) -> None:
    """Raise `DraftError` if `user` may not add pages below `parent`."""
    if user is not None and not parent.permissions_for_user(user).can_add_subpage():
        raise _refused(user, parent)


def _refused(user, page):
    return DraftError(
        _("%(user)s may not edit “%(page)s”; ask an administrator.")
        % {"user": user, "page": page.title}
    )


def locked_revision(page) -> int | None:
    """Lock the page's row until the transaction ends; returns its latest revision.

    Raises `DraftError` if the page is deleted.
    """
    model = swapper.load_model("wagtailcore", "Page")
    locked = model.objects.select_for_update().filter(pk=page.pk).only("latest_revision_id").first()
    if locked is None:
        raise DraftError(_("“%(page)s” was deleted meanwhile.") % {"page": page.title})
    return locked.latest_revision_id
