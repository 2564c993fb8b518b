"""Outdates the lists of notices when something changes that they are made of."""

from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from ..models import (
    Branch,
    FeeSettings,
    OwnFact,
    ServiceNoticeIndexPageMixin,
    ServiceNoticePageMixin,
    TaksterPageMixin,
)
from ..stamps import DRAFT_FIELDS
from ..tasks import make_social_image
from .cache import notices_changed
from .former_branches import keep_what_notices_say
from .purge import purge_around
from .templates import is_from_template
from .withdrawal import (
    follow_restriction,
    follow_source,
    restricted_page,
    withdraw_translations,
)

NOTICE_PAGES = (ServiceNoticePageMixin, ServiceNoticeIndexPageMixin)
# The facts that a notice can tell are read from these.
FACTS = (TaksterPageMixin, FeeSettings, OwnFact)
OTHERS = (Branch, Site, Locale, PageViewRestriction, *FACTS)


def outdate(instance, update_fields=None, **kwargs):
    """Something that lists of notices are made of was saved or deleted."""
    only_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if isinstance(instance, NOTICE_PAGES + OTHERS) and not only_draft:
        notices_changed()


def branch_goes(instance, origin=None, **kwargs):
    """A branch is about to be deleted."""
    keep_what_notices_say(instance, origin)


def outdate_addresses(**kwargs):
    """A page was moved or got another slug: all addresses below it are others now."""
    notices_changed()


def purge(instance, **kwargs):
    """Caches in front of the site forget the lists with `instance`, a notice or an archive."""
    if isinstance(instance, NOTICE_PAGES):
        purge_around(instance)


def published(instance, **kwargs):
    """A page was published: the steps of `publishing.py` that wait for the transaction."""
    purge(instance)
    if isinstance(instance, ServiceNoticePageMixin):
        prepare_image(instance)
        name_copies(instance)
        follow_source(instance)


def name_copies(notice):
    """Copies in other languages take the name in the address along that replaced a template's.

    They were made when the draft was saved first; Wagtail keeps the name that they had then.
    """
    for copy in type(notice).objects.filter(alias_of=notice, live=False):
        if is_from_template(copy.slug):
            parent = copy.get_parent()
            copy.slug = find_available_slug(parent, notice.slug, ignore_page_id=copy.pk)
            copy.save(clean=False)


def taken_back(instance, **kwargs):
    """A notice was unpublished, by whom or what ever: its translations go too."""
    if isinstance(instance, ServiceNoticePageMixin):
        withdraw_translations(instance)


def deleted(instance, **kwargs):
    """A notice is about to be deleted; afterwards nobody knows what its translations follow."""
    if isinstance(instance, ServiceNoticePageMixin):
        withdraw_translations(instance)


def moved(instance, **kwargs):
    """A page was moved, perhaps to or from where not everyone may read."""
    follow_restriction(instance)


def restricted(instance, raw=False, **kwargs):
    """Others than before may read a page: notices of its tree are public no more, or again."""
    page = None if raw else restricted_page(instance)
    if page is not None:
        follow_restriction(page)


def prepare_image(notice):
    """Have the image of `notice` get the size that social media show."""
    if notice.image_id:
        # Robust: a file that is gone or broken must not make the publication fail.
        work = partial(make_social_image.enqueue, notice.image_id)
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
    pre_delete.connect(branch_goes, sender=Branch, dispatch_uid="libfees_branch_goes")
    page_published.connect(published, dispatch_uid="libfees_notices_published")
    page_unpublished.connect(taken_back, dispatch_uid="libfees_notices_taken_back")
    for model in apps.get_models():
        if issubclass(model, ServiceNoticePageMixin):
            uid = f"libfees_deleted_{model._meta.label}"
            pre_delete.connect(deleted, sender=model, dispatch_uid=uid)
    for signal, name in ((page_unpublished, "unpublished"), (post_delete, "deleted")):
        signal.connect(purge, dispatch_uid=f"libfees_purge_{name}")
    post_page_move.connect(purge_moved, dispatch_uid="libfees_purge_moved")
    post_page_move.connect(moved, dispatch_uid="libfees_follow_moved")
    for signal, name in ((post_save, "restricted"), (post_delete, "admitted")):
        uid = f"libfees_purge_{name}"
        signal.connect(purge_restricted, sender=PageViewRestriction, dispatch_uid=uid)
        uid = f"libfees_follow_{name}"
        signal.connect(restricted, sender=PageViewRestriction, dispatch_uid=uid)
