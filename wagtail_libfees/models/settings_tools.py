"""Panels of the settings form that hold buttons rather than fields.

Each button sends the form, as it is typed, to another address and opens a window of its own:
that works without script, and nothing that was typed is lost.
"""

from django.urls import reverse
from wagtail.admin.panels import Panel

from .payment_preview import payment_in_languages


class _SitePanel(Panel):
    """A panel that knows the site of the settings."""

    template_name = ""

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self):
            return self.panel.template_name

        @property
        def site_id(self):
            """The site that the form is for."""
            return self.instance.site_id

        def url(self, name: str) -> str:
            """The address of one of the tools for this site."""
            return reverse(f"libfees_settings_{name}", args=[self.site_id])


class PaymentPreviewPanel(_SitePanel):
    """What borrowers read of the way of paying, in each language."""

    template_name = "wagtail_libfees/admin/settings/preview_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        class Media:
            js = ["wagtail_libfees/admin/settings.js"]
            css = {"all": ["wagtail_libfees/admin/settings.css"]}

        def get_context_data(self, parent_context=None):
            """The stored settings; the script asks again as one types."""
            return {
                **super().get_context_data(parent_context),
                "preview_url": self.url("preview"),
                "texts": payment_in_languages(self.instance),
            }


class LinksPanel(_SitePanel):
    """The button that tries the links."""

    template_name = "wagtail_libfees/admin/settings/links_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            """The address of the check."""
            return {**super().get_context_data(parent_context), "check_url": self.url("links")}


class ToolsPanel(_SitePanel):
    """Links to the history and to copying."""

    template_name = "wagtail_libfees/admin/settings/tools_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            """The addresses."""
            return {
                **super().get_context_data(parent_context),
                "history_url": self.url("history"),
                "copy_url": self.url("copy"),
            }
