"""Names as a municipality writes them, on pages in other languages; loaded by `libfees_tags`."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from wagtail.models import Site

from ..notices.banner import active_language
from ..notices.cache import notice_list

register = template.Library()


@register.simple_tag(takes_context=True)
def libfees_name(context, name: str) -> SafeString | str:
    """A name from the fee settings; elsewhere than in the site's own language marked with that.

    A screen reader then says “Mit Betalingsoverblik” in Danish on an English page.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if not name or site is None:
        return conditional_escape(name or "")
    # Kept with the notices, which the page asks for anyway.
    language = notice_list(site).language
    if language == active_language():
        return conditional_escape(name)
    return format_html('<span lang="{}">{}</span>', language, name)
