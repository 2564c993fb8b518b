"""Next year's rates: what they are in the draft, or a copy of those that hold until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from ..blocks.keys import continued_ids, ids_in, with_ids
from ..blocks.rates import rate_card
from ..blocks.stored_blocks import Raw
from ..clock import today
from ..models.periods import change_days_after, is_rate_child
from ..rates import KINDS, CardPlace, RateCard, RateFinding, card_findings, format_date, in_force
from .carry_translations import carry_translations
from .errors import DraftError, OlderDraftError
from .permissions import check_may_edit, locked_revision
from .year_amounts import AmountLine, amount_lines, with_amounts


@dataclass(frozen=True)
class YearOfKind:
    """One kind of rates in two years, as stored blocks.

    `now` are in force on the last day of this year, `then` are valid from `first` on. Where the
    draft has none yet, `then` are copies that are not in the draft, `copied` is True, and
    `continues` has the id that the copy has for each id of what it continues.
    """

    kind: str
    now: tuple[Raw, ...]
    then: tuple[Raw, ...]
    copied: bool = False
    origins: tuple[Raw, ...] = ()
    continues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NextYear:
    """The rates of two years in the latest draft of a fee page. Nothing of it is written yet."""

    draft: AbstractPage
    revision: int | None
    first: date
    stream: tuple[Raw, ...]
    kinds: tuple[YearOfKind, ...]

    @property
    def is_in_draft(self) -> bool:
        """Whether the draft has rates from the first day on already."""
        return any(year.then and not year.copied for year in self.kinds)

    @property
    def coming(self) -> list[date]:
        """The days on which the draft changes its rates."""
        return change_days_after(rate_card(self.draft.body), today())

    @cached_property
    def lines(self) -> list[AmountLine]:
        """Every amount of both years, kind by kind."""
        language = get_language() or "da"
        return [
            line
            for year in self.kinds
            for line in amount_lines(self._blocks(year.now), self._blocks(year.then), language)
        ]

    def with_amounts(self, amounts: Mapping[str, Decimal | None]) -> tuple[list[Raw], list[Raw]]:
        """The stored stream with next year's `amounts`, and the blocks that it did not have.

        `amounts` go by `StoredAmount.name`; a name that is none of next year's is left out, so
        what is in force until then stays. A kind that the draft has no coming version of gets one
        if one of its amounts changes: all its blocks, since those of a kind are in force together.
        """
        changed = {name: new for name, new in amounts.items() if self._stored.get(name, new) != new}
        new: dict[str, Raw] = {}
        replaced: dict[str, Raw] = {}
        for year in self.kinds:
            filled = [with_amounts(raw, self._block(raw), changed) for raw in year.then]
            if not year.copied:
                replaced |= {raw["id"]: raw for raw in filled}
            elif filled != list(year.then):
                new |= {old["id"]: raw for old, raw in zip(year.origins, filled, strict=True)}
        return _placed(self.stream, replaced, new), list(new.values())

    def findings(self, amounts: Mapping[str, Decimal | None]) -> list[tuple[str, RateFinding]]:
        """What the rate core says of next year's rates with these amounts.

        Each with the name of the group, the material or the fee that it is about, if any.
        """
        stream, _new = self.with_amounts(amounts)
        then = {raw["id"] for year in self.kinds for raw in year.then}
        body = self.draft.body.stream_block.to_python(stream)
        children = {kind: [] for kind in KINDS}
        for child in body:
            if is_rate_child(child):
                children[child.block.kind].append(child.id)
        card = rate_card(body)
        return [
            (_about(card, finding.place), finding)
            for finding in card_findings(card)
            if children[str(finding.place[0])][int(finding.place[1])] in then
        ]

    def continues(self, blocks: list[Raw]) -> dict[str, str]:
        """The id of each block and entry that `blocks` continue, and its id there."""
        ids = {found for raw in blocks for found in ids_in(raw)}
        return {
            old: new for year in self.kinds for old, new in year.continues.items() if new in ids
        }

    @cached_property
    def _stored(self) -> dict[str, Decimal | None]:
        return {line.new.name: line.new.amount for line in self.lines if line.new}

    def _block(self, raw: Raw):
        return self.draft.body.stream_block.child_blocks[raw["type"]]

    def _blocks(self, found: tuple[Raw, ...]):
        return [(self._block(raw), raw) for raw in found]


def _about(card: RateCard, place: CardPlace) -> str:
    """What the entry at a place of the card is called; empty for a version as a whole."""
    if len(place) < 4:
        return ""
    version = getattr(card, str(place[0]))[place[1]]
    entry = getattr(version, str(place[2]))[place[3]]
    named = getattr(entry, "group", entry)
    names = (getattr(named, name, "") for name in ("label", "material", "claim"))
    return next(filter(None, names), "")


def next_year(page, first: date) -> NextYear:
    """The rates of the latest draft of `page` until the day `first`, and those from then on.

    Reads only. Raises `DraftError` for a translation, which has no amounts of its own, and for a
    day that is not to come: what is in force is not changed so.
    """
    check_is_source(page)
    if first <= today():
        raise DraftError(_("The first day must be after today."))
    draft = page.get_latest_revision_as_object()
    stream = tuple(draft.body.get_prep_value())
    taken = set(ids_in(list(stream)))
    card, stored = rate_card(draft.body), {raw["id"]: raw for raw in stream}
    kinds = []
    for kind in KINDS:
        children = [c for c in draft.body if is_rate_child(c) and c.block.kind == kind]
        kinds.append(_year_of(kind, children, card, stored, first, taken))
    return NextYear(draft, page.latest_revision_id, first, stream, tuple(kinds))


def _year_of(kind, children, card: RateCard, stored, first: date, taken: set[str]) -> YearOfKind:
    """One kind in both years; copies take ids that are not in `taken`, and are added to it."""
    versions = [child.value.to_rates() for child in children]

    def in_force_on(day: date) -> tuple[Raw, ...]:
        now = in_force(getattr(card, kind), day)
        return tuple(
            stored[child.id]
            for child, version in zip(children, versions, strict=True)
            if version in now
        )

    now = in_force_on(first - timedelta(days=1))
    there = tuple(stored[child.id] for child in children if child.value.get("valid_from") == first)
    if there:
        return YearOfKind(kind, now, there)
    # What would hold next year if nobody did anything: also after a trial that ends with the year.
    origins = in_force_on(first) or now
    copies, continues = [], {}
    for raw in origins:
        ids = continued_ids(raw, first, taken)
        taken.update(ids.values())
        continues |= ids
        copies.append(_copied(with_ids(raw, ids), first))
    return YearOfKind(kind, now, tuple(copies), True, origins, continues)


def _placed(stream, replaced: Mapping[str, Raw], new: Mapping[str, Raw]) -> list[Raw]:
    """The stream with some blocks replaced, and new ones behind what they continue."""

    def blocks() -> Iterator[Raw]:
        for raw in stream:
            yield replaced.get(raw["id"], raw)
            if raw["id"] in new:
                yield new[raw["id"]]

    return list(blocks())


@transaction.atomic
def save_next_year(
    page,
    first: date,
    amounts: Mapping[str, Decimal | None],
    *,
    revision: int | None,
    user=None,
) -> list[Raw]:
    """Write next year's `amounts` into a new draft of `page`; returns next year's stored blocks.

    `revision` is the latest one that the amounts were written beside. Raises `OlderDraftError`
    if somebody has saved the page since, and `DraftError` if the user may not, or if nothing
    would change. Nothing is published.
    """
    if locked_revision(page) != revision:
        raise OlderDraftError(
            _(
                "Somebody has saved the page meanwhile, so nothing is saved yet. Your amounts are "
                "still here, beside the newest draft: look at them, and save again."
            )
        )
    page = type(page).objects.get(pk=page.pk)
    check_may_edit(page, user)
    plan = next_year(page, first)
    stream, new = plan.with_amounts(amounts)
    if stream == list(plan.stream):
        raise DraftError(_("No amount is changed, so there is nothing to save."))
    _save(plan, stream, new, user)
    day = plan.first.isoformat()
    return [raw for raw in stream if raw["value"].get("valid_from") == day]


@transaction.atomic
def copy_rates(page, first: date, user=None) -> list[Raw]:
    """Add to the draft of a fee page a version of its rates valid from the day `first`.

    What holds then is copied behind the original, with ids that tell what it continues, and with
    its finished translations: a copy that nobody changes is no change in any language. Saves a
    draft revision; the rates that are shown stay as they are. Returns the copies as stored.
    Raises `DraftError` if there is nothing to copy, or if that day has a version already.
    """
    locked_revision(page)
    page = type(page).objects.get(pk=page.pk)
    check_may_edit(page, user)
    plan = next_year(page, first)
    if plan.is_in_draft:
        raise DraftError(
            _("There are rates from %(day)s already. Change those instead.")
            % {"day": format_date(plan.first, get_language() or "da")}
        )
    new = {
        old["id"]: raw
        for kind in plan.kinds
        for old, raw in zip(kind.origins, kind.then, strict=True)
    }
    if not new:
        raise DraftError(_("There are no rates to copy. Add a block of rates first."))
    _save(plan, _placed(plan.stream, {}, new), list(new.values()), user)
    return list(new.values())


def _save(plan: NextYear, stream: list[Raw], new: list[Raw], user) -> None:
    draft = plan.draft
    carry_translations(draft, "body", plan.continues(new))
    draft.body = draft.body.stream_block.to_python(stream)
    draft.save_revision(user=user, log_action=True, clean=False)


def check_is_source(page) -> None:
    """Raise `DraftError` for a translation: it has no amounts of its own."""
    if page.source_page.pk != page.pk:
        raise DraftError(
            _("“%(page)s” is a translation. Copy the rates on “%(source)s”.")
            % {"page": page.title, "source": page.source_page.title}
        )


def _copied(copy: Raw, first: date) -> Raw:
    """A copy as valid from `first` on. Who adopted the old rates did not adopt it."""
    decided = {"valid_to": None, "adopted_by": "", "adopted_on": None, "decision_url": ""}
    return {**copy, "value": {**copy["value"], "valid_from": first.isoformat(), **decided}}
