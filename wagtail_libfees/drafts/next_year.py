"""Next year's rates start as a copy of those that will be in force when the year ends."""

from __future__ import annotations

import copy
import uuid
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_libfees.blocks.rates import RateBlock, rate_card
from wagtail_libfees.rates import format_date, in_force

from .errors import DraftError


@transaction.atomic
def copy_to_year(page, year: int, user=None) -> int:
    """Add to the draft of a fee page a version of its rates valid from 1 January of `year`.

    Each version in force on the day before is copied, with new ids, behind the original. Saves a
    draft revision; the rates that are shown stay as they are. Returns the number of copies.
    Raises `DraftError` if there is nothing to copy, or if that year has a version already.
    """
    if page.source_page.pk != page.pk:
        raise DraftError(
            _("“%(page)s” is a translation. Copy the rates on “%(source)s”.")
            % {"page": page.title, "source": page.source_page.title}
        )
    draft = page.get_latest_revision_as_object()
    first = date(year, 1, 1)
    raw = list(draft.body.get_prep_value())
    originals = _in_force(draft.body, first - timedelta(days=1))
    if not originals:
        raise DraftError(_("There are no rates to copy. Add a block of rates first."))
    if any(child["value"].get("valid_from") == first.isoformat() for child in raw):
        raise DraftError(
            _("There are rates from %(day)s already. Change those instead.")
            % {"day": format_date(first, get_language() or "da")}
        )
    result = []
    for child in raw:
        result.append(child)
        if child["id"] in originals:
            result.append(_copied(child, first))
    draft.body = draft.body.stream_block.to_python(result)
    draft.save_revision(user=user, log_action=True, clean=False)
    return len(originals)


def _in_force(stream, day) -> set[str]:
    """The ids of the rate blocks of `stream` that are in force on `day`."""
    now = {version for _, found in rate_card(stream).kinds() for version in in_force(found, day)}
    return {
        child.id
        for child in stream
        if isinstance(child.block, RateBlock) and child.value.to_rates() in now
    }


def _copied(child, first):
    """A copy with ids of its own, from `first` on. Who adopted the old rates did not adopt it."""
    copied = _with_new_ids(copy.deepcopy(child))
    copied["value"].update(
        valid_from=first.isoformat(),
        valid_to=None,
        adopted_by="",
        adopted_on=None,
        decision_url="",
    )
    return copied


def _with_new_ids(raw):
    """The stored value with a new id wherever it has one."""
    if isinstance(raw, list):
        return [_with_new_ids(item) for item in raw]
    if isinstance(raw, dict):
        renewed = {name: _with_new_ids(value) for name, value in raw.items()}
        if "id" in renewed and "type" in renewed:
            renewed["id"] = str(uuid.uuid4())
        return renewed
    return raw
