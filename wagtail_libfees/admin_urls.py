"""Addresses to mount before Wagtail's admin, at the same place: views that have no hook.

Without them the site check and the front page of the admin still tell when a fee page has
become private.
"""

from django.apps import apps
from django.urls import path
from wagtail.admin.auth import require_admin_access

from .admin.guards.approval import guarded_workflow_action
from .admin.guards.dialogs import guarded_alias, guarded_privacy

urlpatterns = [
    path("pages/<int:page_id>/privacy/", require_admin_access(guarded_privacy)),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(guarded_workflow_action),
    ),
]

if apps.is_installed("wagtail_localize"):
    urlpatterns += [
        path("localize/page/<int:page_id>/convert_to_alias/", require_admin_access(guarded_alias))
    ]
