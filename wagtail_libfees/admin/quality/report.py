"""The report “Kvalitet”: what the checks say of all pages that the user may edit."""

from dataclasses import dataclass

import django_filters
import swapper
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site

from wagtail_libfees.admin.exports import CSVForPeopleMixin
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


def finding_severity_choices():
    return [(Severity.ERROR.value, _("Stops publishing")), (Severity.WARNING.value, _("Warning"))]


def kind_choices():
    """The kinds of findings, in words."""
    return list(LABELS.items())


DRAFT = "draft"


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


@dataclass(frozen=True)
class ReportRow:
    """A finding as a line of the report."""

    found: PageFinding

    @property
    def title(self) -> str:
        """The page, or the site if it is about the site as a whole."""
        return self.found.page.get_admin_display_title() if self.found.page else self.site

    @property
    def message(self) -> str:
        return f"{self.found.finding.message} {self.found.finding.mend}".strip()

    @property
    def kind(self) -> str:
        """The kind of the finding, in words."""
        return kind_label(self.found.finding.code)

    @property
    def severity(self) -> str:
        return str(dict(finding_severity_choices())[self.found.finding.severity.value])

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing."""
        return self.found.finding.is_error

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
        return edit_url(self.found.page, self.found.finding.place.anchor)


class QualityReportView(CSVForPeopleMixin, ReportView):
    """One line per finding."""

    page_title = _("Quality")
    header_icon = "glasses"
    index_url_name = "libfees_quality"
    index_results_url_name = "libfees_quality_results"
    filterset_class = QualityFilterSet
    no_results_message = _("No findings.")
    paginate_by = 50
    list_export = ["site", "title", "page_type", "severity", "kind", "message", "edit_url"]
    export_headings = {
        "site": _("Site"),
        "title": _("Page"),
        "page_type": _("Page type"),
        "severity": _("Severity"),
        "kind": _("Kind"),
        "message": _("What, and what to do"),
        "edit_url": _("Address"),
    }
    export_filename = "kvalitet"

    def dispatch(self, request, *args, **kwargs):
        """Only for who may edit a page."""
        if not may_see_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self):
        """What a line says."""
        return [
            TitleColumn(
                "title",
                label=_("Page"),
                get_url=lambda row: row.edit_url,
                width="20%",
                classname="libfees-quality-page",
            ),
            StatusTagColumn("severity", label=_("Severity"), primary=lambda row: row.is_error),
            Column("kind", label=_("Kind")),
            Column("message", label=_("What, and what to do"), width="40%"),
            Column("page_type", label=_("Page type")),
            Column("site", label=_("Site")),
        ]

    def get_context_data(self, *args, **kwargs):
        """With the style that keeps the names of pages readable on a phone."""
        context = super().get_context_data(*args, **kwargs)
        style = versioned_static("wagtail_libfees/admin/quality.css")
        return {**context, "media": context["media"] + Media(css={"all": [style]})}

    def get_queryset(self):
        """The pages that the user may edit."""
        return checkable_pages(self.request.user)

    def get_filtered_queryset(self):
        """The findings, a line for each."""
        pages = self.filter_queryset(self.get_queryset())
        if self.filters is None or not self.filters.is_valid():
            return [ReportRow(each) for each in look_at(pages)]
        found = look_at(pages, drafts=self.filters.drafts)
        if self.filters.of_sites:
            found = worst_first([*fee_page_findings(self.request.user), *found])
        return [ReportRow(each) for each in self.filters.chosen(found)]


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


def report_urls():
    return [
        path("libfees/quality/", QualityReportView.as_view(), name="libfees_quality"),
        path(
            "libfees/quality/results/",
            QualityReportView.as_view(results_only=True),
            name="libfees_quality_results",
        ),
    ]
