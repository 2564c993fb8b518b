"""What the checks say of a page as it is being typed."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages import preview
from wagtail.admin.views.pages.edit import EditView

from wagtail_libfees.editorial.registry import Finding, findings
from wagtail_libfees.models import LibfeesPageMixin

from .access import EditablePageMixin

# Wagtail 8 has given it another name.
PreviewOnEdit = getattr(preview, "PreviewOnEditView", None) or preview.PreviewOnEdit


class LiveFindingsView(EditablePageMixin, PreviewOnEdit):
    """Takes the form of the page editor and answers with the findings. Never writes."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """The findings of the form's page; `valid` is false if a field cannot be read."""
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return JsonResponse({"valid": False})
        page = form.save(commit=False)
        found = findings(page)
        html = render_to_string(
            "wagtail_libfees/admin/quality/findings.html",
            {"findings": found, "page": page},
            request=request,
        )
        return JsonResponse(
            {"valid": True, "count": len(found), "summary": summary(found), "html": html}
        )


def summary(found: list[Finding]) -> str:
    """The findings in one short sentence, for a screen reader too."""
    errors = sum(finding.is_error for finding in found)
    if not found:
        return str(_("Nothing to remark."))
    text = ngettext("%(count)s finding", "%(count)s findings", len(found)) % {"count": len(found)}
    if not errors:
        return _("%(findings)s. None stops publishing.") % {"findings": text}
    return ngettext(
        "%(findings)s. %(count)s stops publishing.",
        "%(findings)s. %(count)s stop publishing.",
        errors,
    ) % {"findings": text, "count": errors}


class FindingsSidePanel(BaseSidePanel):
    """“Kvalitet” beside the editor: the findings of the saved draft, renewed while one types."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle quality")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context):
            return {
                **super().get_context_data(parent_context),
                "count": len(self.panel.findings),
            }

    name = "libfees-quality"
    title = _("Quality")
    template_name = "wagtail_libfees/admin/quality/side_panel.html"
    order = 340

    def __init__(self, page, request):
        super().__init__(page, request)
        self.findings = findings(page)

    def get_context_data(self, parent_context):
        return {
            **super().get_context_data(parent_context),
            "findings": self.findings,
            "summary": summary(self.findings),
            "url": reverse("libfees_live_findings", args=[self.object.pk]),
        }

    class Media:
        js = ["wagtail_libfees/admin/quality.js"]
        css = {"all": ["wagtail_libfees/admin/quality.css"]}


def add_side_panel() -> None:
    """Give the page editor the side panel.

    Wagtail has no hook for side panels of pages; its method is wrapped, once, and its own panels
    stay as they are.
    """
    original = EditView.get_side_panels
    if getattr(original, "has_libfees_panel", False):
        return

    def get_side_panels(view):
        panels = original(view)
        is_partial = view.expects_json_response or view.hydrate_create_view
        if isinstance(view.page, LibfeesPageMixin) and not is_partial:
            panels.append(FindingsSidePanel(view.page, view.request))
        return panels

    get_side_panels.has_libfees_panel = True
    EditView.get_side_panels = get_side_panels


def live_urls():
    """The address that the editor asks."""
    return [
        path(
            "libfees/quality/<int:page_id>/findings/",
            LiveFindingsView.as_view(),
            name="libfees_live_findings",
        )
    ]
