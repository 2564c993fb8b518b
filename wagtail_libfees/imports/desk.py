"""Imports that wait for somebody, and watched sources that have changed, on the desk."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ..admin.desk.lines import MOST_LINES, DeskLine, register_desk_lines
from ..drafts.permissions import may_edit
from .admin.access import may_import, visible_runs, visible_sources
from .admin.watched import state_of
from .models import Status
from .silence import silent_runs


@register_desk_lines
def changed_sources(user) -> Iterator[DeskLine]:
    """What has changed at the sources of the pages that the user may edit."""
    if not may_import(user):
        return
    changed = visible_sources(user).filter(changed_at__isnull=False).select_related("page")
    for source in changed:
        if may_edit(source.page, user):
            query = urlencode({"page": source.page_id, "url": source.source})
            yield DeskLine(
                _("“%(page)s”: its source %(source)s has changed (%(state)s).")
                % {
                    "page": source.page.get_admin_display_title(),
                    "source": source.source,
                    "state": state_of(source),
                },
                f"{reverse('libfees_imports:add')}?{query}",
                icon="view",
            )


@register_desk_lines
def waiting_imports(user) -> Iterator[DeskLine]:
    """Imports that wait for somebody to look at them."""
    if not may_import(user):
        return
    waiting = visible_runs(user).filter(status=Status.PARSED)
    for run in waiting.defer("records", "rejected").order_by("-started_at")[:MOST_LINES]:
        yield DeskLine(
            _("The import of %(source)s waits for you.") % {"source": run.source},
            reverse("libfees_imports:run", args=[run.pk]),
            icon="download",
        )


@register_desk_lines
def interrupted_imports(user) -> Iterator[DeskLine]:
    """Imports that were killed: somebody takes them up or closes them."""
    if not may_import(user):
        return
    silent = silent_runs(visible_runs(user)).defer("records", "rejected")
    for run in silent.order_by("-started_at")[:MOST_LINES]:
        yield DeskLine(
            _("Nobody works on the import of %(source)s any more: start it again or close it.")
            % {"source": run.source},
            reverse("libfees_imports:run", args=[run.pk]),
            icon="warning",
        )
