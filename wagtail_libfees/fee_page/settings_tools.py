"""Panels of the settings form that hold no fields.

Each of their buttons sends the form, as it is typed, to another address and opens a window of its
own: that works without script, and nothing that was typed is lost.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin.panels import Panel

from .faults import expiry_of
from .settings.payment_preview import payment_in_languages


class _SitePanel(Panel):
    template_name = ""

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self):
            return self.panel.template_name

        @property
        def site_id(self):
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
            return {
                **super().get_context_data(parent_context),
                "preview_url": self.url("preview"),
                "texts": payment_in_languages(self.instance),
            }


class ExpiryPanel(_SitePanel):
    """The day on which the chosen page expires, next to the choice."""

    template_name = "wagtail_libfees/admin/settings/expiry_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        @cached_property
        def end(self) -> datetime | None:
            """When the chosen page goes, if it does."""
            chosen = self.instance.fee_page
            return expiry_of(chosen, self.instance.site) if chosen else None

        def is_shown(self):
            return super().is_shown() and self.end is not None

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "page": self.instance.fee_page,
                "day": localtime(self.end).date(),
            }


class LinksPanel(_SitePanel):
    """The button that tries the links."""

    template_name = "wagtail_libfees/admin/settings/links_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "check_url": self.url("links")}


class ToolsPanel(_SitePanel):
    """Links to the history and to copying."""

    template_name = "wagtail_libfees/admin/settings/tools_panel.html"

    class BoundPanel(_SitePanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "history_url": self.url("history"),
                "copy_url": self.url("copy"),
            }
