"""Taking back exactly what one run did: a draft revision again, never a publication.

A question is taken back only if it still has the words that the run gave it; a block of rates, if
it still has its values. What anybody did since stays, and the report says so.
"""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from ..drafts.errors import DraftError
from ..drafts.permissions import check_may_edit, locked_revision
from .faq.choices import WRITING, QuestionAction
from .faq.log import related_of
from .faq.questions import (
    drop_empty_groups,
    has_link,
    has_more,
    questions_by_id,
    take_out,
    without_links,
)
from .fees.rollback import undo_fees
from .models import ImportedItem, ImportedPage, ImportRun, Status
from .outcomes import UNDONE, Outcome, ReportLine
from .reading.plan import Wording, same_wording


def rollback_run(run: ImportRun, user=None) -> list[ReportLine]:
    """Take a run back, all of it or nothing, and keep the report in `run.report`.

    With a `user`, that user's permissions hold. Raises `DraftError`.
    """
    with transaction.atomic():
        # First a write: it is the lock, against a second rollback and for SQLite.
        done = ImportRun.objects.filter(pk=run.pk, status=Status.DONE)
        if not done.update(status=Status.ROLLED_BACK):
            raise DraftError(_("Only an import that was done can be rolled back, and only once."))
        report = [
            line
            for imported in run.pages.select_related("page").order_by("pk")
            for line in _undo_page(run, imported, user)
        ]
        run.refresh_from_db()
        run.report = [asdict(line) for line in report]
        run.save(update_fields=["report"])
    return report


def _undo_page(run, imported: ImportedPage, user) -> list[ReportLine]:
    page = imported.specific_page
    if page is None:
        return [ReportLine(Outcome.PAGE_MISSING, None, imported.title)]
    check_may_edit(page, user)
    revision_id = locked_revision(page)
    if imported.made and _is_untouched(imported, page, revision_id):
        return [_remove_page(run, page, user)]
    undo = undo_fees if run.reads_fees else _undo_questions
    lines = undo(run, imported, page, user)
    if imported.made:
        lines.append(ReportLine(Outcome.PAGE_KEPT, page.pk, page.title))
    return lines


def _is_untouched(imported, page, revision_id) -> bool:
    """Whether nobody but the run ever did anything with the page that it made."""
    return (
        not page.live
        and page.first_published_at is None
        and revision_id == imported.revision_id
        and page.numchild == 0
    )


def _remove_page(run, page, user) -> ReportLine:
    if user is not None and not page.permissions_for_user(user).can_delete():
        raise DraftError(
            _("%(user)s may not delete “%(page)s”; ask an administrator.")
            % {"user": user, "page": page.title}
        )
    line = ReportLine(Outcome.PAGE_REMOVED, None, page.title)
    run.items.filter(page_id=page.pk).update(undone=True)
    page.delete(user=user)
    return line


def _undo_questions(run, imported, page, user) -> list[ReportLine]:
    """Take the questions of one page back, and save the draft if that changes it."""
    items = list(run.items.filter(page_id=page.pk).order_by("pk"))
    draft = page.get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    known = questions_by_id(raw)
    links = {entry["key"]: related_of(entry) for entry in run.records}
    lines, undone = [], []
    for item in items:
        outcome = _undo(raw, known, item, links.get(item.key, ()))
        if outcome is None or outcome in UNDONE:
            undone.append(item)
        if outcome is not None:
            lines.append(ReportLine(outcome, page.pk, page.title, item.question))
    if any(line.outcome in UNDONE for line in lines):
        drop_empty_groups(raw, imported.groups_made)
        draft.body = draft.body.stream_block.to_python(raw)
        draft.save_revision(user=user, log_action=True, clean=False)
    _forget(run, page, undone)
    return lines


def _undo(raw, known, item: ImportedItem, links) -> Outcome | None:
    """Take one question back; None if the run did not change the page for it."""
    if not item.changed_the_page:
        return None
    question = known.get(item.block_id)
    if question is None:
        return Outcome.MISSING
    value = question["value"]
    added = related_of({"related": item.links_added})
    if added:
        related = value.get("related") or ""
        value = question["value"] = {**value, "related": without_links(related, added)}
        if item.action not in WRITING:
            gone = not any(has_link(value["related"], link) for link in added)
            return Outcome.RESTORED if gone else Outcome.EDITED
    now = Wording(item.key, value.get("question") or "", value.get("answer") or "")
    is_added = item.action == QuestionAction.ADDED
    if not same_wording(now, item.written) or (is_added and has_more(question, links)):
        return Outcome.EDITED
    if is_added:
        take_out(raw, item.block_id)
        return Outcome.REMOVED
    question["value"] = {**value, "question": item.question_before, "answer": item.answer_before}
    return Outcome.RESTORED


def _forget(run, page, undone: list[ImportedItem]) -> None:
    """What was taken back is no baseline any more.

    Neither is what a later run wrote down of it: the words were the same then, and now they are
    gone, which must not look as if an editor had taken them away.
    """
    changed = [item.block_id for item in undone if item.changed_the_page]
    ImportedItem.objects.filter(pk__in=[item.pk for item in undone]).update(undone=True)
    ImportedItem.objects.filter(page_id=page.pk, run_id__gt=run.pk, block_id__in=changed).update(
        undone=True
    )
