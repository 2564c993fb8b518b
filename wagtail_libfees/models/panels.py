"""Panels of the package in the page editor."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from ..editorial.registry import findings

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
    """What the checks say of the draft as it was saved: errors stop publishing, warnings do not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/quality/findings.html"

        @property
        def media(self):
            return super().media + forms.Media(css={"all": ["wagtail_libfees/admin/quality.css"]})

        def is_shown(self):
            return super().is_shown() and bool(self.findings)

        @cached_property
        def findings(self):
            """The findings, errors first."""
            return findings(self.instance)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "findings": self.findings}
