"""Wagtail's own templates, with the words that they do not pass through gettext."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag(takes_context=True)
def with_translated_label(context, name: str, label: str) -> str:
    """Wagtail's template `name`, in which the name for screen readers `label` is translated.

    Ours stands before it under the same name. Nothing of it is copied, so that it stays as each
    version of Wagtail has it; one that translates the label itself is shown as it is.
    """
    ours = context.render_context.template.origin
    wagtails, _origin = context.template.engine.find_template(name, skip=[ours])
    attribute = 'aria-label="{}"'
    said, translated = format_html(attribute, label), format_html(attribute, gettext(label))
    return mark_safe(wagtails.render(context).replace(said, translated))  # noqa: S308
