"""An imported FAQ becomes drafts: borrowers' questions on one page, staff's on a private one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import check_may_add, check_may_edit, locked_revision

from ..models import ImportedItem, ImportRun
from ..origins import Origin, storable_name
from ..progress import RunStep
from ..reading.plan import ImportPlan, Wording, plan_import
from ..reading.records import Audience, FoundLink, ParsedFaq
from ..targets import add_draft_page, find_page, page_model
from ..watch import settle_imported
from .audiences import Settled, settle_audiences
from .choices import Choices, Decision, decide, unconfirmed, with_choices
from .log import log_page, new_run, open_run, related_of
from .questions import has_link, page_items, questions_by_id, write_decisions

# Which audiences share a page.
PAGES = ((Audience.BORROWER,), (Audience.STAFF, Audience.WORKFLOW))


@dataclass(frozen=True)
class PageImport:
    """What an import does, or would do, to one page. `page` is None if it is yet to be made.

    `revision_id` is the page's latest revision that the plan was made against.
    """

    model: type[AbstractPage]
    page: AbstractPage | None
    plan: ImportPlan
    decisions: tuple[Decision, ...] = ()
    revision_id: int | None = None

    @property
    def type_name(self) -> str:
        """The name of the page type, as an editor knows it."""
        return str(self.model._meta.verbose_name)

    @property
    def writes(self) -> bool:
        """Whether the page gets a new draft."""
        return any(decision.writes for decision in self.decisions)


@dataclass(frozen=True)
class FaqImport:
    """What an import does, or would do. `run` is None if nothing was written.

    `settled` says by source key for whom each question is without a choice of the editor.
    `dropped` are the keys of choices that no longer hold; see `plan_faq`.
    """

    parsed: ParsedFaq
    pages: tuple[PageImport, ...]
    run: ImportRun | None = None
    settled: Mapping[str, Settled] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    @property
    def revisions(self) -> dict[str, int | None]:
        """The revision of each page that the plan was made against, by page id."""
        return {str(found.page.pk): found.revision_id for found in self.pages if found.page}


def plan_faq(
    parsed: ParsedFaq, *, parent=None, page=None, choices: Choices | None = None, drop=False
) -> FaqImport:
    """What importing `parsed` would do; reads only.

    `page` is a payment FAQ or a staff guide to import into; questions of the other audience go
    to a sibling. Otherwise the pages are found, or to be made, below `parent`. `choices` are the
    editor's, by source key. Raises `DraftError`, also for a choice that would make text for staff
    public without a confirmation; with `drop` such a choice is left out, so that it can be made
    anew.
    """
    parent = _parent(parent, page)
    choices = dict(choices or {})
    source = storable_name(parsed.source)
    models = {audiences: page_model(audiences[0]) for audiences in PAGES}
    targets = {
        audiences: find_page(model, parent, source, given=page)
        for audiences, model in models.items()
    }
    settled = settle_audiences(parsed.items, source, filter(None, targets.values()))
    dropped = unconfirmed(choices, settled) if drop else frozenset()
    for key in dropped:
        del choices[key]
    parsed = replace(with_choices(parsed, choices, settled), source=source)
    planned = []
    for audiences, target in targets.items():
        items = [item for item in parsed.items if item.audience in audiences]
        if items or target is not None:
            plan = _plan_page(target, items, source)
            decisions = decide(plan, choices, settled)
            if target is not None:
                decisions = _with_new_links(decisions, target, source)
            revision = target.latest_revision_id if target else None
            planned.append(PageImport(models[audiences], target, plan, decisions, revision))
    return FaqImport(parsed, tuple(planned), settled=settled, dropped=dropped)


def import_faq(
    parsed: ParsedFaq,
    *,
    parent=None,
    page=None,
    user=None,
    choices: Choices | None = None,
    origin: Origin | None = None,
    run: ImportRun | None = None,
    seen: Mapping[str, int | None] | None = None,
    on_step: Callable[[RunStep], object] = lambda step: None,
) -> FaqImport:
    """Import `parsed` as draft revisions and log the run; all of it, or nothing.

    Arguments as for `plan_faq`; with a `user`, that user's permissions hold. A run that changes
    nothing leaves no trace, unless it is handed in as `run`. `seen` are the revisions that the
    editor chose by, {} if there was no page yet, None if nobody looked. `on_step` is told how far
    it is. Raises `DraftError`, also if someone else wrote to a page meanwhile.
    """
    planned = plan_faq(parsed, parent=parent, page=page, choices=choices)
    parent = _parent(parent, page)
    on_step(RunStep.CHECKING)
    _check_seen(planned, seen)
    check_permission(planned, parent, user)
    if run is None and not any(d.leaves_trace for found in planned.pages for d in found.decisions):
        return planned
    on_step(RunStep.WRITING)
    with transaction.atomic():
        # First a row of our own: SQLite gives the right to write once and for all with it.
        source = origin or Origin()
        run = open_run(run, lambda: new_run(parsed, source, user=user, parent=parent, page=page))
        _lock_for_writing(planned, parent, page)
        written = tuple(
            _write(found, parent, run, user) if found.decisions else found
            for found in planned.pages
        )
        settle_imported(run, [found.page.pk for found in written if found.page])
    return replace(planned, pages=written, run=run)


def _parent(parent, page):
    if page is not None:
        return page.get_parent()
    if parent is None:
        raise DraftError(_("Say where the pages go: a parent page, or a page to import into."))
    return parent


def _plan_page(page, items: Iterable, source) -> ImportPlan:
    if page is None:
        return plan_import(items, (), ())
    baselines = ImportedItem.objects.baselines(page)
    keys = {item.block_id: item.key for item in baselines}
    return plan_import(
        items,
        page_items(_draft_stream(page), keys),
        [
            Wording(item.key, item.question, item.answer_html)
            for item in baselines
            if item.source == source
        ],
    )


def _with_new_links(decisions, page, source) -> tuple[Decision, ...]:
    """The decisions with the related links that the source has gained since the last import.

    Only for questions that came from there. A link that an earlier import brought, and that is not
    on the page any more, was taken out by an editor; one to staff's text stays with staff.
    """
    items = ImportedItem.objects.filter(page_id=page.pk, run__source=source, undone=False)
    came = set(items.values_list("block_id", flat=True))
    earlier: dict[str, set[FoundLink]] = {}
    for records in ImportRun.objects.filter(pk__in=items.values("run")).values_list(
        "records", flat=True
    ):
        for entry in records:
            earlier.setdefault(entry["key"], set()).update(related_of(entry))
    stored = questions_by_id(_draft_stream(page))

    def new_links(decision: Decision) -> tuple[FoundLink, ...]:
        there = decision.planned.page_item
        is_held = decision.guarded and decision.item.audience is Audience.BORROWER
        if there is None or there.block_id not in came or is_held:
            return ()
        known = earlier.get(there.key, set()) | earlier.get(decision.planned.key, set())
        related = stored[there.block_id]["value"].get("related") or ""
        found = (link for link in decision.item.related if link not in known)
        return tuple(link for link in found if not has_link(related, link))

    return tuple(replace(decision, new_links=new_links(decision)) for decision in decisions)


def _draft_stream(page) -> list:
    """The stored stream of the page's latest draft."""
    return list(page.get_latest_revision_as_object().body.get_prep_value())


def _check_seen(planned: FaqImport, seen):
    """What the editor chose by must still be what is there."""
    if seen is not None and dict(seen) != planned.revisions:
        raise DraftError(
            _("A page was changed after you looked at the preview. Look again, and import then.")
        )


def check_permission(planned: FaqImport, parent, user) -> None:
    """Raise `DraftError` if `user` may not do what is planned; also if a page is locked."""
    for found in planned.pages:
        if found.page is not None and found.decisions:
            check_may_edit(found.page, user)
        elif found.page is None and found.writes:
            check_may_add(parent, user)


def _write(found: PageImport, parent, run, user) -> PageImport:
    """Save what was decided for one page as a draft revision, and log its items."""
    if found.page is None and not found.writes:
        return found
    page = found.page or add_draft_page(found.model, parent, user)
    draft = page.get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    written = write_decisions(raw, found.decisions, page)
    revision_id = page.latest_revision_id
    if found.writes:
        draft.body = draft.body.stream_block.to_python(raw)
        revision_id = draft.save_revision(user=user, log_action=True, clean=False).pk
    log_page(found, page, run, written, revision_id)
    return replace(found, page=page, revision_id=revision_id)


def _lock_for_writing(planned, parent, given) -> None:
    """Lock the pages of a plan, and check that they still are what the plan was made against.

    Two imports at once: the first wins, the second finds another revision and is told. The
    parent is locked first, so that two imports cannot make the same page.
    """
    locked_revision(parent)
    for found in planned.pages:
        if found.page is None:
            source = planned.parsed.source
            changed = find_page(found.model, parent, source, given=given) is not None
        else:
            changed = locked_revision(found.page) != found.revision_id
        if changed:
            raise DraftError(
                _(
                    "Someone else changed “%(page)s” at the same time. Nothing was imported; look "
                    "at their change, and import again."
                )
                % {"page": (found.page or parent).title}
            )
