"""Rows that belong to a site, in the admin: whoever may change those of a site sees only them.

Wagtail gives the rights to snippets for all sites at once. Here they count as granted for a site
(`GroupSitePermission`) too, and a row of all sites is for who may change rows everywhere.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.admin.utils import unquote
from django.db.models import Q
from django.shortcuts import get_object_or_404
from wagtail.admin.forms.choosers import SearchFilterMixin
from wagtail.admin.panels import ObjectList
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.snippets.views import chooser, snippets

from ..date_fields import SpelledModelForm
from ..drafts.permissions import editable_pages
from ..path_numbers import is_key
from .policies import OwnPolicyMixin

ACTIONS = {"add", "change", "delete"}


def may_change_everywhere(user, model) -> bool:
    """Whether `user` may change the rows of `model` of all sites; Wagtail asks for each site."""
    names = [f"{model._meta.app_label}.{action}_{model._meta.model_name}" for action in ACTIONS]
    return any(map(user.has_perm, names))


def rows_of(user, model):
    """The rows of `model` that `user` may change."""
    if may_change_everywhere(user, model):
        return model._default_manager.all()
    return SitePermissionPolicy(model).instances_user_has_any_permission_for(user, ACTIONS)


class SiteRowForm(SpelledModelForm):
    """Offers only the sites whose rows the user may change; “all sites” only to who may those."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user, model = self.for_user, self._meta.model
        policy = SitePermissionPolicy(model)
        sites = policy.sites_user_has_any_permission_for(user, ACTIONS) if user else None
        self.fields["site"].queryset = Site.objects.none() if sites is None else sites
        if user is None or not may_change_everywhere(user, model):
            self.fields["site"].required = True
            # It tells what an empty field means.
            self.fields["site"].help_text = ""
        self._choose_the_only_site()

    def _choose_the_only_site(self):
        """Where a row needs a site, and there is one to choose, it is chosen."""
        field = self.fields["site"]
        if field.required and not self.initial.get("site") and len(field.queryset) == 1:
            self.initial["site"] = field.queryset[0].pk


class OwnRowMixin:
    """A view of a row that the user may change; 404 for any other."""

    def get_object(self, *args):
        """The row, if it is one of the user's sites."""
        own = rows_of(self.request.user, self.model)
        get_object_or_404(own, pk=unquote(str(self.kwargs["pk"])))
        return super().get_object(*args)


class RowEditView(OwnRowMixin, snippets.EditView):
    pass


class RowDeleteView(OwnRowMixin, snippets.DeleteView):
    pass


class RowHistoryView(OwnRowMixin, snippets.HistoryView):
    pass


class RowUsageView(OwnRowMixin, snippets.UsageView):
    pass


class RowSearchMixin(SearchFilterMixin):
    """The search field of a chooser, asked of the database: rows are few and need no index."""

    def filter(self, objects):
        # Past the one that asks the index.
        objects = super(SearchFilterMixin, self).filter(objects)
        words = self.cleaned_data.get("q")
        if words:
            self.is_searching, self.search_query = True, words
            names = objects.model.snippet_viewset.search_fields
            wanted = [Q((f"{name}__icontains", words)) for name in names]
            objects = objects.filter(reduce(or_, wanted))
        return objects


class ChoosableMixin:
    """Offers rows of all sites, and of the sites in which the user edits pages; makes none.

    Wagtail's form for making one answers 500 where a snippet has none.
    """

    def can_create(self):
        """Rows are made in their own list."""
        return False

    def get_object_list(self):
        return choosable(self.request.user, self.model_class)

    def get_filter_form_class(self):
        """With a search field."""
        return type("FilterForm", (RowSearchMixin, super().get_filter_form_class()), {})

    def get_object(self, pk):
        """A row that was chosen; `ObjectDoesNotExist` becomes 404."""
        if not is_key(str(pk)):
            raise self.model_class.DoesNotExist
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks):
        """The rows that were chosen."""
        return self.get_object_list().filter(pk__in=list(filter(is_key, pks)))


def choosable(user, model):
    """The rows of `model` that `user` may put on a page, or may change."""
    edited = editable_pages(user).values_list("path", flat=True)
    steps = {path[:end] for path in edited for end in range(4, len(path) + 1, 4)}
    roots = Site.objects.values_list("pk", "root_page__path")
    sites = [pk for pk, path in roots if path in steps]
    own = rows_of(user, model).values("pk")
    return model.objects.filter(Q(site=None) | Q(site__in=sites) | Q(pk__in=own))


class ChooseRowView(ChoosableMixin, chooser.ChooseView):
    pass


class ChooseRowResultsView(ChoosableMixin, chooser.ChooseResultsView):
    pass


class RowChosenView(ChoosableMixin, chooser.SnippetChosenView):
    pass


class RowsChosenView(ChoosableMixin, chooser.SnippetChosenMultipleView):
    pass


class CreateRowView(ChoosableMixin, chooser.SnippetCreateView):
    pass


class SiteRowChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseRowView
    choose_results_view_class = ChooseRowResultsView
    chosen_view_class = RowChosenView
    chosen_multiple_view_class = RowsChosenView
    create_view_class = CreateRowView


class SiteRowViewSet(OwnPolicyMixin, snippets.SnippetViewSet):
    """A snippet with a field `site`."""

    policy_class = SitePermissionPolicy
    copy_view_enabled = False
    edit_view_class = RowEditView
    delete_view_class = RowDeleteView
    history_view_class = RowHistoryView
    usage_view_class = RowUsageView
    chooser_viewset_class = SiteRowChooserViewSet

    def get_edit_handler(self):
        """The panels of the model, in the form that limits the sites."""
        handler = ObjectList(self.model.panels, base_form_class=SiteRowForm)
        return handler.bind_to_model(self.model)

    def get_queryset(self, request):
        """Only the rows that the user may change."""
        return rows_of(request.user, self.model).select_related("site")
