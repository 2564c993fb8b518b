"""For whom a question is, by what earlier imports of its source have settled.

Text for staff on a public page is the worst an import can do (invariant 7). So what was for staff
stays for staff, whether an editor moved it there or the source has lost a heading since; and what
an editor once let borrowers read needs a new confirmation as soon as its words are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from ..models import ImportedItem
from ..reading.records import Audience, FaqItem
from ..reading.renamed_questions import ComparedQuestion, find_renames

STAFF = (Audience.STAFF, Audience.WORKFLOW)
# An answer as short as "Ja, det kan du." stands below many questions.
FEW_WORDS = 5


@dataclass(frozen=True)
class Settled:
    """For whom a question is unless the editor says otherwise.

    `guarded`: the source or an earlier import has it for staff, so that nothing of it may be
    written to a public page without a confirmation.
    """

    audience: Audience
    guarded: bool


def settle_audiences(
    items: Iterable[FaqItem], source: str, pages: Iterable
) -> Mapping[str, Settled]:
    """The audience of each of the `items` of `source` by key.

    `pages` are those that the import would write to: what another library decided for its own
    pages is not asked.
    """
    items = list(items)
    before = _latest(source, pages)
    settled = {item.key: _settled(item, before.get(item.key)) for item in items}
    known = {item.key for item in items}
    moved = [old for key, old in before.items() if key not in known and _is_staff(old.audience)]
    for item in _reworded(items, before, moved):
        settled[item.key] = Settled(Audience.STAFF, guarded=True)
    return settled


def _latest(source, pages) -> dict[str, ImportedItem]:
    """The last import of each question. One that went to a page that is deleted counts too."""
    here = Q(page__in=[page.pk for page in pages]) | Q(page=None)
    found = ImportedItem.objects.filter(here, run__source=source, undone=False).order_by("pk")
    fields = ("key", "question", "answer_html", "audience", "guarded")
    return {item.key: item for item in found.only(*fields)}


def _settled(item: FaqItem, before: ImportedItem | None) -> Settled:
    from_staff = item.audience in STAFF
    if before is None:
        return Settled(item.audience, guarded=from_staff)
    if _is_staff(before.audience):
        kept = item.audience if from_staff else Audience(before.audience)
        return Settled(kept, guarded=True)
    if before.guarded:
        # An editor has let borrowers read the words that it had then.
        return Settled(Audience.BORROWER, guarded=True)
    return Settled(item.audience, guarded=from_staff)


def _is_staff(audience: str) -> bool:
    return audience in STAFF


def _reworded(items, before, moved) -> list[FaqItem]:
    """Questions without a past that are much like one for staff that the source has no more."""
    new = [item for item in items if item.key not in before and item.audience not in STAFF]
    if not (new and moved):
        return []
    same_answers = {old.answer_html for old in moved if len(old.answer_html.split()) > FEW_WORDS}
    found = find_renames(
        [ComparedQuestion(item.question, item.answer_html) for item in new],
        [ComparedQuestion(old.question, old.answer_html) for old in moved],
    )
    return [
        item for index, item in enumerate(new) if index in found or item.answer_html in same_answers
    ]
