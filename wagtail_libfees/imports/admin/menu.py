"""The importer in the menu: shown to who may import, with the number of changed sources."""

from wagtail.admin.menu import MenuItem, SubmenuMenuItem

from .access import may_import, visible_sources


def changed_source_count(request) -> int:
    """How many watched sources have changed; asked for once per request."""
    if not hasattr(request, "_libfees_changed_sources"):
        found = visible_sources(request.user).filter(changed_at__isnull=False)
        request._libfees_changed_sources = found.count()
    return request._libfees_changed_sources


class ImporterMenuItem(MenuItem):
    def is_shown(self, request):
        return may_import(request.user)


class _CountMixin:
    def render_component(self, request):
        """The label of the item with the number, if there is one."""
        component = super().render_component(request)
        if count := changed_source_count(request):
            component.label = f"{component.label} ({count})"
        return component


class CountingMenuItem(_CountMixin, ImporterMenuItem):
    """An item with the number of changed sources."""


class CountingSubmenuItem(_CountMixin, SubmenuMenuItem):
    """A submenu with the number of changed sources."""
