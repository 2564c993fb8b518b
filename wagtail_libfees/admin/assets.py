"""Styles and scripts of the package in the editor."""

from django.templatetags.static import static
from django.utils.html import format_html


def editor_css():
    """A band of a rate table on one line."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_libfees/admin/editor.css")
    )


def editor_js():
    """Proposals while a rate table is typed."""
    return format_html(
        '<script src="{}" defer></script>', static("wagtail_libfees/admin/rates-editor.js")
    )
