"""Make a deleted fee page again from what is kept of it."""

from __future__ import annotations

import logging

import swapper
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, AbstractPage, Locale, Site

from ..models import FeePageBackup
from ..sites import is_in_site
from .faults import is_restricted

logger = logging.getLogger(__name__)

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


def load_backup(kept: FeePageBackup) -> AbstractPage | None:
    """The kept page as an unsaved instance; None if it cannot be read any more.

    Its type may be gone, or what it needs in the database.
    """
    # A language that is gone is taken from the new parent; modelcluster would raise for it.
    locale = Locale.objects.filter(language_code=kept.language_code).first()
    content = {**kept.content, "locale": locale.pk if locale else None}
    # They come back as rows, with what was answered to them.
    content.pop(COMMENTS_RELATION_NAME, None)
    try:
        model = apps.get_model(kept.model_label)
        return model.from_serializable_data(content, check_fks=True, strict_fks=False)
    except LookupError:
        return None
    except Exception:
        # modelcluster raises nothing narrower, and a page that is there beats an error.
        logger.exception("What is kept of the page “%s” cannot be read.", kept)
        return None


def place_in(site: Site, kept: FeePageBackup | None) -> AbstractPage:
    """Where the page stood, if that still is a public place of the site; else the front page.

    That is the front page in the language of the page, if the site has one.
    """
    pages = swapper.load_model("wagtailcore", "Page").objects
    former = pages.filter(pk=kept.parent_pk).first() if kept else None
    if former is not None and is_in_site(former, site) and not is_restricted(former):
        return former.specific
    root = pages.get(pk=site.root_page_id)
    in_language = {"locale__language_code": kept.language_code} if kept else {"pk": root.pk}
    return (root.get_translations(inclusive=True).filter(**in_language).first() or root).specific


def add(page: AbstractPage, parent: AbstractPage, user) -> None:
    """Put a loaded page below `parent` as a draft, under its old key and an address that is free.

    If another page has the key, which only a script can do, it gets a new one.
    """
    key = page.pk
    _forget_the_row(page)
    if page.locale_id is None:
        page.locale = parent.locale
    if not get_user_model().objects.filter(pk=page.owner_id).exists():
        page.owner = user
    if _is_translated_already(page):
        page.translation_key = type(page)().translation_key
    page.slug = free_slug(page.slug or slugify(page.title), parent)
    if swapper.load_model("wagtailcore", "Page").objects.filter(pk=key).exists():
        parent.add_child(instance=page)
    else:
        _add_under_key(page, parent, key)


def _add_under_key(page: AbstractPage, parent: AbstractPage, key: int) -> None:
    """Put a new page below `parent` with the key that it had.

    Wagtail's `save` looks up a page that has a key, so its rows are there before it is saved.
    """
    base = swapper.load_model("wagtailcore", "Page")
    page.pk = page.id = key
    page.set_url_path(parent)
    page.depth = parent.depth + 1
    last = parent.get_last_child()
    page.path = last._inc_path() if last else base._get_path(parent.path, page.depth, 1)
    for model in [*reversed(type(page)._meta.all_parents), type(page)]:
        names = [each.attname for each in model._meta.concrete_fields]
        row = model(**{name: getattr(page, name) for name in names})
        row.save_base(raw=True, force_insert=True)
    base.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    page._state.adding = False
    page.save()


def neighbour_in(parent: AbstractPage, kept: FeePageBackup) -> tuple[AbstractPage, str] | None:
    """The page below `parent` beside which the kept one stood, and on which side that was."""
    beside = kept.deleted.get("beside") or []
    for key, side in zip(beside, ("right", "left"), strict=False):
        neighbour = parent.get_children().filter(pk=key).first() if key else None
        if neighbour is not None:
            return neighbour, side
    return None


def put_beside(page: AbstractPage, kept: FeePageBackup, user) -> None:
    """Move a page that is back to where it stood among its siblings, if one of them is there."""
    found = neighbour_in(page.get_parent(), kept)
    if found is not None:
        page.move(*found, user=user)


def free_slug(slug: str, *parents: AbstractPage, own: int | None = None) -> str:
    """`slug`, with a number if a page other than `own` has it below one of `parents`."""
    taken: set[str] = set()
    for parent in parents:
        taken.update(parent.get_children().exclude(pk=own).values_list("slug", flat=True))
    longest = parents[0]._meta.get_field("slug").max_length
    number, free = 2, slug
    while free in taken:
        ending = f"-{number}"
        free, number = slug[: longest - len(ending)] + ending, number + 1
    return free


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
