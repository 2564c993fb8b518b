"""An imported fee page becomes a draft: rate blocks, and the rest of its text in text blocks.

Three sides are compared for each kind of rates: what the last import of the source brought, the
source now, and the draft now. What an editor changed wins, unless the editor says otherwise.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

from wagtail_libfees import rates
from wagtail_libfees.blocks.from_rates import storable
from wagtail_libfees.blocks.rates import rate_card
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.importers.fees import ParsedFees, Section
from wagtail_libfees.importers.plan import normalise_html
from wagtail_libfees.models import ImportedPage, ImportRun, TaksterPageMixin

from .errors import DraftError
from .guards import check_may_add, check_may_edit, locked_revision
from .origins import Origin, storable_name
from .rates import plan_rates

# The name under which runs of this importer are logged, beside the profiles of the FAQ importer.
PROFILE = "fees"


class KindAction(StrEnum):
    """What happens to one kind of rates."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # the draft says something else, and an editor may have meant it


@dataclass(frozen=True)
class FeesImport:
    """What an import does, or would do. `page` is None if it is yet to be made."""

    parsed: ParsedFees
    page: AbstractPage | None
    kinds: dict[str, KindAction]
    sections: tuple[Section, ...]
    run: ImportRun | None = None

    @property
    def changes_anything(self) -> bool:
        """Whether the draft will differ from what it is now."""
        written = {KindAction.ADDED, KindAction.CHANGED} & set(self.kinds.values())
        return bool(written or self.sections)


def plan_fees(parsed: ParsedFees, *, parent=None, page=None, overwrite=False) -> FeesImport:
    """What importing `parsed` would do; reads only.

    `page` is the fee page to import into; else the page of an earlier import of the source below
    `parent`, or a new one. `overwrite`: take the source's rates also where an editor changed
    them. Raises `DraftError`.
    """
    page = page or find_fee_page(parsed, parent)
    if page is None:
        kinds = {kind: KindAction.ADDED for kind, found in parsed.to_card().kinds() if found}
        return FeesImport(parsed, None, kinds, parsed.sections)
    body = page.get_latest_revision_as_object().body
    return FeesImport(
        parsed,
        page,
        _compare(parsed, page, rate_card(body), overwrite),
        tuple(section for section in parsed.sections if not _has(body, section)),
    )


@transaction.atomic
def import_fees(
    parsed: ParsedFees, *, origin: Origin, parent=None, page=None, user=None, overwrite=False
) -> FeesImport:
    """Import `parsed` as a draft revision and log the run; all of it, or nothing.

    Arguments as for `plan_fees`; with a `user`, that user's permissions hold. A run that changes
    nothing leaves no trace. Raises `DraftError`.
    """
    for target in filter(None, (parent, page)):
        locked_revision(target)
    if page is not None:
        # What was handed in may be older than the draft that is locked now.
        page = type(page).objects.get(pk=page.pk)
    planned = plan_fees(parsed, parent=parent, page=page, overwrite=overwrite)
    if not planned.changes_anything:
        return planned
    made = planned.page is None
    if made:
        check_may_add(_known(parent), user)
        planned = replace(planned, page=_add_page(parent, user))
    else:
        check_may_edit(planned.page, user)
    revision = _save(planned, user)
    return replace(planned, run=_log(planned, origin, revision, made=made, user=user))


def find_fee_page(parsed: ParsedFees, parent) -> AbstractPage | None:
    """The page below `parent` that an earlier import of the same source made or changed."""
    imported = ImportedPage.objects.filter(
        run__source=storable_name(parsed.source), run__profile=PROFILE
    ).values("page_id")
    found = fee_page_model().objects.child_of(_known(parent)).filter(pk__in=imported)
    return found.order_by("pk").first()


def fee_page_model() -> type[AbstractPage]:
    """The page type of fee pages; raises `DraftError` if the site has none."""
    model = libfees_settings.page_model("TAKSTER_PAGE_MODEL")
    if model is None or not issubclass(model, TaksterPageMixin):
        raise DraftError(
            _("There is no page type for this import; set WAGTAIL_LIBFEES['%(name)s'].")
            % {"name": "TAKSTER_PAGE_MODEL"}
        )
    return model


def _known(parent):
    if parent is None:
        raise DraftError(_("Say where the pages go: a parent page, or a page to import into."))
    return parent


def _compare(parsed, page, here, overwrite) -> dict[str, KindAction]:
    """What happens to each kind of rates that the source has."""
    before = _last_import(parsed, page)
    actions = {}
    for kind, new in storable(parsed.to_card()).kinds():
        now = getattr(here, kind)
        if not new:
            continue
        if now == new:
            actions[kind] = KindAction.SAME
        elif not now:
            actions[kind] = KindAction.ADDED
        elif overwrite or (before is not None and now == getattr(before, kind)):
            actions[kind] = KindAction.CHANGED
        else:
            actions[kind] = KindAction.KEPT
    return actions


def _last_import(parsed, page) -> rates.RateCard | None:
    """The card that the last import of this source brought to the page."""
    run = ImportRun.objects.filter(
        source=storable_name(parsed.source), profile=PROFILE, pages__page_id=page.pk
    ).first()
    return rates.import_json(json.dumps(run.records)) if run else None


def _has(body, section) -> bool:
    """Whether a stream has a text block with the words of a section."""
    wanted = normalise_html(section.html)
    return any(
        child.block_type == "text" and normalise_html(child.value["text"].source) == wanted
        for child in body
    )


def _add_page(parent, user) -> AbstractPage:
    """A new fee page below `parent`, not live, with a working title in the parent's language."""
    model = fee_page_model()
    if not model.can_create_at(parent):
        raise DraftError(
            _("“%(type)s” cannot be made below “%(parent)s”; choose another parent.")
            % {"type": model._meta.verbose_name, "parent": parent.title}
        )
    with translation.override(parent.locale.language_code):
        page = model(title=_("Fee rates"), live=False, owner=user, locale=parent.locale)
    return parent.add_child(instance=page)


def _save(planned, user):
    """The draft revision with the rates and the text."""
    written = {
        kind: found
        for kind, found in planned.parsed.to_card().kinds()
        if planned.kinds.get(kind) in (KindAction.ADDED, KindAction.CHANGED)
    }
    raw = list(plan_rates(planned.page, rates.RateCard(**written)).stream)
    raw += [_text_block(section) for section in planned.sections]
    draft = planned.page.get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python(raw)
    return draft.save_revision(user=user, log_action=True, clean=False)


def _text_block(section):
    value = {"heading": section.heading[:255], "text": section.html}
    return {"type": "text", "value": value, "id": str(uuid.uuid4())}


def _log(planned, origin, revision, *, made, user) -> ImportRun:
    run = ImportRun.objects.create(
        source=storable_name(planned.parsed.source),
        source_kind=origin.kind,
        sha256=origin.sha256,
        profile=PROFILE,
        user=user,
        records=rates.card_document(storable(planned.parsed.to_card())),
        rejected=planned.parsed.to_dict()["rejected"],
    )
    ImportedPage.objects.create(
        run=run,
        page_id=planned.page.pk,
        title=planned.page.title,
        made=made,
        revision_id=revision.pk,
    )
    return run
