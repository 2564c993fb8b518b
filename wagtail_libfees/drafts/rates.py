"""A rate card becomes the rate blocks of a fee page, as a draft.

A kind of rates that the card does not mention stays as it is; of the kinds that it does mention,
the card is the whole truth. Text, payment and contact are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage, Site

from .. import rates
from ..blocks.keys import continued_ids, ids_in, key_of, trial_id, with_ids
from ..blocks.stored_blocks import BLOCK_TYPES, Former, Raw, raw_block, storable
from ..models import FeeSettings, TaksterPageMixin
from ..models.periods import is_rate_child
from ..rates.card import Version
from .carry_translations import carry_translations
from .errors import DraftError

# A bound block of a stream, and the same as stored.
Child = tuple[Any, Raw]


class VersionAction(StrEnum):
    """What happens to a version."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class PlannedVersion:
    """One version; `old` is what the draft says now, `new` what it will say. `raw` is stored.

    `continues` has the ids of the block and of the entries that an added version continues, each
    with the new id.
    """

    kind: str
    action: VersionAction
    old: Version | None
    new: Version | None
    raw: Raw | None = None
    continues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RatesPlan:
    """What writing a card does, or would do. `stream` is the stored body that results."""

    page: AbstractPage
    versions: tuple[PlannedVersion, ...]
    stream: tuple[Raw, ...]
    changes_anything: bool


def fee_page_of(site: Site, settings: FeeSettings | None = None) -> TaksterPageMixin | None:
    """The page that is the home of a site's rates, published or not; None if there is none.

    It is the source-language page of what the fee settings name. Hand in `settings` if they are
    read already.
    """
    page = (settings or FeeSettings.for_site(site)).fee_page
    specific = page.specific if page else None
    return specific.source_page if isinstance(specific, TaksterPageMixin) else None


def plan_rates(page: TaksterPageMixin, card: rates.RateCard) -> RatesPlan:
    """What writing `card` into the latest draft of `page` would do; reads only.

    Raises `DraftError` for a page that is not the home of its rates.
    """
    _check_is_source(page)
    body = page.get_latest_revision_as_object().body
    # As stored: what a block or a list item lacks is not to be filled in by the way.
    before = list(body.get_prep_value())
    children = list(zip(body, before, strict=True))
    taken = set(ids_in(before))
    planned = [
        version
        for kind, versions in storable(card).kinds()
        if versions
        for version in _plan_kind(
            kind, versions, [c for c in children if _kind(c[0]) == kind], taken
        )
    ]
    after = _stream(children, planned)
    # A version that stays keeps its id, so only an order that differs is left to compare.
    changed = any(version.action is not VersionAction.KEPT for version in planned)
    moved = [raw["id"] for raw in before] != [raw["id"] for raw in after]
    return RatesPlan(page, tuple(planned), tuple(after), changed or moved)


@transaction.atomic
def write_rates(page: TaksterPageMixin, card: rates.RateCard, user=None) -> RatesPlan:
    """Write `card` into a new draft revision of `page`; nothing is published.

    Makes no revision if nothing changes. With a `user`, that user's permissions hold. Raises
    `DraftError`.
    """
    # Two writers must not both start from the same draft.
    page = type(page).objects.select_for_update().get(pk=page.pk)
    _check_permission(page, user)
    plan = plan_rates(page, card)
    if plan.changes_anything:
        draft = page.get_latest_revision_as_object()
        draft.body = draft.body.stream_block.to_python(list(plan.stream))
        continues = {old: new for each in plan.versions for old, new in each.continues.items()}
        carry_translations(page, "body", continues)
        draft.save_revision(user=user, log_action=True, clean=False)
    return plan


def _check_is_source(page):
    """A translation has no amounts of its own."""
    if page.source_page.pk != page.pk:
        raise DraftError(
            _("“%(page)s” is a translation; write the rates into “%(source)s”.")
            % {"page": page.title, "source": page.source_page.title}
        )


def _check_permission(page, user):
    if user is not None and not page.permissions_for_user(user).can_edit():
        raise DraftError(
            _("%(user)s may not edit “%(page)s”; ask an administrator.")
            % {"user": user, "page": page.title}
        )
    lock = page.get_lock()
    if lock is not None and (user is None or lock.for_user(user)):
        raise DraftError(
            _("“%(page)s” is locked; unlock it, or wait until it is.") % {"page": page.title}
        )


def _kind(child) -> str:
    """The field of the card that a stream child fills; empty for text, payment and contact."""
    return child.block.kind if is_rate_child(child) else ""


def _plan_kind(
    kind: str, versions: Sequence[Version], children: list[Child], taken: set[str]
) -> Iterator[PlannedVersion]:
    """The versions of one kind in the card's order, then those that go.

    The same version stays; one with the same first day is changed; any other is new, and continues
    what was in force until then.
    """
    free = [(bound.value.to_rates(), bound, raw) for bound, raw in children]
    kept = [_take(free, lambda old, new=new: old == new) for new in versions]
    # Blocks under one heading are headed alike next year; of several none is guessed.
    headings = {bound.value.get("heading") or "" for bound, _raw in children}
    heading = headings.pop() if len(headings) == 1 else ""
    for new, same in zip(versions, kept, strict=True):
        if same is not None:
            yield PlannedVersion(kind, VersionAction.KEPT, same[0], new, same[2])
        elif found := _take(free, lambda old, new=new: _first_day(old) == _first_day(new)):
            yield _changed(kind, new, found[0], found[1])
        else:
            yield _added(kind, new, _continued(new, children), heading, taken)
    for old, _bound, _raw in free:
        yield PlannedVersion(kind, VersionAction.REMOVED, old, None)


def _take(free, wanted):
    """Take the first of the free (version, bound block, raw) that is wanted; None if none is."""
    for i, found in enumerate(free):
        if wanted(found[0]):
            return free.pop(i)
    return None


def _first_day(version: Version):
    return version.validity.valid_from


def _continued(new: Version, children: list[Child]) -> Raw | None:
    """The stored version that is in force until `new` begins; None if none is, or not just one.

    Of several the one with the same entries.
    """
    first = new.validity.valid_from
    # Before the first day of all there is none.
    if first in (None, date.min):
        return None
    versions = tuple(bound.value.to_rates() for bound, _raw in children)
    until_then = rates.in_force(versions, first - timedelta(days=1))
    found = [raw for (_, raw), old in zip(children, versions, strict=True) if old in until_then]
    keys = set(_keys(new))
    same = [raw for raw in found if keys & {key_of(item) for item in ids_in(raw)}]
    among = same or found
    return among[0] if len(among) == 1 else None


def _keys(version: Version) -> Iterator[str]:
    """The keys of the groups, prices or fees of a version, as far as they are known."""
    for each in fields(version):
        found = getattr(version, each.name)
        for entry in found if isinstance(found, tuple) else ():
            if entry.key:
                yield entry.key


def _added(
    kind: str, new: Version, before: Raw | None, heading: str, taken: set[str]
) -> PlannedVersion:
    """A new version; `before` is the stored block that it continues."""
    if before is None:
        raw = raw_block(kind, new, heading=heading, taken=taken)
        return PlannedVersion(kind, VersionAction.ADDED, None, new, raw)
    ids = continued_ids(before, new.validity.valid_from, taken)
    if last := _last_of_trial(new, before):
        ids[before["id"]] = trial_id(ids[before["id"]], last)
    taken.update(ids.values())
    former = Former(ids[before["id"]], with_ids(before["value"], ids))
    raw = raw_block(kind, new, former=former, taken=taken)
    return PlannedVersion(kind, VersionAction.ADDED, None, new, raw, ids)


def _last_of_trial(new: Version, before: Raw) -> date | None:
    """The last day of `new`, if `before` comes back after it."""
    last, other = new.validity.valid_to, before["value"].get("valid_to")
    return last if last and (not other or last.isoformat() < other) else None


def _changed(kind: str, new: Version, old: Version, bound) -> PlannedVersion:
    former = Former(bound.id, bound.block.get_prep_value(bound.value))
    return PlannedVersion(
        kind, VersionAction.CHANGED, old, new, raw_block(kind, new, former=former)
    )


def _stream(children: list[Child], planned: list[PlannedVersion]) -> list[Raw]:
    """The stream with the planned versions where their kind stands, and new kinds after it all.

    The card's order is kept within a kind, since that is the order in which a page shows it.
    """
    queues: dict[str, list[Raw]] = {version.kind: [] for version in planned}
    for version in planned:
        if version.raw is not None:
            queues[version.kind].append(version.raw)
    kinds = [_kind(bound) for bound, _raw in children]
    last = {kind: i for i, kind in enumerate(kinds)}
    after: list[Raw] = []
    for i, (kind, (_bound, raw)) in enumerate(zip(kinds, children, strict=True)):
        queue = queues.get(kind)
        if queue is None:
            after.append(raw)
            continue
        take = len(queue) if last[kind] == i else 1
        after += queue[:take]
        del queue[:take]
    end = max((i + 1 for i, raw in enumerate(after) if _is_rate(raw)), default=0)
    after[end:end] = [raw for queue in queues.values() for raw in queue]
    return after


def _is_rate(raw: Raw) -> bool:
    return raw["type"] in BLOCK_TYPES.values()
