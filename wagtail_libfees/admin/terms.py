"""A site's own outdated terms in the admin; whoever may change those of a site sees only them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.sites import SitePermissionPolicy

from ..date_fields import SpelledDateInput
from ..editorial.builtin_terms import TERMS
from ..editorial.terms import Term
from ..models import OutdatedTerm
from ..models.terms import term_severity_choices
from .policies import OwnPolicyMixin
from .site_rows import OwnRowMixin, SiteRowForm, rows_of


class OutdatedTermForm(SiteRowForm):
    """A term; only for the sites whose terms the user may change."""

    class Meta(SiteRowForm.Meta):
        model = OutdatedTerm
        fields = ["term", "replacement", "severity", "site", "since", "source"]
        widgets = {"since": SpelledDateInput(past=True)}


@dataclass(frozen=True)
class KnownTerm:
    """A term of the package, and the rows in its place that the user may change."""

    term: Term
    own: list[OutdatedTerm]
    add_url: str

    @property
    def severity(self) -> str:
        return dict(term_severity_choices())[self.term.severity.value]


class TermIndexView(generic.IndexView):
    """The terms of the user's sites, and below them those that the package has."""

    def get_base_queryset(self):
        """Only those that the user may change."""
        return rows_of(self.request.user, OutdatedTerm).select_related("site")

    def get_context_data(self, **kwargs):
        """The package's terms too, with the way to change one."""
        return super().get_context_data(known_terms=self._known(), **kwargs)

    def _known(self) -> list[KnownTerm]:
        in_place: dict[str, list[OutdatedTerm]] = {}
        for row in self.get_base_queryset():
            if (known := known_term(row.term)) is not None:
                in_place.setdefault(known.old, []).append(row)
        add = self.get_add_url()
        return [
            KnownTerm(
                term,
                in_place.get(term.old, []),
                f"{add}?{urlencode({'term': term.old})}" if add else "",
            )
            for term in sorted(TERMS, key=lambda term: term.old.casefold())
        ]


class TermCreateView(generic.CreateView):
    """A new term; in the place of one of the package's it begins with what that says."""

    def get_initial_form_instance(self):
        """What the package says of the term in the address, for the user's site if there is one.

        Nothing for another term.
        """
        known = known_term(self.request.GET.get("term", ""))
        if known is None:
            return super().get_initial_form_instance()
        policy = SitePermissionPolicy(OutdatedTerm)
        sites = list(policy.sites_user_has_any_permission_for(self.request.user, {"add"})[:2])
        return OutdatedTerm(
            site=sites[0] if len(sites) == 1 else None,
            term=known.old,
            replacement=known.new,
            severity=known.severity.value,
            since=known.since,
            source=known.source,
        )


def known_term(name: str) -> Term | None:
    """The term of the package that a row called `name` takes the place of."""
    name = name.strip().casefold()
    for term in TERMS:
        if name in (spelling.casefold() for spelling in (term.old, *term.spellings)):
            return term
    return None


class TermEditView(OwnRowMixin, generic.EditView):
    pass


class TermDeleteView(OwnRowMixin, generic.DeleteView):
    pass


class TermHistoryView(OwnRowMixin, generic.HistoryView):
    pass


class TermUsageView(OwnRowMixin, generic.UsageView):
    pass


class OutdatedTermViewSet(OwnPolicyMixin, ModelViewSet):
    """“Outdated terms” under “Settings”."""

    model = OutdatedTerm
    policy_class = SitePermissionPolicy
    name = "libfees_terms"
    url_prefix = "libfees/terms"
    icon = "resubmit"
    menu_label = _("Outdated terms")
    add_to_settings_menu = True
    copy_view_enabled = False
    form_fields = OutdatedTermForm.Meta.fields
    index_view_class = TermIndexView
    index_template_name = "wagtail_libfees/admin/terms/index.html"
    index_results_template_name = "wagtail_libfees/admin/terms/index_results.html"
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView
    history_view_class = TermHistoryView
    usage_view_class = TermUsageView

    @property
    def list_display(self):
        """What tells one term from another."""
        return [
            TitleColumn("term", label=_("Outdated word"), url_name=self.get_url_name("edit")),
            Column("replacement", label=_("Write instead")),
            Column("get_severity_display", label=_("What happens")),
            Column("site", label=_("Site")),
        ]

    def get_form_class(self, for_update=False):
        """The form that limits the sites."""
        return OutdatedTermForm


def outdated_term_viewset():
    return OutdatedTermViewSet()
