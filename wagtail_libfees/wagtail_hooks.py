"""Wires the package into the Wagtail admin; what is wired lives in `admin/`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin.branches import BranchViewSet
from .admin.imports.access import importer_permissions
from .admin.imports.viewset import importer_viewsets
from .admin.next_year import next_year_button, next_year_urls
from .admin.publishing import refuse_bulk_publish, warn_of_findings

hooks.register("before_bulk_action", refuse_bulk_publish)
hooks.register("after_publish_page", warn_of_findings)
hooks.register("register_admin_urls", next_year_urls)
hooks.register("register_page_header_buttons", next_year_button)
hooks.register("register_admin_viewset", importer_viewsets)
hooks.register("register_permissions", importer_permissions)

register_snippet(BranchViewSet)
