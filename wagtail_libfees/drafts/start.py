"""The guided start of a fee page: four steps, each of which saves its part of the draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..blocks import RATE_BLOCKS
from ..editorial.facts import IN_EITHER, IN_RATES, registered_facts
from ..editorial.publishing import publishing_errors
from ..editorial.registry import Finding
from ..models import TaksterPageMixin
from .errors import OlderDraftError
from .library_facts import GENITIVE
from .permissions import check_may_edit, locked_revision
from .standard_text import stated_timings, timings_block

Raw = list[dict[str, Any]]


@dataclass(frozen=True)
class StartStep:
    """One step: its key in addresses, its name, and what it asks."""

    key: str
    name: str | Promise
    question: str | Promise


RATES = StartStep(
    "rates",
    gettext_lazy("Amounts"),
    gettext_lazy("What does it cost? Write the amounts; what you do not use, you can delete."),
)
TIMES = StartStep(
    "times",
    gettext_lazy("Times"),
    gettext_lazy("When do you write to the borrower, and how long does something take?"),
)
CONTACT = StartStep(
    "contact",
    gettext_lazy("Contact and payment"),
    gettext_lazy("Whom do borrowers ask, and where do they pay?"),
)
TEXT = StartStep(
    "text",
    gettext_lazy("Text"),
    gettext_lazy(
        "This is what the page says. Read it through, and change what is not so with you."
    ),
)
STEPS = (RATES, TIMES, CONTACT, TEXT)
TIMINGS = "timings"
GAP = "fact_gap"
UNREAD = "number_not_understood"


def step_named(key: str) -> StartStep | None:
    """The step with this key; None if there is none."""
    return next((step for step in STEPS if step.key == key), None)


def step_of_block(block_type: str) -> StartStep:
    """The step in which blocks of a type are written."""
    if block_type == TIMINGS:
        return TIMES
    return RATES if block_type in RATE_BLOCKS else TEXT


def part_of(draft: TaksterPageMixin, step: StartStep) -> Raw:
    """The stored blocks of `draft` that `step` is about, in their order."""
    return [each for each in draft.body.get_prep_value() if step_of_block(each["type"]) is step]


def proposed(draft: TaksterPageMixin, step: StartStep) -> Raw:
    """The same with what is known filled in: the deadlines of the fee settings."""
    part = part_of(draft, step)
    if step is not TIMES:
        return part
    known = stated_timings(draft.get_site())
    if not part:
        return [timings_block(draft.locale.language_code, known)]
    first, *others = part
    stated = {name: value for name, value in first["value"].items() if value is not None}
    return [{**first, "value": {**first["value"], **known, **stated}}, *others]


def part_mark(draft: TaksterPageMixin, step: StartStep) -> str:
    """What tells whether somebody has saved another version of a step's part meanwhile."""
    part: Any = part_of(draft, step)
    if step is TEXT:
        part = [draft.title, draft.intro, part]
    stored = json.dumps(part, sort_keys=True, default=str)
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


@transaction.atomic
def save_step(
    page: TaksterPageMixin,
    step: StartStep,
    part: Raw,
    *,
    base: str,
    fields: Mapping[str, str] | None = None,
    user=None,
) -> None:
    """Save `part` and `fields` of a step as a draft; all else stays as it was saved last.

    So two editors can work on two steps. `base` is the mark of what the editor began from:
    raises `OlderDraftError` if somebody has saved another since, `DraftError` if the user may not.
    """
    check_may_edit(page, user)
    locked_revision(page)
    page = type(page).objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    if part_mark(draft, step) != base:
        raise OlderDraftError(_changed_by(page))
    before = (draft.title, draft.intro, draft.body.get_prep_value())
    for name, value in (fields or {}).items():
        setattr(draft, name, value)
    draft.body = draft.body.stream_block.to_python(with_part(before[2], part, step))
    if before != (draft.title, draft.intro, draft.body.get_prep_value()):
        draft.save_revision(user=user, log_action=True, clean=False)


def _changed_by(page) -> str:
    who = page.latest_revision.user if page.latest_revision else None
    return _(
        "%(user)s has saved something else in this step meanwhile. What you wrote stands below and "
        "is not saved yet. Save again if yours is to hold."
    ) % {"user": (who and (who.get_full_name() or who.get_username())) or _("Somebody else")}


def with_part(stored: Raw, part: Raw, step: StartStep) -> Raw:
    """`stored` with `part` in the place of the blocks of `step`; what is new follows its
    predecessor.
    """
    kept = {each["id"] for each in part}
    result = [
        each for each in stored if step_of_block(each["type"]) is not step or each["id"] in kept
    ]
    known = {each["id"] for each in stored if step_of_block(each["type"]) is step}
    places = [i for i, each in enumerate(result) if each["id"] in known]
    for place, each in zip(places, (e for e in part if e["id"] in known), strict=False):
        result[place] = each
    for before, each in zip([None, *part], part, strict=False):
        if each["id"] in known:
            continue
        ids = [found["id"] for found in result]
        first = min(places, default=len(result))
        result.insert(ids.index(before["id"]) + 1 if before else first, each)
    return result


def errors_by_step(draft: TaksterPageMixin) -> dict[str, list[Finding]]:
    """What stops `draft` from being published, by the key of the step that mends it.

    A fact that has no value is missing once, however many texts name it.
    """
    types = dict(_types_of_ids(draft.body.get_prep_value()))
    found: dict[str, list[Finding]] = {step.key: [] for step in STEPS}
    errors = publishing_errors(draft)
    gaps = {finding.params["fact"]: finding for finding in errors if finding.code == GAP}
    if "municipality" in gaps:
        # It is proposed from the name.
        gaps.pop(GENITIVE, None)
    for finding in [*(each for each in errors if each.code != GAP), *gaps.values()]:
        found[_step_of(finding, types).key].append(finding)
    return found


def _step_of(finding: Finding, types: Mapping[str, str]) -> StartStep:
    fact = registered_facts().get(finding.params.get("fact", ""))
    if finding.code == GAP:
        places = {str(IN_EITHER): TIMES, str(IN_RATES): RATES}
        return places.get(str(fact.place), CONTACT) if fact else CONTACT
    return step_of_block(types.get(finding.place.block_id, ""))


def _types_of_ids(raw: Any, kind: str = ""):
    """(id, type of the block on the page) of each block and list item."""
    if isinstance(raw, list):
        for each in raw:
            yield from _types_of_ids(each, kind)
    elif isinstance(raw, dict):
        kind = kind or raw.get("type", "")
        if raw.get("id"):
            yield raw["id"], kind
        for value in raw.values():
            yield from _types_of_ids(value, kind)
