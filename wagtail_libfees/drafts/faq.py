"""An imported FAQ becomes drafts: borrowers' questions on one page, staff's on a private one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from wagtail_libfees.importers.plan import ImportPlan, Kind, Wording, plan_import
from wagtail_libfees.importers.records import Audience, ParsedFaq
from wagtail_libfees.models import ImportedItem, ImportRun

from .errors import DraftError
from .questions import page_items, write_plan
from .targets import add_draft_page, find_page, page_model

# Which audiences share a page.
PAGES = ((Audience.BORROWER,), (Audience.STAFF, Audience.WORKFLOW))


@dataclass(frozen=True)
class PageImport:
    """What an import does, or would do, to one page. `page` is None if it is yet to be made."""

    model: type[AbstractPage]
    page: AbstractPage | None
    plan: ImportPlan


@dataclass(frozen=True)
class FaqImport:
    """What an import does, or would do. `run` is None if nothing was written."""

    parsed: ParsedFaq
    pages: tuple[PageImport, ...]
    run: ImportRun | None = None


def plan_faq(parsed: ParsedFaq, *, parent=None, page=None) -> FaqImport:
    """What importing `parsed` would do; reads only.

    `page` is a payment FAQ or a staff guide to import into; questions of the other audience go
    to a sibling. Otherwise the pages are found, or to be made, below `parent`. Raises
    `DraftError`.
    """
    parent = _parent(parent, page)
    planned = []
    for audiences in PAGES:
        items = [item for item in parsed.items if item.audience in audiences]
        model = page_model(audiences[0])
        target = find_page(model, parent, parsed.source, given=page)
        if items or target is not None:
            planned.append(PageImport(model, target, _plan(items, target, parsed.source)))
    return FaqImport(parsed, tuple(planned))


@transaction.atomic
def import_faq(parsed: ParsedFaq, *, parent=None, page=None, user=None) -> FaqImport:
    """Import `parsed` as draft revisions and log the run; all of it, or nothing.

    Arguments as for `plan_faq`; with a `user`, that user's permissions hold. A run that changes
    nothing leaves no trace. Raises `DraftError`.
    """
    planned = plan_faq(parsed, parent=parent, page=page)
    _check_permission(planned, _parent(parent, page), user)
    if not any(found.plan.writes for found in planned.pages):
        return planned
    run = ImportRun.objects.create(
        source=parsed.source,
        profile=parsed.profile,
        user=user,
        rejected=parsed.to_dict()["rejected"],
    )
    written = tuple(_write(found, _parent(parent, page), run, user) for found in planned.pages)
    return FaqImport(parsed, written, run)


def _parent(parent, page):
    if page is not None:
        return page.get_parent()
    if parent is None:
        raise DraftError(_("Say where the pages go: a parent page, or a page to import into."))
    return parent


def _plan(items: Iterable, page, source) -> ImportPlan:
    if page is None:
        return plan_import(items, (), ())
    baselines = _baselines(page)
    keys = {item.block_id: item.key for item in baselines}
    of_source = [item for item in baselines if item.run.source == source]
    return plan_import(
        items,
        page_items(_draft_stream(page), keys),
        [Wording(item.key, item.question, item.answer_html) for item in of_source],
    )


def _baselines(page) -> list[ImportedItem]:
    """What each question of the page was when it was last imported, whatever the source."""
    latest = {}
    for item in ImportedItem.objects.filter(page_id=page.pk).select_related("run").order_by("pk"):
        latest[item.key] = item
    return list(latest.values())


def _draft_stream(page) -> list:
    """The stored stream of the page's latest draft."""
    return list(page.get_latest_revision_as_object().body.get_prep_value())


def _check_permission(planned, parent, user):
    if user is None:
        return
    for found in planned.pages:
        allowed = (
            found.page.permissions_for_user(user).can_edit()
            if found.page
            else parent.permissions_for_user(user).can_add_subpage()
        )
        if not allowed:
            raise DraftError(
                _("%(user)s may not edit “%(page)s”; ask an administrator.")
                % {"user": user, "page": (found.page or parent).title}
            )


def _write(found: PageImport, parent, run, user) -> PageImport:
    """Save the plan of one page as a draft revision, and log its items."""
    page = found.page or add_draft_page(found.model, parent, user)
    draft = page.get_latest_revision_as_object()
    raw = list(draft.body.get_prep_value())
    block_ids = write_plan(raw, found.plan, page)
    if found.plan.writes:
        draft.body = draft.body.stream_block.to_python(raw)
        draft.save_revision(user=user, log_action=True, clean=False)
    _log(found.plan, page, run, block_ids)
    return PageImport(found.model, page, found.plan)


def _log(plan, page, run, block_ids):
    """The source's words of each question become the next baseline.

    Not for a question that an editor took off the page, and not for a conflict: the words on the
    page were never the source's, and the next run must see the conflict again.
    """
    ImportedItem.objects.bulk_create(
        ImportedItem(
            run=run,
            page_id=page.pk,
            key=planned.key,
            block_id=block_ids[planned.key],
            kind=planned.kind,
            question=planned.item.question,
            answer_html=planned.item.answer_html,
            place=str(planned.item.place)[:500],
        )
        for planned in plan.items
        if planned.item is not None
        and planned.kind is not Kind.CONFLICT
        and planned.key in block_ids
    )
