"""A run step by step: made, read, chosen, done. The command does it all in `import_faq` at once.

What is stored between the steps are the parsed records. The source itself is not: it is masked
only when it is parsed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.text.messages import Sentence

from ..messages import importer_error_message
from ..models import ImportRun, SourceKind, Status
from ..origins import Origin, storable_name, storable_text
from ..progress import RunStep
from ..reading.document import SourcePlace
from ..reading.errors import ImporterError
from ..reading.faq import parse_faq
from ..reading.records import Audience, FaqItem, ParsedFaq, Rejected
from ..sources import url_document
from .choices import Choice
from .drafts import FaqImport, check_permission, import_faq, plan_faq
from .log import new_run, related_of

logger = logging.getLogger(__name__)

# Nothing happens any more to a run in one of these.
CLOSED = (Status.DONE, Status.ROLLED_BACK)


def run_of(parsed: ParsedFaq, origin: Origin, *, user, parent=None, page=None) -> ImportRun:
    """A stored run that waits for the editor to look at it."""
    run = new_run(parsed, origin, user=user, parent=parent, page=page)
    run.status = Status.PARSED
    run.save()
    return run


def run_of_url(url: str, profile: str, *, user, parent=None, page=None) -> ImportRun:
    """A stored run whose source is yet to be fetched by `read_run`."""
    return ImportRun.objects.create(
        source=storable_name(url),
        source_kind=SourceKind.URL,
        profile=profile,
        user=user,
        page=page,
        parent=None if page is not None else parent,
        status=Status.WAITING,
        progress=0,
    )


def read_run(run: ImportRun) -> None:
    """Fetch and parse the source of a waiting run; what goes wrong is kept in `run.error`."""
    step_run(run, status=Status.RUNNING, progress=RunStep.FETCHING)
    with while_reading(run):
        document, origin = url_document(run.source)
        step_run(run, progress=RunStep.READING)
        parsed = parse_faq(document, run.profile)
        read = new_run(parsed, origin, user=run.user, parent=run.parent, page=run.page)
        names = ("sha256", "profile", "why", "why_params", "records", "rejected")
        found = {name: getattr(read, name) for name in names}
        step_run(run, status=Status.PARSED, progress=RunStep.READ, **found)


def plan_run(run: ImportRun) -> FaqImport:
    """What a parsed run would do now, with the choices made so far that still hold.

    Raises `DraftError`.
    """
    return plan_faq(parsed_of(run), choices=choices_of(run), drop=True, **target_of(run))


def check_run(run: ImportRun, planned: FaqImport, user) -> None:
    """Raise `DraftError` if `user` may not import what is planned for a run."""
    target = target_of(run)
    check_permission(planned, target.get("parent") or target["page"].get_parent(), user)


def write_run(run: ImportRun) -> None:
    """Import a parsed run as drafts, all or nothing.

    If a person can mend what stops it, the run is ready to be looked at again and `run.error`
    says what it is. Any other error marks it as failed and is raised.
    """
    if not step_run(run, status=Status.RUNNING, progress=RunStep.COMPARING):
        return
    with while_writing(run):
        import_faq(
            parsed_of(run),
            choices=choices_of(run),
            user=run.user,
            run=run,
            seen=run.seen,
            on_step=lambda step: step_run(run, progress=step),
            **target_of(run),
        )


def parsed_of(run: ImportRun) -> ParsedFaq:
    """The records of a run as the parser handed them over."""
    return ParsedFaq(
        source=run.source,
        items=tuple(_item(entry) for entry in run.records),
        rejected=tuple(
            Rejected(entry["text"], entry.get("code", ""), _place(entry.get("place", "")))
            for entry in run.rejected
        ),
        profile=run.profile,
        why=why_of(run),
    )


def why_of(run: ImportRun) -> Sentence:
    """Why a run was read in its way."""
    return Sentence(run.why, run.why_params)


def _item(entry: Mapping) -> FaqItem:
    return FaqItem(
        question=entry["question"],
        answer_html=entry["answer_html"],
        answer_text=entry["answer_text"],
        audience=Audience(entry["audience"]),
        section=entry["section"],
        place=_place(entry["place"]),
        key=entry["key"],
        confidence=entry["confidence"],
        related=related_of(entry),
        unaddressed=entry.get("unaddressed", False),
    )


def _place(text: str) -> SourcePlace:
    """The place that was written as `str(place)`."""
    found = re.fullmatch(r"(?:line (\d+))?(?:, )?(.*)", text, re.DOTALL)
    return SourcePlace(int(found[1]) if found[1] else None, found[2])


def choices_of(run: ImportRun) -> dict[str, Choice]:
    """The editor's choices by source key."""
    return {key: Choice.from_dict(data) for key, data in run.choices.items()}


def target_of(run: ImportRun) -> dict:
    """Where the run goes, as the arguments `page` or `parent`. Raises `DraftError`."""
    if run.page is not None:
        return {"page": run.page.specific}
    if run.parent is not None:
        return {"parent": run.parent.specific}
    raise DraftError(_("The page that this import was meant for is deleted; start a new import."))


@contextmanager
def while_reading(run: ImportRun) -> Iterator[None]:
    """Keep in `run.error` what goes wrong while the source of a run is read, and raise nothing."""
    try:
        yield
    except ImporterError as exc:
        fail_run(run, importer_error_message(exc))
    except Exception as exc:
        fail_run(run, _("The source could not be read because of an error in the program."))
        # Not the message: it may quote text that is not masked yet.
        logger.error("Import run %s: %s while reading", run.pk, type(exc).__name__)


@contextmanager
def while_writing(run: ImportRun) -> Iterator[None]:
    """Have a run looked at again if a person can mend what stops it; else it failed, and raise."""
    try:
        yield
    except DraftError as exc:
        step_run(run, status=Status.PARSED, progress=RunStep.READ, error=storable_text(str(exc)))
    except Exception:
        fail_run(run, _("Nothing was imported because of an error in the program. Try again."))
        raise


def step_run(run, **fields) -> bool:
    """Store how far the run is; not if another task has brought it to its end meanwhile."""
    fields = {"error": "", "alive_at": timezone.now(), **fields}
    open_run = ImportRun.objects.filter(pk=run.pk).exclude(status__in=CLOSED)
    stored = bool(open_run.update(**fields))
    run.refresh_from_db()
    return stored


def fail_run(run: ImportRun, error: str) -> None:
    """Mark a run as failed, and say why."""
    step_run(run, status=Status.FAILED, progress=RunStep.DONE, error=storable_text(error))
