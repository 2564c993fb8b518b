"""What a run has done, as far as the user may see it."""

from django.utils.translation import gettext as _

from wagtail_libfees.drafts.permissions import may_edit

from ..messages import ACTION_TEXTS, OUTCOME_TEXTS, place_text, reason_text
from ..models import ImportRun, SourceKind, Status
from ..reading.page_furniture import GLYPHS


def report_context(run: ImportRun, user) -> dict:
    """What the report of a run shows `user`.

    Pages that the user may not edit are left out with all that is about them, and so is what was
    left aside, which may have been for them: a staff guide can be open to fewer people than the
    payment FAQ beside it. `hidden` says that something is left out.
    """
    imported = list(run.pages.select_related("page").order_by("pk"))
    shown = [page for page in imported if _may_see(page, run, user)]
    ids = {page.page_id for page in shown}
    items = [item for item in run.items.order_by("pk") if item.page_id in ids]
    hidden = len(shown) < len(imported)
    return {
        "pages": [_page(page, items) for page in shown],
        "hidden": hidden,
        "counts": [
            (label, count)
            for action, label in ACTION_TEXTS.items()
            if (count := sum(item.action == action for item in items))
        ],
        "rejected": [] if hidden else rejected_lines(run),
        "outcomes": [
            {**line, "text": OUTCOME_TEXTS.get(line["outcome"], line["outcome"])}
            for line in run.report
            if line["page_id"] in ids or not line["question"]
        ],
        "may_watch": bool(watchable_pages(run, user)),
    }


def rejected_lines(run: ImportRun) -> list[dict]:
    """What the importer left aside, each with its reason in the language of the reader."""
    return [
        {
            # The letters of an icon font are empty boxes in any other.
            "text": GLYPHS.sub("", entry["text"]).strip() or _("(icon)"),
            "reason": reason_text(entry.get("code", ""), entry.get("reason", "")),
            "place": place_text(entry.get("place", "")),
        }
        for entry in run.rejected
    ]


def watchable_pages(run: ImportRun, user) -> list:
    """The pages for which `user` may have the source of a run watched."""
    # What is watched are questions.
    if run.status != Status.DONE or run.source_kind != SourceKind.URL or run.reads_fees:
        return []
    pages = [imported.page for imported in run.pages.exclude(page=None).select_related("page")]
    return [page for page in pages if may_edit(page, user)]


def _may_see(imported, run, user) -> bool:
    if imported.page is None:
        return user.is_superuser or run.user_id == user.pk
    return may_edit(imported.page, user)


def _page(imported, items) -> dict:
    return {
        "page": imported,
        "live_page": imported.page,
        "items": [
            {
                "item": item,
                "action": ACTION_TEXTS.get(item.action, ""),
                "place": place_text(item.place),
            }
            for item in items
            if item.page_id == imported.page_id
        ],
    }
