"""The report “Kvalitet”: what the checks say of all pages that the user may edit."""

from collections.abc import Iterable
from dataclasses import dataclass

import django_filters
import swapper
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site

from wagtail_libfees.admin.exports import CSVForPeopleMixin
from wagtail_libfees.admin.reports import report_urls
from wagtail_libfees.editorial.concerns import Concern, Report, report_of
from wagtail_libfees.editorial.place_names import PlaceNames
from wagtail_libfees.editorial.registry import Severity
from wagtail_libfees.fee_page.findings import fee_page_findings
from wagtail_libfees.quality.check_runs import (
    PageFinding,
    checkable_pages,
    checked_types,
    look_at,
    pages_of_sites,
    worst_first,
)
from wagtail_libfees.quality.labels import LABELS, kind_label, kind_of
from wagtail_libfees.sites import site_ids_with

from .access import edit_url, may_see_report
from .ways import WaysToMend, WayToMend


def finding_severity_choices():
    return [(Severity.ERROR.value, _("Stops publishing")), (Severity.WARNING.value, _("Warning"))]


def kind_choices():
    """The kinds of findings, in words."""
    return list(LABELS.items())


DRAFT = "draft"
# Of one page; the others are in its editor.
MOST_LINES = 10


def version_choices():
    """What is looked at other than what borrowers read."""
    return [(DRAFT, _("Latest drafts"))]


def sites_of(request):
    """The sites that the user has a page to edit on, for the filter."""
    if request is None:
        return Site.objects.none()
    if request.user.is_superuser:
        return Site.objects.all()
    paths = checkable_pages(request.user).values_list("url_path", flat=True)
    return Site.objects.filter(pk__in=site_ids_with(paths))


class QualityFilterSet(WagtailFilterSet):
    """Site and page type narrow the pages; severity and kind narrow what is found on them."""

    site = django_filters.ModelChoiceFilter(
        label=_("Site"), queryset=sites_of, method="below_site", empty_label=_("All")
    )
    content_type = ContentTypeFilter(label=_("Page type"), queryset=lambda request: _types())
    severity = django_filters.ChoiceFilter(
        label=_("Severity"), choices=finding_severity_choices, method="later"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices, method="later")
    version = django_filters.ChoiceFilter(
        label=_("Version"),
        choices=version_choices,
        method="later",
        empty_label=_("As borrowers read them"),
    )

    class Meta:
        model = swapper.load_model("wagtailcore", "Page")
        fields = ["content_type"]

    def below_site(self, queryset, name, site):
        """The pages of the site, in all languages."""
        return queryset.filter(pk__in=pages_of_sites([site]).values("pk"))

    def later(self, queryset, name, value):
        """Pages do not know their findings; see `chosen`."""
        return queryset

    @property
    def of_sites(self) -> bool:
        """Whether what is said of a site as a whole belongs in the list."""
        return not self.form.cleaned_data.get("content_type")

    @property
    def drafts(self) -> bool:
        """Whether the drafts of published pages are looked at."""
        return self.form.cleaned_data.get("version") == DRAFT

    def chosen(self, found: list[PageFinding]) -> list[PageFinding]:
        """The findings of the site, severity and kind that were asked for."""
        asked = self.form.cleaned_data
        severity, kind, site = (asked.get(name) for name in ("severity", "kind", "site"))
        return [
            each
            for each in found
            if (not severity or each.finding.severity == severity)
            and (not kind or kind_of(each.finding.code) == kind)
            and (not site or each.page or each.site == site)
        ]


def _types():
    return ContentType.objects.filter(pk__in=[found.pk for found in checked_types()])


@dataclass
class ReportRow:
    """A finding as a line: of an export, and of the list, where `ways` leads to its mend."""

    found: PageFinding
    names: PlaceNames | None
    ways: WaysToMend | None

    @property
    def title(self) -> str:
        """The page, or the site if it is about the site as a whole."""
        return self.found.page.get_admin_display_title() if self.found.page else self.site

    @property
    def message(self) -> str:
        return f"{self.found.finding.message} {self.found.finding.mend}".strip()

    @property
    def field(self) -> str:
        """The field, with the titles of the blocks around it; empty for the page as a whole."""
        return self.names.name(self.found.finding.place) if self.names else ""

    @property
    def kind(self) -> str:
        """The kind of the finding, in words."""
        return kind_label(self.found.finding.code)

    @property
    def severity(self) -> str:
        return str(dict(finding_severity_choices())[self.found.finding.severity.value])

    @property
    def page_type(self) -> str:
        """The type of the page; empty for a site."""
        return str(self.found.page._meta.verbose_name) if self.found.page else ""

    @property
    def site(self) -> str:
        return str(self.found.site.site_name or self.found.site.hostname) if self.found.site else ""

    @property
    def edit_url(self) -> str:
        """The place in the editor; for a site, where its fee page is brought back."""
        if self.found.page is None:
            return reverse("libfees_restore_fee_page", args=[self.found.site.pk])
        return edit_url(self.found.page, self.found.finding.place)

    @cached_property
    def way(self) -> WayToMend:
        """The way to what mends it."""
        return self.ways.way(self.found.finding) if self.ways else WayToMend()

    @property
    def mend_url(self) -> str:
        """The address of the field that mends it, or of the place where it stands."""
        if self.way.url or not self.way.place.field:
            return self.way.url or self.edit_url
        return edit_url(self.found.page, self.way.place)


class PageRows:
    """A page, or a site, and what is said of it."""

    def __init__(self, found: list[PageFinding], user, known: dict[tuple, str]):
        self.found = found
        page = found[0].page
        names, ways = (PlaceNames(page), WaysToMend(page, user, known)) if page else (None, None)
        self.rows = [ReportRow(each, names, ways) for each in found]
        self.first = self.rows[0]

    @cached_property
    def report(self) -> Report:
        return report_of(each.finding for each in self.found)

    @property
    def url(self) -> str:
        """The editor of the page; for a site, where its fee page is brought back."""
        page = self.first.found.page
        return edit_url(page) if page else self.first.edit_url

    @property
    def lines(self) -> list[tuple[Concern, ReportRow]]:
        """What is said, each with a row that leads to its first place."""
        said = [concern for cause in self.report.causes for concern in cause.concerns]
        by_finding = {id(row.found.finding): row for row in self.rows}
        return [(concern, by_finding[id(concern.finding)]) for concern in said[:MOST_LINES]]

    @property
    def more(self) -> int:
        """How many concerns are left for the editor of the page."""
        return sum(len(cause.concerns) for cause in self.report.causes) - len(self.lines)


def by_page(found: Iterable[PageFinding], user) -> list[PageRows]:
    """The findings page by page, in the order in which each page comes first."""
    known: dict[tuple, str] = {}
    pages: dict[tuple, list[PageFinding]] = {}
    for each in found:
        page, site = each.page, each.site
        key = ("page", page.pk) if page else ("site", site.pk if site else None)
        pages.setdefault(key, []).append(each)
    return [PageRows(each, user, known) for each in pages.values()]


class QualityReportView(CSVForPeopleMixin, ReportView):
    """Page by page what is said of it; the exports have a line for each finding."""

    page_title = _("Quality")
    header_icon = "glasses"
    index_url_name = "libfees_quality"
    index_results_url_name = "libfees_quality_results"
    filterset_class = QualityFilterSet
    no_results_message = _("No findings.")
    paginate_by = 25
    results_template_name = "wagtail_libfees/admin/quality/report_results.html"
    list_export = ["site", "title", "page_type", "severity", "kind", "field", "message", "edit_url"]
    export_headings = {
        "site": _("Site"),
        "title": _("Page"),
        "page_type": _("Page type"),
        "severity": _("Severity"),
        "kind": _("Kind"),
        "field": _("Field"),
        "message": _("What, and what to do"),
        "edit_url": _("Address"),
    }
    export_filename = "kvalitet"

    def dispatch(self, request, *args, **kwargs):
        """Only for who may edit a page."""
        if not may_see_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, *args, **kwargs):
        """With the style of the list."""
        context = super().get_context_data(*args, **kwargs)
        style = versioned_static("wagtail_libfees/admin/quality.css")
        return {**context, "media": context["media"] + Media(css={"all": [style]})}

    def get_queryset(self):
        """The pages that the user may edit."""
        return checkable_pages(self.request.user)

    def get_filtered_queryset(self):
        """The pages with what is said of them; those with what stops publishing first."""
        pages = self.filter_queryset(self.get_queryset())
        if self.filters is None or not self.filters.is_valid():
            return by_page(look_at(pages), self.request.user)
        found = look_at(pages, drafts=self.filters.drafts)
        if self.filters.of_sites:
            found = worst_first([*fee_page_findings(self.request.user), *found])
        return by_page(self.filters.chosen(found), self.request.user)

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """Every finding of the pages, a line for each."""
        rows = [row for page in queryset for row in page.rows]
        return super().as_spreadsheet(rows, spreadsheet_format)


class QualityMenuItem(MenuItem):
    """Under “Reports”, for who may edit pages."""

    def is_shown(self, request):
        """By permission on any page."""
        return may_see_report(request.user)


def quality_menu_item():
    return QualityMenuItem(
        _("Quality"),
        reverse("libfees_quality"),
        name="libfees-quality",
        icon_name="glasses",
        order=650,
    )


def quality_report_urls():
    return report_urls(QualityReportView, "libfees/quality/")
