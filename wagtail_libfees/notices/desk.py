"""The ledger's reminders on the desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from ..desk.registry import MOST_LINES, DeskLine, register_desk_lines
from .report import may_see_ledger
from .tasks import TAKE_DOWN, LedgerTask, by_notice, ledger_tasks

# Whoever opens the admin waits for it; the report looks at all of them.
MOST_LOOKED_AT = 15


@register_desk_lines
def channels(user) -> Iterator[DeskLine]:
    """What is to be sent or taken down, a line for a notice; then the way to all of it."""
    groups = by_notice(ledger_tasks(user, MOST_LOOKED_AT)) if may_see_ledger(user) else []
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


def _line(tasks: list[LedgerTask]) -> DeskLine:
    first = tasks[0]
    names = ", ".join(task.channel for task in tasks)
    return DeskLine(
        f"{first.title}: {first.text} ({names})",
        first.url or reverse("libfees_ledger"),
        icon="warning" if first.kind == TAKE_DOWN else "mail",
    )
