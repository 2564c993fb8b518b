"""A site's own outdated terms in the admin; whoever may change those of a site sees only them."""

from django.contrib.admin.utils import unquote
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from wagtail_libfees.models import OutdatedTerm

policy = SitePermissionPolicy(OutdatedTerm)
ACTIONS = {"add", "change", "delete"}


class OutdatedTermForm(WagtailAdminModelForm):
    """A term; only for the sites whose terms the user may change."""

    class Meta:
        model = OutdatedTerm
        fields = ["term", "replacement", "severity", "site", "since", "source"]
        widgets = {"since": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.for_user
        sites = policy.sites_user_has_any_permission_for(user, ACTIONS) if user else None
        self.fields["site"].queryset = Site.objects.none() if sites is None else sites
        # A term of all sites is the business of who may change them everywhere.
        if user is None or not any(
            user.has_perm(f"wagtail_libfees.{action}_outdatedterm") for action in ACTIONS
        ):
            self.fields["site"].required = True


class OwnTermsMixin:
    """A view of a term that the user may change; 404 for any other."""

    def get_object(self, *args):
        """The term, if it is one of the user's sites."""
        own = policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return get_object_or_404(own, pk=unquote(str(self.kwargs["pk"])))


class TermIndexView(generic.IndexView):
    """The terms of the user's sites."""

    def get_base_queryset(self):
        """Only those that the user may change."""
        found = policy.instances_user_has_any_permission_for(self.request.user, ACTIONS)
        return found.select_related("site")


class TermEditView(OwnTermsMixin, generic.EditView):
    pass


class TermDeleteView(OwnTermsMixin, generic.DeleteView):
    pass


class TermHistoryView(OwnTermsMixin, generic.HistoryView):
    pass


class TermUsageView(OwnTermsMixin, generic.UsageView):
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
        return policy

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
