"""The importer's addresses, its list and its place in the menu."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from ..models import ImportRun, Status
from .access import policy, visible_runs
from .menu import CountingSubmenuItem, ImporterMenuItem
from .watched import WatchedSourceViewSet


class RunIndexView(generic.IndexView):
    """All imports, the latest first."""

    model = ImportRun
    permission_policy = policy
    any_permission_required = ["add"]
    template_name = "wagtail_libfees/admin/imports/index.html"
    results_template_name = "wagtail_libfees/admin/imports/index_results.html"
    index_url_name = "libfees_imports:index"
    index_results_url_name = "libfees_imports:index_results"
    add_url_name = "libfees_imports:add"
    add_item_label = _("New import")
    page_title = _("Imports")
    header_icon = "download"
    default_ordering = "-started_at"
    paginate_by = 30
    search_fields = ["source"]

    def get_base_queryset(self):
        """The runs that the user may see."""
        # A list has no use for the records, which may be megabytes each.
        return visible_runs(self.request.user).defer("records", "rejected", "choices", "report")

    def run_url(self, instance):
        """Where a run is looked at, whatever its status."""
        return reverse("libfees_imports:run", args=[instance.pk])

    def get_list_buttons(self, instance):
        """None: the page of the run has them."""
        return []

    @cached_property
    def columns(self):
        """What tells one run from another."""
        return [
            TitleColumn("source", label=_("Source"), get_url=self.run_url, sort_key="source"),
            StatusTagColumn(
                "status",
                label=_("Status"),
                accessor="get_status_display",
                primary=lambda run: run.status == Status.DONE,
                sort_key="status",
            ),
            Column("target", label=_("Page"), accessor=target_title),
            UserColumn("user", label=_("User")),
            DateColumn("started_at", label=_("Time"), sort_key="started_at"),
        ]


def target_title(run) -> str:
    """The page that a run went into, or below."""
    page = run.page or run.parent
    return page.get_admin_display_title() if page else "-"


READING_ROUTES = {
    "add": "new/",
    "run": "<libfees_id:pk>/",
    "mend": "<libfees_id:pk>/questions/<libfees_id:number>/",
    "again": "<libfees_id:pk>/again/",
    "close": "<libfees_id:pk>/close/",
    "rollback": "<libfees_id:pk>/rollback/",
    "watch": "<libfees_id:pk>/watch/",
}


def _reading_views():
    """The views that read or write imports, by the names of their addresses."""
    from .mending import MendView
    from .run_actions import AgainView, CloseView, RollbackView, WatchView
    from .run_view import RunView
    from .start import StartView

    return {
        "add": StartView,
        "run": RunView,
        "mend": MendView,
        "again": AgainView,
        "close": CloseView,
        "rollback": RollbackView,
        "watch": WatchView,
    }


def _late(name):
    """The view of that name, imported by the first request for it: it brings all readers."""

    def view(request, **kwargs):
        return _reading_views()[name].as_view()(request, **kwargs)

    return view


class ImportRunViewSet(ViewSet):
    """Starting, looking at, doing and taking back imports."""

    name = "libfees_imports"
    url_prefix = "libfees/importer"
    icon = "download"
    menu_label = _("Imports")

    def get_urlpatterns(self):
        """The list first: it is where the menu leads."""
        return [
            path("", RunIndexView.as_view(), name="index"),
            path("results/", RunIndexView.as_view(results_only=True), name="index_results"),
            *(path(route, _late(name), name=name) for name, route in READING_ROUTES.items()),
        ]

    def get_menu_item(self, order=None):
        return ImporterMenuItem(
            label=self.menu_label,
            url=self.menu_url,
            name="libfees-imports",
            icon_name=self.icon,
            order=order or 1,
        )


class ImporterGroup(ViewSetGroup):
    items = (ImportRunViewSet, WatchedSourceViewSet)
    menu_label = _("Importer")
    menu_icon = "download"
    menu_order = 800

    def get_menu_item(self, order=None):
        return CountingSubmenuItem(
            label=self.menu_label,
            menu=Menu(items=self.get_submenu_items()),
            name="libfees-importer",
            icon_name=self.menu_icon,
            order=order if order is not None else self.menu_order,
        )


def importer_viewsets():
    """The group with both viewsets, for the hook."""
    return ImporterGroup()
