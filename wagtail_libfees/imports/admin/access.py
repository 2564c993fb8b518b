"""Who may use the importer, and whose runs they see."""

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_libfees.drafts.permissions import editable_pages

from ..models import ImportRun, WatchedSource


class ImporterPermissionPolicy(ModelPermissionPolicy):
    """One permission, `libfees_imports.add_importrun`, for all that the importer has."""

    def _get_permission_name(self, action):
        return "libfees_imports.add_importrun"


policy = ImporterPermissionPolicy(ImportRun)


class ImporterPermissionMixin(PermissionCheckedMixin):
    """Refuses who may not import. Permissions on pages hold besides."""

    permission_policy = policy
    permission_required = "add"


def may_import(user) -> bool:
    """Whether `user` may use the importer."""
    return policy.user_has_permission(user, "add")


def visible_runs(user):
    """The runs into pages that `user` may edit: others may be another library's business.

    Runs whose pages are all deleted are seen by who started them.
    """
    pages = editable_pages(user).values("pk")
    orphaned = Q(page=None, parent=None)
    if not user.is_superuser:
        orphaned &= Q(user=user)
    return ImportRun.objects.filter(
        Q(page__in=pages) | Q(parent__in=pages) | orphaned
    ).select_related("user", "page", "parent")


def visible_sources(user):
    """The watched sources of pages that `user` may edit."""
    return WatchedSource.objects.filter(page__in=editable_pages(user).values("pk")).select_related(
        "page"
    )


class RunMixin(ImporterPermissionMixin):
    """A view of one run that the user may see."""

    @cached_property
    def run(self) -> ImportRun:
        """The run that the address names; 404 if the user may not see it."""
        return get_object_or_404(visible_runs(self.request.user), pk=self.kwargs["pk"])


def importer_permissions():
    """The permission, for the group editor."""
    return Permission.objects.filter(
        content_type__app_label="libfees_imports", codename="add_importrun"
    )
