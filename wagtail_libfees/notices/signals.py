"""Outdates the lists of notices when something changes that they are made of."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from .models import (
    Branch,
    FeeSettings,
    OwnFact,
    ServiceNoticeIndexPageMixin,
    ServiceNoticePageMixin,
    TaksterPageMixin,
)
from .models.notice_cache import notices_changed
from .notice_purge import purge_around
from .tasks import make_social_image

NOTICE_PAGES = (ServiceNoticePageMixin, ServiceNoticeIndexPageMixin)
# The facts that a notice can tell are read from these.
FACTS = (TaksterPageMixin, FeeSettings, OwnFact)
OTHERS = (Branch, Site, Locale, PageViewRestriction, *FACTS)
# What saving a draft writes to the page; readers see none of it.
DRAFT_FIELDS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
)


def outdate(instance, update_fields=None, **kwargs):
    """Something that lists of notices are made of was saved or deleted."""
    only_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if isinstance(instance, NOTICE_PAGES + OTHERS) and not only_draft:
        notices_changed()


def outdate_addresses(**kwargs):
    """A page was moved or got another slug: all addresses below it are others now."""
    notices_changed()


def purge(instance, **kwargs):
    """A notice or an archive was published, taken back or deleted."""
    if isinstance(instance, NOTICE_PAGES):
        purge_around(instance)


def prepare_image(instance, **kwargs):
    """A notice was published: its image gets the size that social media show."""
    if isinstance(instance, ServiceNoticePageMixin) and instance.image_id:
        # Robust: a file that is gone or broken must not make the publication fail.
        work = partial(make_social_image.enqueue, instance.image_id)
        transaction.on_commit(work, robust=True)


def purge_moved(instance, sender, url_path_before, **kwargs):
    """A notice or an archive was moved; Wagtail passes its base page."""
    if issubclass(sender, NOTICE_PAGES):
        purge_around(instance.specific, url_path_before)


def purge_restricted(instance, **kwargs):
    """Who may read a notice or an archive has changed."""
    # The page itself can be on its way out, and takes its restrictions along: then its own row
    # goes before that of the base page, which alone says of which type it is.
    page_model = PageViewRestriction._meta.get_field("page").related_model
    page = page_model.objects.filter(pk=instance.page_id).first()
    kind = page.specific_class if page is not None else None
    if kind is not None and issubclass(kind, NOTICE_PAGES):
        for notice in kind.objects.filter(pk=page.pk):
            purge(notice)


def register_notice_signals() -> None:
    """Connect the handlers; called once, when the app is ready."""
    for signal, name in ((post_save, "save"), (post_delete, "delete")):
        signal.connect(outdate, dispatch_uid=f"libfees_notices_{name}")
    for signal, name in ((post_page_move, "move"), (page_slug_changed, "slug")):
        signal.connect(outdate_addresses, dispatch_uid=f"libfees_notices_{name}")
    for signal, name in (
        (page_published, "published"),
        (page_unpublished, "unpublished"),
        (post_delete, "deleted"),
    ):
        signal.connect(purge, dispatch_uid=f"libfees_purge_{name}")
    page_published.connect(prepare_image, dispatch_uid="libfees_notices_image")
    post_page_move.connect(purge_moved, dispatch_uid="libfees_purge_moved")
    for signal, name in ((post_save, "restricted"), (post_delete, "admitted")):
        uid = f"libfees_purge_{name}"
        signal.connect(purge_restricted, sender=PageViewRestriction, dispatch_uid=uid)
