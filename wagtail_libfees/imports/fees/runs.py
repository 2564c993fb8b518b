"""A run of a fee page step by step: made, read, corrected, done; `runs` is its like for questions.

What is stored between the steps is the reading, which never changes, and the editor's sheet.
"""

from __future__ import annotations

from wagtail_libfees.drafts.permissions import check_may_add, check_may_edit

from ..faq.runs import step_run, target_of, while_reading, while_writing
from ..models import ImportRun, Status
from ..origins import Origin
from ..progress import RunStep
from ..sources import url_document
from .drafts import FeesImport, find_fee_page, first_sheet, import_fees, plan_fees
from .log import new_fees_run
from .reading import FeesReading, read_fees
from .sheet import Sheet


def run_of_fees(reading: FeesReading, origin: Origin, *, user, parent=None, page=None) -> ImportRun:
    """A stored run that waits for the editor to look at it."""
    run = new_fees_run(reading, origin, user=user, parent=parent, page=page)
    run.status = Status.PARSED
    run.save()
    return run


def read_fees_run(run: ImportRun) -> None:
    """Fetch and parse the source of a waiting run; what goes wrong is kept in `run.error`."""
    step_run(run, status=Status.RUNNING, progress=RunStep.FETCHING)
    with while_reading(run):
        document, origin = url_document(run.source)
        step_run(run, progress=RunStep.READING)
        read = new_fees_run(read_fees(document), origin, user=run.user)
        found = {name: getattr(read, name) for name in ("sha256", "records", "rejected")}
        step_run(run, status=Status.PARSED, progress=RunStep.READ, **found)


def sheet_of_run(run: ImportRun) -> Sheet:
    """What the editor has made of the reading so far. Raises `DraftError`."""
    if run.choices:
        return Sheet.from_dict(run.choices)
    reading, target = FeesReading.from_run(run), target_of(run)
    page = target.get("page") or find_fee_page(reading.source, target.get("parent"))
    return first_sheet(reading, page)


def plan_fees_run(run: ImportRun) -> FeesImport:
    """What a parsed run would do now, with the corrections made so far. Raises `DraftError`."""
    return plan_fees(FeesReading.from_run(run), sheet=sheet_of_run(run), **target_of(run))


def check_fees_run(run: ImportRun, planned: FeesImport, user) -> None:
    """Raise `DraftError` if `user` may not import what is planned for a run."""
    if planned.page is not None:
        check_may_edit(planned.page, user)
    else:
        check_may_add(target_of(run)["parent"], user)


def write_fees_run(run: ImportRun) -> None:
    """Import a parsed run as a draft, all or nothing.

    If a person can mend what stops it, the run is ready to be looked at again and `run.error`
    says what it is. Any other error marks it as failed and is raised.
    """
    if not step_run(run, status=Status.RUNNING, progress=RunStep.COMPARING):
        return
    with while_writing(run):
        import_fees(
            FeesReading.from_run(run),
            sheet=sheet_of_run(run),
            user=run.user,
            run=run,
            seen=run.seen,
            **target_of(run),
        )
