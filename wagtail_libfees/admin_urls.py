"""Addresses to mount before Wagtail's admin, at the same place: views that have no hook.

Without them the site check and the front page of the admin still tell when a fee page has
become private.
"""

from django.apps import apps
from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import pages as wagtailadmin_pages
from wagtail.admin.views.bulk_action import index as bulk_actions

from .fee_page.admin.guarded_approval import guarded_workflow_action
from .fee_page.admin.guarded_dialogs import guarded_alias, guarded_privacy
from .notices.admin.withdrawal import tells_before, tells_in_dialog, tells_of_many

# The class of this view has another name in each version of Wagtail.
unpublish = next(p.callback for p in wagtailadmin_pages.urlpatterns if p.name == "unpublish")

urlpatterns = [
    path("pages/<int:page_id>/privacy/", require_admin_access(tells_in_dialog(guarded_privacy))),
    path(
        "pages/<int:page_id>/unpublish/",
        require_admin_access(tells_before(unpublish)),
    ),
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        require_admin_access(tells_of_many(bulk_actions)),
    ),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(guarded_workflow_action),
    ),
]

if apps.is_installed("wagtail_localize"):
    urlpatterns += [
        path("localize/page/<int:page_id>/convert_to_alias/", require_admin_access(guarded_alias))
    ]

if apps.is_installed("wagtail_libfees.danish"):
    urlpatterns += [path("", include("wagtail_libfees.danish.urls"))]
