"""An imported fee page becomes a draft: rate blocks, and the rest of its text in text blocks.

For each kind of rates these are compared: what the last import of the source brought, the source
now, and the draft now. What an editor changed wins, unless the editor says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from wagtail_libfees import rates
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.drafts.errors import DraftError
from wagtail_libfees.drafts.permissions import check_may_add, check_may_edit, locked_revision
from wagtail_libfees.models import TaksterPageMixin

from ..faq.log import open_run
from ..models import FEES, ImportedPage, ImportRun, Status
from ..origins import Origin
from ..reading.fees import ParsedSection
from ..reading.plan import normalise_html
from ..targets import add_draft_page
from .log import log_fees, new_fees_run
from .reading import FeesReading
from .sheet import Sheet, sheet_of
from .writing import write_fees


class KindAction(StrEnum):
    """What happens to one kind of rates."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # the draft says something else, and an editor may have meant it


@dataclass(frozen=True)
class FeesImport:
    """What an import does, or would do. `page` is None if it is yet to be made.

    `revision_id` is the page's latest revision that the plan was made against.
    """

    reading: FeesReading
    sheet: Sheet
    page: AbstractPage | None
    kinds: Mapping[str, KindAction]
    sections: tuple[ParsedSection, ...]
    revision_id: int | None = None
    run: ImportRun | None = None

    @property
    def changes_anything(self) -> bool:
        """Whether the draft will differ from what it is now."""
        written = {KindAction.ADDED, KindAction.CHANGED} & set(self.kinds.values())
        return bool(written or self.sections)

    @property
    def card(self) -> rates.RateCard:
        """The rates that are written."""
        wanted = {KindAction.ADDED, KindAction.CHANGED}
        found = self.sheet.to_card().kinds()
        return rates.RateCard(**{k: v for k, v in found if self.kinds.get(k) in wanted})

    @property
    def revisions(self) -> dict[str, int | None]:
        """The revision of the page that the plan was made against, by page id."""
        return {str(self.page.pk): self.revision_id} if self.page else {}


def plan_fees(
    reading: FeesReading, *, parent=None, page=None, sheet: Sheet | None = None, overwrite=False
) -> FeesImport:
    """What importing `reading` would do; reads only.

    `page` is the fee page to import into; else the page of an earlier import of the source below
    `parent`, or a new one. `sheet` holds what an editor corrected and chose. `overwrite`: take
    the source's rates also where an editor changed them. Raises `DraftError`.
    """
    page = _anew(page) or find_fee_page(reading.source, parent)
    sheet = sheet or first_sheet(reading, page)
    if page is None:
        kinds = {kind: KindAction.ADDED for kind, found in sheet.to_card().kinds() if found}
        return FeesImport(reading, sheet, None, kinds, _wanted(reading, sheet))
    draft = page.get_latest_revision_as_object()
    known = _known_sections(reading, page)
    sections = tuple(
        section
        for section in _wanted(reading, sheet)
        if _words(section.html) not in known and not _has(draft.body, section)
    )
    kinds = _compare(reading, sheet, page, rate_card(draft.body), overwrite)
    return FeesImport(reading, sheet, page, kinds, sections, page.latest_revision_id)


def import_fees(
    reading: FeesReading,
    *,
    parent=None,
    page=None,
    user=None,
    sheet: Sheet | None = None,
    overwrite=False,
    origin: Origin | None = None,
    run: ImportRun | None = None,
    seen: Mapping[str, int | None] | None = None,
) -> FeesImport:
    """Import `reading` as a draft revision and log the run; all of it, or nothing.

    Arguments as for `plan_fees`; with a `user`, that user's permissions hold. A run that changes
    nothing leaves no trace, unless it is handed in as `run`. `seen` is the revision that the
    editor chose by. Raises `DraftError`, also if someone else wrote to the page meanwhile.
    """
    planned = plan_fees(reading, parent=parent, page=page, sheet=sheet, overwrite=overwrite)
    if seen is not None and dict(seen) != planned.revisions:
        raise DraftError(
            _("A page was changed after you looked at the preview. Look again, and import then.")
        )
    if planned.page is not None:
        check_may_edit(planned.page, user)
    elif planned.changes_anything:
        check_may_add(_known(parent), user)
    if run is None and not planned.changes_anything:
        return planned
    with transaction.atomic():
        # First a row of our own: SQLite gives the right to write once and for all with it.
        run = open_run(run, lambda: new_fees_run(reading, origin or Origin(), user=user))
        _lock(planned, parent)
        return _write(planned, parent, run, user)


def first_sheet(reading: FeesReading, page) -> Sheet:
    """What the review starts with: the reading, with the corrections of the last import in those
    kinds that the source has not changed since."""
    sheet = sheet_of(reading)
    last = last_imports(reading.source, page) if page is not None else {}
    corrected = {
        kind: former.sheet.kinds[kind]
        for kind, former in last.items()
        if kind in sheet.kinds
        and getattr(reading.card, kind) == getattr(former.read, kind)
        and getattr(former.read, kind) != getattr(former.brought, kind)
    }
    return replace(sheet, kinds={**sheet.kinds, **corrected})


def find_fee_page(source: str, parent) -> AbstractPage | None:
    """The page below `parent` that an earlier import of the same source made or changed."""
    imported = ImportedPage.objects.filter(run__source=source, run__profile=FEES)
    found = fee_page_model().objects.child_of(_known(parent))
    return found.filter(pk__in=imported.values("page_id")).order_by("pk").first()


def fee_page_model() -> type[AbstractPage]:
    """The page type of fee pages; raises `DraftError` if the site has none."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None or not issubclass(model, TaksterPageMixin):
        raise DraftError(
            _("There is no page type for this import; set WAGTAIL_LIBFEES['%(name)s'].")
            % {"name": "TAKSTER_PAGE_MODEL"}
        )
    return model


@dataclass(frozen=True)
class FormerImport:
    """The card that was read, the sheet that was brought to the page, and its card."""

    read: rates.RateCard
    sheet: Sheet
    brought: rates.RateCard


def last_imports(source: str, page) -> dict[str, FormerImport]:
    """Each kind that was brought to the page, with the last import of it."""
    runs = ImportRun.objects.filter(
        source=source, profile=FEES, status=Status.DONE, pages__page_id=page.pk
    ).prefetch_related("items")
    last: dict[str, FormerImport] = {}
    for run in runs.order_by("started_at", "pk"):
        written = {item.key for item in run.items.all() if item.action in ("added", "changed")}
        sheet = Sheet.from_dict(run.records["sheet"])
        former = FormerImport(FeesReading.from_run(run).card, sheet, sheet.to_card())
        last |= dict.fromkeys(written & set(rates.KINDS), former)
    return last


def _known(parent):
    if parent is None:
        raise DraftError(_("Say where the pages go: a parent page, or a page to import into."))
    return parent


def _anew(page):
    """The page as it is now: what was handed in may be older."""
    return page and (type(page).objects.filter(pk=page.pk).first() or page)


def _compare(reading, sheet, page, here, overwrite) -> dict[str, KindAction]:
    """What happens to each kind of rates that the sheet has."""
    last = last_imports(reading.source, page)
    actions = {}
    for kind, new in sheet.to_card().kinds():
        now = getattr(here, kind)
        if not new:
            continue
        if now == new:
            actions[kind] = KindAction.SAME
            continue
        written = KindAction.CHANGED if now else KindAction.ADDED
        free = _is_free(kind, last.get(kind), getattr(reading.card, kind), now)
        takes = sheet.takes.get(kind, overwrite or free)
        actions[kind] = written if takes else KindAction.KEPT
    return actions


def _is_free(kind: str, last: FormerImport | None, source, now) -> bool:
    """Whether no editor would lose anything by the source's rates."""
    if last is None:
        return not now
    read, brought = getattr(last.read, kind), getattr(last.brought, kind)
    # A correction made in the review is an editor's word, until the editor looks again.
    return now == brought and (read == brought or source == read)


def _wanted(reading, sheet) -> tuple[ParsedSection, ...]:
    return tuple(s for i, s in enumerate(reading.sections) if i not in sheet.left_out)


def _known_sections(reading, page) -> set[str]:
    """The texts that were offered before: taken, or left, or taken off by an editor since."""
    runs = ImportRun.objects.filter(
        source=reading.source, profile=FEES, status=Status.DONE, pages__page_id=page.pk
    )
    return {_words(s["html"]) for run in runs for s in run.records["reading"]["sections"]}


def _words(html: str) -> str:
    return normalise_html(html)


def _has(body, section) -> bool:
    """Whether a stream has a text block with the words of a section."""
    return any(
        child.block_type == "text" and _words(child.value["text"].source) == _words(section.html)
        for child in body
    )


def _lock(planned, parent) -> None:
    """Lock what is written to, and check that it is what the plan was made against.

    Two imports at once: the first wins, the second finds another revision and is told.
    """
    if planned.page is not None:
        changed = locked_revision(planned.page) != planned.revision_id
    else:
        locked_revision(_known(parent))
        changed = find_fee_page(planned.reading.source, parent) is not None
    if changed:
        raise DraftError(
            _(
                "Someone else changed “%(page)s” at the same time. Nothing was imported; look "
                "at their change, and import again."
            )
            % {"page": (planned.page or parent).title}
        )


def _write(planned, parent, run, user) -> FeesImport:
    made = planned.page is None and planned.changes_anything
    if made:
        page = add_draft_page(fee_page_model(), parent, user)
        planned = replace(planned, page=page)
    written = write_fees(planned, user) if planned.changes_anything else ()
    log_fees(planned, run, written, made=made)
    return replace(planned, run=run)
