"""Make a deleted fee page again from what is kept of it."""

from __future__ import annotations

import logging

import swapper
from django.apps import apps
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import AbstractPage, Locale, Site

from wagtail_libfees.models import FeePageBackup
from wagtail_libfees.models.fee_page_state import is_in_site, is_restricted

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


def load(kept: FeePageBackup) -> AbstractPage | None:
    """The kept page as an unsaved instance; None if it cannot be read any more.

    Its type may be gone, or what it needs in the database.
    """
    # A language that is gone is taken from the new parent; modelcluster would raise for it.
    locale = Locale.objects.filter(language_code=kept.language_code).first()
    content = {**kept.content, "locale": locale.pk if locale else None}
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
    """Where the page stood, if that still is a public place of the site; else the front page."""
    pages = swapper.load_model("wagtailcore", "Page").objects
    former = pages.filter(pk=kept.parent_pk).first() if kept else None
    if former is not None and is_in_site(former, site) and not is_restricted(former):
        return former.specific
    return pages.get(pk=site.root_page_id).specific


def add(page: AbstractPage, parent: AbstractPage, user) -> None:
    """Put a loaded page below `parent` as a draft, under an address that is free."""
    _forget_the_row(page)
    if page.locale_id is None:
        page.locale = parent.locale
    page.owner = user
    if _is_translated_already(page):
        page.translation_key = type(page)().translation_key
    page.slug = free_slug(page.slug or slugify(page.title), parent)
    parent.add_child(instance=page)


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
