"""What the desk says of notices: the ledger's reminders, and what is hidden with its source."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..admin.desk.lines import MOST_LINES, DeskLine, register_desk_lines
from ..conf import libfees_settings
from ..drafts.permissions import editable_pages, may_edit_pages
from .admin.tasks import TAKE_DOWN, LedgerTask, by_notice, ledger_tasks

# Whoever opens the admin waits for it; the report looks at all of them.
MOST_LOOKED_AT = 15


@register_desk_lines
def channels(user) -> Iterator[DeskLine]:
    """What is to be sent or taken down, a line for a notice; then the way to all of it."""
    groups = by_notice(ledger_tasks(user, MOST_LOOKED_AT)) if may_edit_pages(user) else []
    fit = MOST_LINES if len(groups) <= MOST_LINES else MOST_LINES - 1
    for tasks in groups[:fit]:
        yield _line(tasks)
    if left := len(groups) - fit if len(groups) > fit else 0:
        text = ngettext(
            "%(count)s more notice waits in its channels.",
            "%(count)s more notices wait in their channels.",
            left,
        )
        yield DeskLine(text % {"count": left}, reverse("libfees_ledger"), icon="mail")


@register_desk_lines
def taken_back_translations(user) -> Iterator[DeskLine]:
    """Notices that nobody reads while the one that they translate is not public."""
    model = libfees_settings.page_model("NOTICE_PAGE_MODEL")
    if model is None:
        return
    waiting = model.objects.exclude(withdrawn_revision=None).filter(live=False)
    for notice in waiting.filter(pk__in=editable_pages(user).values("pk"))[:MOST_LINES]:
        source = notice.source_page
        yield DeskLine(
            _("“%(title)s” is hidden while “%(source)s” is.")
            % {"title": notice.title, "source": source.title}
            if source.pk != notice.pk
            else _("“%(title)s” is hidden: the notice that it translated has been deleted.")
            % {"title": notice.title},
            reverse("wagtailadmin_pages:edit", args=[notice.pk]),
            icon="globe",
        )


def _line(tasks: list[LedgerTask]) -> DeskLine:
    first = tasks[0]
    names = ", ".join(task.channel for task in tasks)
    return DeskLine(
        f"{first.title}: {first.text} ({names})",
        first.url or reverse("libfees_ledger"),
        icon="warning" if first.kind == TAKE_DOWN else "mail",
    )
