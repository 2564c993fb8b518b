"""Messages of several lines beside Wagtail's button for the menu, and with a button that posts."""

from django.templatetags.static import static
from django.utils.html import format_html


def message_style():
    """The style of messages on a phone."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_libfees/admin/messages.css")
    )


def with_post_button(text: str, url: str, label: str):
    """A message with a button that does something at once; Wagtail's own buttons are links."""
    button = format_html(
        '<button type="button" class="button button-small button-secondary"'
        ' data-controller="w-action" data-action="w-action#post"'
        ' data-w-action-url-value="{}">{}</button>',
        url,
        label,
    )
    return format_html('{} <span class="buttons">{}</span>', text, button)
