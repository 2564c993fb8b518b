"""A site's own outdated terms in the admin; whoever may change those of a site sees only them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies.sites import SitePermissionPolicy

from wagtail_libfees.models import OutdatedTerm

from .site_rows import OwnRowMixin, SiteRowForm, rows_of


class OutdatedTermForm(SiteRowForm):
    """A term; only for the sites whose terms the user may change."""

    class Meta:
        model = OutdatedTerm
        fields = ["term", "replacement", "severity", "site", "since", "source"]
        widgets = {"since": AdminDateInput}


class TermIndexView(generic.IndexView):
    """The terms of the user's sites."""

    def get_base_queryset(self):
        """Only those that the user may change."""
        return rows_of(self.request.user, OutdatedTerm).select_related("site")


class TermEditView(OwnRowMixin, generic.EditView):
    pass


class TermDeleteView(OwnRowMixin, generic.DeleteView):
    pass


class TermHistoryView(OwnRowMixin, generic.HistoryView):
    pass


class TermUsageView(OwnRowMixin, generic.UsageView):
    pass


class OutdatedTermViewSet(ModelViewSet):
    """“Outdated terms” under “Settings”."""

    model = OutdatedTerm
    name = "libfees_terms"
    url_prefix = "libfees/terms"
    icon = "resubmit"
    menu_label = _("Outdated terms")
    add_to_settings_menu = True
    copy_view_enabled = False
    form_fields = OutdatedTermForm.Meta.fields
    index_view_class = TermIndexView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView
    history_view_class = TermHistoryView
    usage_view_class = TermUsageView

    @property
    def permission_policy(self):
        """Permissions for all sites, or for some."""
        return SitePermissionPolicy(OutdatedTerm)

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
    """The viewset, for the hook."""
    return OutdatedTermViewSet()
