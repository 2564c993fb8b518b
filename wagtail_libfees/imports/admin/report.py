"""What a run has done, as far as the user may see it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_libfees.admin.start.views import is_start, start_url
from wagtail_libfees.drafts.permissions import may_edit

from ..messages import ACTION_TEXTS, OUTCOME_TEXTS, REASON_TEXTS, place_text, reason_text
from ..models import ImportRun, SourceKind, Status
from ..reading.page_furniture import GLYPHS

# So many lines of what was left aside are shown at a time, and so many places of each.
LINES, PLACES = 100, 3
TAKEN_BACK = gettext_lazy("taken back")


def report_context(run: ImportRun, user, number: str = "1") -> dict:
    """What the report of a run shows `user`; `number` is the page of what was left aside.

    Pages that the user may not edit are left out with all that is about them, and so is what was
    left aside, which may have been for them: a staff guide can be open to fewer people than the
    payment FAQ beside it. `hidden` says that something is left out.
    """
    imported = list(run.pages.select_related("page").order_by("pk"))
    shown = [page for page in imported if _may_see(page, run, user)]
    ids = {page.page_id for page in shown}
    items = [item for item in run.items.order_by("pk") if item.page_id in ids]
    hidden = len(shown) < len(imported)
    of_page = _items_by_page(shown, items)
    return {
        "pages": [_page(page, of_page.get(page.pk, [])) for page in shown],
        "hidden": hidden,
        "counts": [(label, count) for label, count in _counts(run, items) if count],
        "rejected": None if hidden else left_aside(run, number),
        "outcomes": [
            {**line, "text": OUTCOME_TEXTS.get(line["outcome"], line["outcome"])}
            for line in run.report
            if line["page_id"] in ids or not line["question"]
        ],
        "may_watch": bool(watchable_pages(run, user)),
    }


@dataclass
class LeftAside:
    """Something that was left aside, `count` times, at `places` (the first of them)."""

    text: str
    reason: str
    code: str
    count: int
    places: str


def left_aside(run: ImportRun, number: str = "1"):
    """A page of what the importer left aside, by reason; the same thing is told once.

    The reasons are in the language of the reader. `total` counts what is told once, too.
    """
    lines: dict[tuple, list[str]] = {}
    for entry in run.rejected:
        code = entry.get("code", "")
        what = (code, entry.get("reason", "") if code not in REASON_TEXTS else "", entry["text"])
        lines.setdefault(what, []).append(entry.get("place", ""))
    order = {code: at for at, code in enumerate(dict.fromkeys(what[:2] for what in lines))}
    page = Paginator(sorted(lines, key=lambda what: order[what[:2]]), LINES).get_page(number)
    page.object_list = [_left(what, lines[what]) for what in page.object_list]
    page.total = len(run.rejected)
    return page


def _left(what, places) -> LeftAside:
    code, reason, text = what
    # The letters of an icon font are empty boxes in any other.
    shown = GLYPHS.sub("", text).strip() or _("(icon)")
    named = [place_text(place) for place in dict.fromkeys(places[:PLACES]) if place]
    more = "; …" if len(places) > PLACES else ""
    return LeftAside(shown, reason_text(code, reason), code, len(places), "; ".join(named) + more)


def watchable_pages(run: ImportRun, user) -> list:
    """The pages for which `user` may have the source of a run watched."""
    # What is watched are questions.
    if run.status != Status.DONE or run.source_kind != SourceKind.URL or run.reads_fees:
        return []
    pages = [imported.page for imported in run.pages.exclude(page=None).select_related("page")]
    return [page for page in pages if may_edit(page, user)]


def _counts(run, items) -> list[tuple]:
    """How many questions or blocks each thing happened to; after a rollback, what came of them."""
    if run.status == Status.ROLLED_BACK:
        written = [item for item in items if item.changed_the_page]
        undone = sum(item.undone for item in written)
        return [(TAKEN_BACK, undone), (_("not taken back"), len(written) - undone)]
    return [
        (label, sum(item.action == action for item in items))
        for action, label in ACTION_TEXTS.items()
    ]


def _may_see(imported, run, user) -> bool:
    if imported.page is None:
        return user.is_superuser or run.user_id == user.pk
    return may_edit(imported.page, user)


def _items_by_page(shown, items) -> dict[int, list]:
    """The items of each imported page, by its own number.

    Items of deleted pages have lost them. A run has one page for each audience, and writes pages
    and items in the same order; where that does not tell, they stand once, with the first page.
    """
    known = {imported.page_id: imported.pk for imported in shown if imported.page_id}
    deleted = [imported.pk for imported in shown if not imported.page_id]
    audiences = list(dict.fromkeys(item.audience for item in items if not item.page_id))
    if len(audiences) != len(deleted):
        deleted = deleted[:1] * len(audiences)
    of_audience = dict(zip(audiences, deleted, strict=True)) if deleted else {}
    found: dict[int, list] = {}
    for item in items:
        page = known.get(item.page_id) if item.page_id else of_audience.get(item.audience)
        if page is not None:
            found.setdefault(page, []).append(item)
    return found


def _page(imported, items) -> dict:
    return {
        "page": imported,
        "live_page": imported.page,
        "start_url": _start_url(imported.page),
        "items": [
            {
                "item": item,
                "action": TAKEN_BACK
                if item.undone and item.changed_the_page
                else ACTION_TEXTS.get(item.action, ""),
                "place": place_text(item.place),
            }
            for item in items
        ],
    }


def _start_url(page) -> str:
    """Where one goes on with a fee page that nobody has published yet; empty for others."""
    page = page and page.specific
    return start_url(page) if page and is_start(page) else ""
