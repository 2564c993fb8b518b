"""Panels of the package in the page editor."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from ..editorial.concerns import report_of

_panels: dict[str, Panel] = {}


def register_panel(place: str, panel: Panel) -> None:
    """Fill a `PanelPlace` of the page types; for the `ready()` of another app."""
    _panels[place] = panel


class PanelPlace(Panel):
    """A place in the page editor for the panel of an app that may be left out.

    Once that app has registered a panel for `place`, this one becomes it; else nothing is shown.
    """

    def __init__(self, place: str, **kwargs):
        super().__init__(**kwargs)
        self.place = place

    def clone_kwargs(self):
        """The arguments of a copy."""
        return {**super().clone_kwargs(), "place": self.place}

    def bind_to_model(self, model):
        """The registered panel, bound to the page type."""
        registered = _panels.get(self.place)
        return registered.bind_to_model(model) if registered else super().bind_to_model(model)

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self):
            return False


class FindingsPanel(Panel):
    """How many findings of each cause the page has; the side panel “Kvalitet” lists them.

    Hidden while there is none, and on a new page before its first draft is saved: the script of
    the side panel keeps it true.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/quality/summary_panel.html"

        @cached_property
        def report(self):
            """What is said of the page; nothing of one that was never saved."""
            return report_of(self.form.findings if self.instance.pk is not None else [])

        @property
        def attrs(self):
            """Those of the panel, and whether there is anything to see in it."""
            return self.panel.attrs if self.report.count else {**self.panel.attrs, "hidden": True}

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return {**context, "report": self.report, "page": self.instance}
