"""Watched sources that have changed, as a task on the home page of the admin."""

from wagtail.admin.ui.components import Component

from wagtail_libfees.drafts.guards import may_edit

from .access import may_import, visible_sources
from .watched import state_of


class ChangedSourcesPanel(Component):
    """What has changed at the sources of the pages that the user may edit."""

    name = "libfees_changed_sources"
    template_name = "wagtail_libfees/admin/imports/home.html"
    order = 220

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        """The sources, with what changed there."""
        return {"changed": [{"source": s, "state": state_of(s)} for s in self._sources()]}

    def _sources(self):
        if not may_import(self.user):
            return []
        changed = visible_sources(self.user).filter(changed_at__isnull=False)
        return [source for source in changed if may_edit(source.page, self.user)]


def add_changed_sources(request, panels) -> None:
    """For the hook `construct_homepage_panels`."""
    panels.append(ChangedSourcesPanel(request.user))
