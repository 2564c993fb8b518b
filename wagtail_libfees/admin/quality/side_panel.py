"""What the checks say of a page as it is being typed."""

from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages import preview
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from wagtail_libfees.editorial.concerns import Concern, Report, report_of
from wagtail_libfees.editorial.place_names import PlaceNames
from wagtail_libfees.editorial.registry import Finding
from wagtail_libfees.models import LibfeesPageMixin

from .access import EditablePageMixin
from .asking import request_for
from .ways import WaysToMend

TEMPLATES = "wagtail_libfees/admin/quality"
# A list of four hundred findings stays short: those that follow come when the first are mended.
MOST_LINES, MOST_PLACES, MOST_OPEN = 25, 10, 12

# Wagtail 8 has given it another name.
PreviewOnEdit = getattr(preview, "PreviewOnEditView", None) or preview.PreviewOnEdit


class LiveFindingsView(EditablePageMixin, PreviewOnEdit):
    """Takes the form of the page editor and answers with the findings. Never writes."""

    http_method_names = ["post"]

    def get_form(self, query_dict):
        """The form as it was sent: Wagtail gives a preview a title where none is typed."""
        form_class = self.object.get_edit_handler().get_form_class()
        return form_class(
            query_dict,
            instance=self.object,
            parent_page=self.object.get_parent().specific,
            for_user=self.request.user,
        )

    def post(self, request, *args, **kwargs):
        """The findings of the form's page; `valid` is false if a field cannot be read."""
        form = self.get_form(request.POST)
        try:
            is_valid = self.validate_form(form)
        except (KeyError, ValueError) as exc:
            # A stream without its own count of blocks cannot be read.
            raise BadRequest("The form is not complete.") from exc
        report = report_of(form.findings)
        context = list_context(report, form.instance, request.user)
        return JsonResponse(
            {
                "valid": is_valid,
                "count": report.count,
                "stopping": report.stopping,
                "summary": report.summary,
                "list": render_to_string(f"{TEMPLATES}/findings.html", context, request),
                "causes": render_to_string(f"{TEMPLATES}/causes.html", context, request),
            }
        )


def list_context(report: Report, page, user) -> dict:
    """What the template of the list needs: the lines of each cause, and which are folded away."""
    names, ways = PlaceNames(page), WaysToMend(page, user)
    room = MOST_OPEN
    causes = []
    for cause in report.causes:
        lines = [_line(concern, names, ways) for concern in cause.concerns[:MOST_LINES]]
        is_open = len(lines) <= room
        room -= len(lines)
        more = len(cause.concerns[MOST_LINES:])
        ask = request_for(page, (line["way"].ask for line in lines if line["way"].ask))
        causes.append(
            {"cause": cause, "lines": lines, "more": more, "is_open": is_open, "ask": ask}
        )
    return {"report": report, "causes": causes, "page": page}


def _line(concern: Concern, names: PlaceNames, ways: WaysToMend) -> dict:
    """A concern, the way to its mend, and its places where they are several or not that way."""
    way = ways.way(concern.finding)
    first = concern.places[0]
    are_listed = bool(first.field) and (len(concern.places) > 1 or way.place != first)
    shown = concern.places[:MOST_PLACES] if are_listed else ()
    return {
        "concern": concern,
        "way": way,
        "leads": bool(way.place.field) and (way.place != first or not are_listed),
        "name": names.name(first),
        "places": [(place, names.name(place)) for place in shown],
        "more": len(concern.places) - len(shown),
    }


class FindingsSidePanel(BaseSidePanel):
    """“Kvalitet” beside the editor: the findings of the saved draft, renewed while one types.

    Of a page that was never saved it says so. Once Wagtail has saved its first draft by itself, it
    puts what the editor of that draft shows in its place.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle quality")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context):
            return {
                **super().get_context_data(parent_context),
                "count": self.panel.report.count,
            }

    name = "libfees-quality"
    title = _("Quality")
    template_name = "wagtail_libfees/admin/quality/side_panel.html"
    order = 340

    def __init__(self, page, request, found: list[Finding]):
        super().__init__(page, request)
        self.report = report_of(found)

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        if self.object.pk is None:
            return context
        return {
            **context,
            **list_context(self.report, self.object, self.request.user),
            "url": reverse("libfees_live_findings", args=[self.object.pk]),
        }

    class Media:
        js = ["wagtail_libfees/admin/go-there.js", "wagtail_libfees/admin/quality.js"]
        css = {"all": ["wagtail_libfees/admin/quality.css"]}


def add_side_panel() -> None:
    """Give the page editor the side panel, for new pages too.

    Wagtail has no hook for side panels of pages; its methods are wrapped, once, and its own panels
    stay as they are.
    """
    for view_class in (CreateView, EditView):
        _wrap(view_class)


def _wrap(view_class) -> None:
    original = view_class.get_side_panels
    if getattr(original, "has_libfees_panel", False):
        return

    def get_side_panels(view):
        panels = original(view)
        if isinstance(view.page, LibfeesPageMixin) and not view.expects_json_response:
            page = view.form.as_typed
            found = view.form.findings if page.pk else []
            panels.append(FindingsSidePanel(page, view.request, found))
        return panels

    get_side_panels.has_libfees_panel = True
    view_class.get_side_panels = get_side_panels


def live_urls():
    """The address that the editor asks."""
    return [
        path(
            "libfees/quality/<libfees_id:page_id>/findings/",
            LiveFindingsView.as_view(),
            name="libfees_live_findings",
        )
    ]
