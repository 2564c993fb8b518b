"""Writing the import log, inside the transaction of the import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_libfees.change_signals import send_later
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.signals import import_done
from wagtail_libfees.text.cpr_masking import mask_cpr

from ..models import ImportedItem, ImportedPage, ImportRun, Status
from ..origins import Origin, storable_name
from ..reading.records import FoundLink, ParsedFaq
from .choices import QuestionAction

# Runs that may still be imported. A running one may be a task that was killed; should it live
# after all, the row lock lets only one of the two through.
OPEN = (Status.PARSED, Status.RUNNING, Status.FAILED)


def new_run(parsed: ParsedFaq, origin: Origin, *, user, parent, page) -> ImportRun:
    """An unsaved run with the parsed records."""
    data = parsed.to_dict()
    return ImportRun(
        source=storable_name(parsed.source),
        source_kind=origin.kind,
        sha256=origin.sha256,
        profile=parsed.profile,
        **_why(parsed),
        user=user,
        page=page,
        parent=None if page is not None else parent,
        records=data["items"],
        rejected=data["rejected"],
    )


def _why(parsed: ParsedFaq) -> dict:
    """Why a profile was chosen: a template and what fills it, or a finished sentence."""
    message, params = getattr(parsed.why, "message", parsed.why), getattr(parsed.why, "params", {})
    return {
        "why": mask_cpr(message)[0][:500],
        "why_params": {
            name: value if isinstance(value, int) else mask_cpr(str(value))[0][:500]
            for name, value in params.items()
        },
    }


def related_of(entry: Mapping) -> tuple[FoundLink, ...]:
    """The related links of a record of a run; one from an earlier time has none."""
    return tuple(FoundLink(**link) for link in entry.get("related", ()))


def open_run(run: ImportRun | None, new: Callable[[], ImportRun]) -> ImportRun:
    """The run to log to, marked as done: nobody sees it before the transaction is through.

    `new` makes one, unsaved, if there is none yet. Raises `DraftError` for one that was done.
    """
    if run is None:
        run = new()
        run.status = Status.DONE
        run.save()
        send_later(import_done, ImportRun, run=run)
        return run
    done = {"status": Status.DONE, "progress": 100, "error": "", "alive_at": timezone.now()}
    if not ImportRun.objects.filter(pk=run.pk, status__in=OPEN).update(**done):
        raise DraftError(_("This import was done already."))
    run.refresh_from_db()
    send_later(import_done, ImportRun, run=run)
    return run


def log_page(found, page, run, written, revision_id) -> None:
    """Log what was done to a page. The words of the source become the next baseline.

    Not for a question that an editor took off the page, and not for what was left: the words on
    the page were never the source's, and the next run must see the difference again.
    """
    ImportedPage.objects.create(
        run=run,
        page_id=page.pk,
        title=page.title,
        made=found.page is None,
        revision_id=revision_id,
        groups_made=written.groups_made,
    )
    ImportedItem.objects.bulk_create(
        (
            _item(decision, page, run, written.block_ids[decision.planned.key])
            for decision in found.decisions
            if decision.action is not QuestionAction.LEFT
            and decision.planned.key in written.block_ids
        ),
        batch_size=500,
    )


def _item(decision, page, run, block_id) -> ImportedItem:
    changed = decision.action is QuestionAction.CHANGED
    before = decision.planned.page_item if changed else None
    return ImportedItem(
        run=run,
        page_id=page.pk,
        key=decision.planned.key,
        block_id=block_id,
        kind=decision.planned.kind,
        action=decision.action,
        question=decision.item.question,
        answer_html=decision.item.answer_html,
        question_mended=decision.question or "",
        answer_mended=decision.answer or "",
        question_before=before.question if before else "",
        answer_before=before.answer_html if before else "",
        place=str(decision.item.place)[:500],
        audience=decision.item.audience,
        guarded=decision.guarded,
        links_added=[{"title": link.title, "url": link.url} for link in decision.new_links],
    )
