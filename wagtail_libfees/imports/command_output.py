"""What the import commands print, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..text.plain_text import readable
from ..text.word_diff import plain_diff
from .faq.drafts import FaqImport, PageImport
from .faq.runs import why_of
from .messages import ACTION_TEXTS, OUTCOME_TEXTS, difference_label, reason_text, sentence_text
from .models import ImportRun
from .reading.plan import Difference, PlannedItem


def import_lines(result: FaqImport, *, diff: bool) -> Iterator[str]:
    """The report of one source."""
    why = sentence_text(result.parsed.why)
    yield f"{result.parsed.source}: {result.parsed.profile} ({why})"
    for found in result.pages:
        yield f"  {_page_name(found)}: {_counts(found)}"
        if diff:
            for planned in found.plan.items:
                yield from _diff_lines(planned)
    for rejected in result.parsed.rejected:
        reason = reason_text(rejected.code, rejected.reason)
        yield f"  - {rejected.place}: {rejected.text[:100]!r} ({reason})"


def _page_name(found: PageImport) -> str:
    name = found.model._meta.verbose_name
    return f"{name} {found.page.pk}" if found.page else _("new %(type)s") % {"type": name}


def _counts(found: PageImport) -> str:
    counts = [f"{kind}: {count}" for kind in Difference if (count := found.plan.count(kind))]
    return ", ".join(counts) or _("nothing")


def _diff_lines(planned: PlannedItem) -> Iterator[str]:
    """The words of both sides, unless they are the same."""
    if planned.kind is Difference.SAME:
        return
    yield f"    [{difference_label(planned.kind)}] {_question_diff(planned)}"
    before = readable(planned.page_item.answer_html) if planned.page_item else ""
    after = readable(planned.item.answer_html) if planned.item else before
    for line in plain_diff(before, after).splitlines():
        yield f"      {line}"


def _question_diff(planned: PlannedItem) -> str:
    if planned.item is None or planned.page_item is None:
        return (planned.item or planned.page_item).question
    return plain_diff(planned.page_item.question, planned.item.question)


def import_as_dict(result: FaqImport) -> dict:
    """The JSON object of one source: the records, and what is done with each."""
    planned = {
        id(decision.item): decision for found in result.pages for decision in found.decisions
    }
    data = result.parsed.to_dict()
    for item, entry in zip(result.parsed.items, data["items"], strict=True):
        entry["action"] = str(planned[id(item)].planned.kind) if id(item) in planned else None
    data["gone"] = [
        {"key": found.key, "question": found.page_item.question, "action": str(found.kind)}
        for page in result.pages
        for found in page.plan.items
        if found.item is None
    ]
    data["run"] = result.run.pk if result.run else None
    return data


def run_as_dict(run: ImportRun) -> dict:
    """The JSON object of a run in a list."""
    return {
        "run": run.pk,
        "time": run.started_at.isoformat(),
        "source": run.source,
        "kind": run.source_kind,
        "sha256": run.sha256,
        "profile": run.profile,
        "why": why_of(run),
        "user": run.user.get_username() if run.user else None,
        "status": run.status,
        "error": run.error,
        "questions": 0 if run.reads_fees else len(run.records),
        "rejected": len(run.rejected),
        "pages": [
            {"page": page.page_id, "title": page.title, "made": page.made}
            for page in run.pages.all()
        ],
        "actions": actions_of(run),
        "report": run.report,
    }


def actions_of(run: ImportRun) -> dict[str, int]:
    """How many questions of a run were added, changed and so on."""
    found = [item.action for item in run.items.all()]
    return {action: found.count(action) for action in ACTION_TEXTS if action in found}


def run_line(run: ImportRun) -> str:
    actions = ", ".join(f"{ACTION_TEXTS[a]}: {n}" for a, n in actions_of(run).items())
    user = run.user.get_username() if run.user else "-"
    return (
        f"{run.pk}  {run.started_at:%Y-%m-%d %H:%M}  {run.get_status_display()}  {run.source}  "
        f"{run.profile}  {user}  {actions or '-'}"
    )


def rollback_lines(run: ImportRun) -> Iterator[str]:
    """What became of each question and page."""
    for line in run.report:
        about = f"{line['page']}: “{line['question']}”" if line["question"] else line["page"]
        yield f"  {about}: {OUTCOME_TEXTS[line['outcome']]}"
