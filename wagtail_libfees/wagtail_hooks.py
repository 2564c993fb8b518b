"""Wires the package into the Wagtail admin; what is wired lives in `admin/`."""

from wagtail import hooks

from .admin.publishing import refuse_bulk_publish
from .admin.styles import editor_css

hooks.register("before_bulk_action", refuse_bulk_publish)
hooks.register("insert_global_admin_css", editor_css)
