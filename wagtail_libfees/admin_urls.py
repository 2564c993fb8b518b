"""Addresses to mount before Wagtail's admin, at the same place: views that have no hook.

Without them the site check and the front page of the admin still tell when a fee page has
become private.
"""

from django.apps import apps
from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import index as bulk_actions

from .admin.own_views import guarded_by, guarded_views, own_things, routes, wagtail_view
from .fee_page.admin.guarded_approval import guarded_workflow_action
from .fee_page.admin.guarded_dialogs import guarded_alias, guarded_privacy
from .notices.admin.withdrawal import tells_before, tells_in_dialog, tells_of_many

urlpatterns = [
    path("pages/<int:page_id>/privacy/", require_admin_access(tells_in_dialog(guarded_privacy))),
    path(
        "pages/<int:page_id>/unpublish/",
        # The class of this view has another name in each version of Wagtail.
        require_admin_access(tells_before(wagtail_view("wagtailadmin_pages:unpublish"))),
    ),
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        require_admin_access(guarded_by(own_things, tells_of_many(bulk_actions))),
    ),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(guarded_workflow_action),
    ),
]

for name, view in guarded_views():
    urlpatterns += [path(route, require_admin_access(view)) for route in routes()[name]]

if apps.is_installed("wagtail_localize"):
    urlpatterns += [
        path("localize/page/<int:page_id>/convert_to_alias/", require_admin_access(guarded_alias))
    ]

if apps.is_installed("wagtail_libfees.danish"):
    urlpatterns += [path("", include("wagtail_libfees.danish.urls"))]
