"""Wires the importers into the Wagtail admin; what is wired lives in `admin/`."""

from wagtail import hooks

from . import desk  # noqa: F401 - registers its lines
from .admin.access import importer_permissions
from .admin.viewset import importer_viewsets

hooks.register("register_admin_viewset", importer_viewsets)
hooks.register("register_permissions", importer_permissions)
