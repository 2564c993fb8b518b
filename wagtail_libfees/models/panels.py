"""Panels of the package in the page editor."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from wagtail_libfees.editorial.registry import findings


class FindingsPanel(Panel):
    """What the checks say of the draft as it was saved: errors stop publishing, warnings do not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/quality/findings.html"

        @property
        def media(self):
            """The look of findings, also on a new page, which has no side panel yet."""
            return super().media + forms.Media(css={"all": ["wagtail_libfees/admin/quality.css"]})

        def is_shown(self):
            """Only when there is something to say."""
            return super().is_shown() and bool(self.findings)

        @cached_property
        def findings(self):
            """The findings, errors first."""
            return findings(self.instance)

        def get_context_data(self, parent_context=None):
            """Add the findings."""
            return {**super().get_context_data(parent_context), "findings": self.findings}
