"""Panels of the package in the page editor."""

from wagtail.admin.panels import Panel

from wagtail_libfees import rates
from wagtail_libfees.blocks.messages import finding_message
from wagtail_libfees.blocks.rates import rate_card


class RateFindingsPanel(Panel):
    """What the rate core says of the draft: errors stop publishing, warnings do not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_libfees/admin/rate_findings.html"

        def is_shown(self):
            """Only when there is something to say."""
            return super().is_shown() and bool(self.findings)

        @property
        def findings(self):
            """(severity, message) of each finding, errors first."""
            found = rates.findings(rate_card(self.instance.body))
            ordered = sorted(found, key=lambda f: f.severity is not rates.Severity.ERROR)
            return [(finding.severity.value, finding_message(finding)) for finding in ordered]

        def get_context_data(self, parent_context=None):
            """Add the findings."""
            return {**super().get_context_data(parent_context), "findings": self.findings}
