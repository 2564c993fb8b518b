"""Messages of several lines: room beside Wagtail's button for the menu, on every screen."""

from django.templatetags.static import static
from django.utils.html import format_html


def message_style():
    """The style of messages on a phone."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_libfees/admin/messages.css")
    )
