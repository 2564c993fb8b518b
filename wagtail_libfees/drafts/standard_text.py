"""A new fee page from the standard text, and a newer standard text on a page that has an older."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..conf import libfees_settings
from ..editorial.standard_text import (
    TIMINGS,
    StandardSection,
    guide_blocks,
    guide_words,
    ids_before,
    raw_section,
    section_id,
    standard_blocks,
    standard_sections,
    title_of,
)
from ..models import FeeSettings, StaffGuidePageMixin, TaksterPageMixin
from ..text.plain_text import readable
from ..text.word_diff import Part, word_diff
from .errors import DraftError
from .permissions import check_may_add, check_may_edit

# Sections whose words follow the way of paying.
WITH_OTHER_WORDS = ("payment", "paid")


class State(StrEnum):
    """How a part of a page stands to the standard text."""

    CURRENT = "current"
    OLDER = "older"
    CHANGED = "changed"
    ABSENT = "absent"


@dataclass(frozen=True)
class PartOfPage:
    """A section of the standard text and what the page has in its place; None if it has none."""

    section: StandardSection
    state: State
    words: Mapping[str, str] | None

    @property
    def can_take(self) -> bool:
        """Whether the newest wording can be taken over without losing anyone's work."""
        return self.state in (State.OLDER, State.ABSENT)

    @cached_property
    def diff(self) -> list[Part]:
        """What taking it over would change, word by word."""
        before = _readable(self.words) if self.words else ""
        return word_diff(before, _readable(self.section.words))


@transaction.atomic
def new_takster_page(parent, user=None) -> TaksterPageMixin:
    """A draft fee page below `parent` with the standard text, in the language of `parent`.

    Amounts are unknown, and the municipality's facts stand as facts in text: what the settings do
    not say keeps the page from being published. `user` None may everything (a command). Raises
    `DraftError` if the user may not, or if no fee page can stand there.
    """
    model = takster_model()
    _check_place(model, parent, user)
    language, portal = parent.locale.language_code, _has_portal(parent)
    stated = stated_timings(parent.get_site())
    page = model(title=title_of(language), live=False, owner=user, locale=parent.locale)
    page.intro = next(s.words["text"] for s in standard_sections(language) if not s.block)
    page.body = page.body.stream_block.to_python(
        standard_blocks(language, portal=portal, timings=stated)
    )
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    page.save_revision(user=user, log_action=False, clean=False)
    return page


@transaction.atomic
def new_staff_guide(parent, user=None) -> StaffGuidePageMixin:
    """A draft staff guide below `parent` with the standard text, in the language of `parent`.

    Raises `DraftError` as `new_takster_page` does.
    """
    model = guide_model()
    _check_place(model, parent, user)
    language = parent.locale.language_code
    words = guide_words(language)
    page = model(title=words["title"], live=False, owner=user, locale=parent.locale)
    page.intro = words["intro"]
    page.body = page.body.stream_block.to_python(guide_blocks(language))
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    page.save_revision(user=user, log_action=False, clean=False)
    return page


def _check_place(model, parent, user) -> None:
    """Raise `DraftError` unless `user` may make a page of `model` below `parent`."""
    check_may_add(parent, user)
    if not model.can_create_at(parent):
        raise DraftError(
            _("“%(type)s” cannot be made below “%(parent)s”; choose another parent.")
            % {"type": model._meta.verbose_name, "parent": parent.title}
        )


def guide_model():
    """The page type of staff guides; raises `DraftError` if the site has none."""
    model = libfees_settings.page_model("STAFF_GUIDE_PAGE_MODEL")
    if model is None:
        raise DraftError(_("This site has no type of staff guide."))
    return model


def parts_of(page: TaksterPageMixin) -> list[PartOfPage]:
    """Each section of the standard text and how the latest draft of `page` stands to it."""
    draft = page.get_latest_revision_as_object()
    stored = {child["id"]: child["value"] for child in draft.body.get_prep_value()}
    found = standard_sections(page.locale.language_code, portal=_has_portal(page))
    return [_part(section, draft, stored) for section in found]


@transaction.atomic
def take_over(page: TaksterPageMixin, keys: Collection[str], user=None) -> int:
    """Put the newest standard text of the sections `keys` into a new draft of `page`.

    A section that somebody has changed on the page, or that is up to date, is left alone.
    Returns how many were taken over; with none no revision is made. Raises `DraftError`.
    """
    page = type(page).objects.select_for_update().get(pk=page.pk)
    check_may_edit(page, user)
    taken = [part for part in parts_of(page) if part.section.key in keys and part.can_take]
    if not taken:
        return 0
    draft = page.get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    for part in taken:
        if part.section.block:
            raw = _with_section(raw, part.section)
        else:
            draft.intro = part.section.words["text"]
    draft.body = draft.body.stream_block.to_python(raw)
    draft.save_revision(user=user, log_action=True, clean=False)
    return len(taken)


def take_payment_words(page: TaksterPageMixin, user=None) -> None:
    """Let the text fit a new way of paying, where it has the standard words of another."""
    words = [p.section.key for p in parts_of(page) if p.state is State.OLDER]
    take_over(page, [key for key in words if key in WITH_OTHER_WORDS], user)


def takster_model():
    """The page type of fee pages; raises `DraftError` if the site has none."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None:
        raise DraftError(_("This site has no type of fee page."))
    return model


def stated_timings(site) -> dict[str, Any]:
    """The deadlines that the fee settings of `site` state, as a block of deadlines stores them."""
    if site is None:
        return {}
    settings = FeeSettings.for_site(site)
    stated = {name: getattr(settings, name) for name in TIMINGS}
    return {n: str(v) if isinstance(v, Decimal) else v for n, v in stated.items() if v is not None}


def timings_block(language: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The stored block of deadlines of a new fee page, for a page that has none."""
    blocks = standard_blocks(language, timings=stated)
    return next(block for block in blocks if block["type"] == "timings")


def _has_portal(page) -> bool:
    """Whether the site of `page` has a payment portal, or has not said yet how a bill is paid."""
    site = page.get_site()
    kinds = [route.kind for route in FeeSettings.for_site(site).routes] if site else []
    return not kinds or "portal" in kinds


def _part(section: StandardSection, draft, stored: Mapping[str, Any]) -> PartOfPage:
    words = stored.get(section_id(section.key)) if section.block else _intro(draft)
    if words is None:
        return PartOfPage(section, State.ABSENT, None)
    version = section.version_of(words)
    if version is None:
        return PartOfPage(section, State.CHANGED, words)
    current = version == section.version
    return PartOfPage(section, State.CURRENT if current else State.OLDER, words)


def _intro(draft) -> Mapping[str, str] | None:
    return {"heading": "", "text": draft.intro} if draft.intro else None


def _with_section(raw: list[Any], section: StandardSection) -> list[Any]:
    """The stored stream with the section in its place.

    One that is not there comes behind the nearest block that stands before it on a new page.
    """
    new, places = raw_section(section), {child["id"]: i for i, child in enumerate(raw)}
    place = places.get(new["id"])
    if place is None:
        before = [places[found] for found in ids_before(section.key) if found in places]
        end = max(before, default=-1) + 1
        return [*raw[:end], new, *raw[end:]]
    # What else a site has added to the block stays.
    merged = {**raw[place], "value": {**raw[place]["value"], **new["value"]}}
    return [*raw[:place], merged, *raw[place + 1 :]]


def _readable(words: Mapping[str, str]) -> str:
    return "\n".join(filter(None, [words.get("heading") or "", readable(words.get("text") or "")]))
