"""Bring back the fee page of a site: unpublished, expired, moved away or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import swapper
from django.apps import apps
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import AbstractPage, Locale, Site

from wagtail_libfees.editorial.publishing import PublishRefusedError
from wagtail_libfees.models import FeePageBackup, FeePageProblem, FeeSettings
from wagtail_libfees.models.fee_page_state import Fault, fee_page_problem, is_in_site, may_mend
from wagtail_libfees.models.settings_log import choose_fee_page

from .errors import DraftError
from .guards import check_may_add, check_may_edit
from .standard_text import new_takster_page, takster_model

# What belongs to the row of a page and not to its content.
_OF_THE_ROW = (
    "pk",
    "id",
    "path",
    "depth",
    "latest_revision",
    "live_revision",
    "alias_of",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "locked_by",
    "locked_at",
)


class Way(StrEnum):
    """How the page came back."""

    PUBLISHED = "published"
    MADE_AGAIN = "made_again"
    NEW = "new"


@dataclass(frozen=True)
class Restored:
    """The fee page of a site after `restore_fee_page`.

    `hindrances` says why it could not be published; it is a draft then.
    """

    page: AbstractPage
    way: Way
    hindrances: tuple[str, ...] = ()


def way_message(restored: Restored) -> str:
    """What was done, in one sentence."""
    texts = {
        Way.PUBLISHED: _("“%(page)s” is published again."),
        Way.MADE_AGAIN: _("“%(page)s” was deleted; it is made again from its last version."),
        Way.NEW: _("There was nothing to bring back; “%(page)s” is a new page."),
    }
    if restored.way is Way.PUBLISHED and restored.hindrances:
        return _("“%(page)s” is a draft and cannot be published yet.") % {
            "page": restored.page.title
        }
    return texts[restored.way] % {"page": restored.page.title}


@transaction.atomic
def restore_fee_page(site: Site, user=None) -> Restored:
    """Bring the fee page of `site` back, and choose it in the settings.

    `user` None may everything (a command). Raises `DraftError`, and changes nothing, if there is
    nothing wrong, if the user may not, or if only a person can decide.
    """
    settings = FeeSettings.for_site(site)
    problem = fee_page_problem(settings)
    if problem is None and settings.pk is not None:
        raise DraftError(_("The fee page of %(site)s is in its place.") % {"site": site})
    fault = problem.fault if problem else Fault.NOT_CHOSEN
    if fault in (Fault.STAFF, Fault.RESTRICTED, Fault.ALIAS):
        raise DraftError(_left_to_people(problem))
    if problem is not None and problem.page is not None:
        return _publish_again(problem.page.specific, site, user)
    _check_may_mend(problem or FeePageProblem(site, fault), user)
    restored = _make_again(site, user)
    choose_fee_page(site, restored.page, user)
    return restored


def _left_to_people(problem) -> str:
    """A restriction may be meant, and which page is to be the fee page only people know."""
    mends = {
        Fault.STAFF: _("Choose another page in the fee settings."),
        Fault.ALIAS: _("Choose the page that it follows in the fee settings."),
        Fault.RESTRICTED: _("Make it public under “Privacy” if that is meant."),
    }
    return f"{problem.message} {mends[problem.fault]}"


def _publish_again(page, site: Site, user) -> Restored:
    """Publish the page as it last was, back in the site; newer work on it stays the draft."""
    check_may_edit(page, user)
    _check_may_publish(page, user)
    if not is_in_site(page, site):
        page.move(_parent(site, page.specific_class), "last-child", user=user)
        page = type(page).objects.get(pk=page.pk)
    newer = _unpublished_work(page)
    last = newer.as_object() if newer and page.last_published_at is None else page
    hindrances = _publish(last, user)
    if newer is not None and not hindrances and last is page:
        draft = newer.as_object()
        draft.expire_at = draft.go_live_at = None
        draft.save_revision(user=user, log_action=True)
    return Restored(type(page).objects.get(pk=page.pk), Way.PUBLISHED, hindrances)


def _unpublished_work(page):
    """The latest revision if it is newer than what was last published."""
    latest = page.get_latest_revision()
    published = page.last_published_at
    if latest is None or (published is not None and latest.created_at <= published):
        return None
    return latest


def _publish(page, user) -> tuple[str, ...]:
    """Publish `page` as it is in memory without a schedule; or say what stands against it."""
    page.expire_at = page.go_live_at = None
    revision = page.save_revision(user=user, log_action=True)
    try:
        with transaction.atomic():
            revision.publish(user=user)
    except PublishRefusedError as exc:
        return tuple(exc.messages)
    return ()


def _make_again(site: Site, user) -> Restored:
    """The deleted page from its backup; a new page if there never was one."""
    backup = FeePageBackup.objects.filter(site=site).first()
    page = _page_of(backup) if backup else None
    model = type(page) if page else takster_model()
    parent = _parent(site, model, backup)
    check_may_add(parent, user)
    if page is None:
        return _new_page(parent, user)
    _check_may_publish(parent, user, below=True)
    _add(page, parent, user)
    return Restored(page, Way.MADE_AGAIN, _publish(page, user))


def _page_of(backup: FeePageBackup):
    """The backed-up page as an unsaved instance; None if its type exists no more."""
    try:
        model = apps.get_model(backup.model_label)
    except LookupError:
        return None
    page = model.from_serializable_data(backup.content, check_fks=True, strict_fks=False)
    if page is None:
        return None
    page.locale = Locale.objects.filter(language_code=backup.language_code).first()
    return page


def _parent(site: Site, model, backup: FeePageBackup | None = None) -> AbstractPage:
    """Where the page stood if that still is in the site, else the front page."""
    pages = swapper.load_model("wagtailcore", "Page").objects
    former = pages.filter(pk=backup.parent_pk).first() if backup else None
    if former is not None and is_in_site(former, site):
        return former.specific
    return pages.get(pk=site.root_page_id).specific


def _add(page, parent, user) -> None:
    """Put `page` below `parent` as a draft, under an address that is free."""
    _forget_the_row(page)
    page.locale = page.locale or parent.locale
    page.owner = user
    if _is_translated_already(page):
        page.translation_key = type(page)().translation_key
    page.slug = _free_slug(page.slug or slugify(page.title), parent)
    parent.add_child(instance=page)


def _forget_the_row(page) -> None:
    """Make a loaded page a new one: nothing of its former place or state counts."""
    for name in _OF_THE_ROW:
        setattr(page, name, None)
    page.numchild, page.url_path = 0, ""
    page.live = page.expired = page.locked = False
    page.has_unpublished_changes = True
    page._state.adding = True
    for relation in get_all_child_relations(type(page)):
        for child in getattr(page, relation.get_accessor_name()).all():
            child.pk = None


def _is_translated_already(page) -> bool:
    """Whether another page has taken the place among the translations."""
    model = swapper.load_model("wagtailcore", "Page")
    taken = model.objects.filter(translation_key=page.translation_key, locale=page.locale)
    return taken.exists()


def _free_slug(slug: str, parent) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def _new_page(parent, user) -> Restored:
    """A draft with the standard text: its amounts are for the editor to write."""
    page = new_takster_page(parent, user)
    return Restored(page, Way.NEW, (_("The new page is a draft. Write it, and publish it."),))


def _check_may_mend(problem: FeePageProblem, user) -> None:
    """Raise `DraftError` unless `user` may make the page that comes back the fee page."""
    if user is not None and not may_mend(problem, user):
        raise DraftError(
            _("You may not change the fee settings of %(site)s.") % {"site": problem.site}
        )


def _check_may_publish(page, user, *, below: bool = False) -> None:
    """Raise `DraftError` unless `user` may publish `page`, or pages below it."""
    if user is None:
        return
    permissions = page.permissions_for_user(user)
    allowed = permissions.can_publish_subpage() if below else permissions.can_publish()
    if not allowed:
        raise DraftError(
            _("You may not publish “%(page)s”; ask an administrator.") % {"page": page.title}
        )
