"""Watched sources that have changed, on the desk."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_libfees.drafts.guards import may_edit

from ..desk.registry import DeskLine, register_desk_lines
from .access import may_import, visible_sources
from .watched import state_of


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
