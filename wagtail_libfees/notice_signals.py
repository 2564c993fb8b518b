"""Outdates the lists of notices when something changes that they are made of."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from .models import Branch, ServiceNoticeIndexPageMixin, ServiceNoticePageMixin
from .models.notice_cache import notices_changed

NOTICE_PAGES = (ServiceNoticePageMixin, ServiceNoticeIndexPageMixin)
OTHERS = (Branch, Site, Locale, PageViewRestriction)
# What saving a draft writes to the page; readers see none of it.
DRAFT_FIELDS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
)


def outdate(instance, update_fields=None, **kwargs):
    """A notice, an archive, a branch, a site, a language or a restriction was saved or deleted."""
    only_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if isinstance(instance, NOTICE_PAGES + OTHERS) and not only_draft:
        notices_changed()


def outdate_addresses(**kwargs):
    """A page was moved or got another slug: all addresses below it are others now."""
    notices_changed()


def register_notice_signals() -> None:
    """Connect the handlers; called once, when the app is ready."""
    for signal, name in ((post_save, "save"), (post_delete, "delete")):
        signal.connect(outdate, dispatch_uid=f"libfees_notices_{name}")
    for signal, name in ((post_page_move, "move"), (page_slug_changed, "slug")):
        signal.connect(outdate_addresses, dispatch_uid=f"libfees_notices_{name}")
