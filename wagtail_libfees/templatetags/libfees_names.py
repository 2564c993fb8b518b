"""Names as a municipality writes them, on pages in other languages; loaded by `libfees_tags`."""

from collections.abc import Callable, Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from ..fee_page.settings.models import FeeSettings
from ..notices.banner import active_language
from ..notices.cache import notice_list
from ..text.names import DANISH_NAMES, with_languages

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


class NamesNode(template.Node):
    """Renders what stands in it, the names in it marked with their language."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context) -> str:
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        html = self.nodelist.render(context)
        # Safe: what stands in the tag was escaped as in any template.
        return mark_safe(_marked(html, site, lambda: notice_list(site).names))  # noqa: S308


@register.tag
def libfees_names(parser, token) -> NamesNode:
    """From `{% libfees_names %}` to `{% endlibfees_names %}`: Danish names get `lang="da"`.

    On pages in another language: the names in the fee settings, and those of the services and
    authorities that bills are about. It asks the database nothing. What the package writes of its
    pages and the banner have it already.
    """
    nodelist = parser.parse(("endlibfees_names",))
    parser.delete_first_token()
    return NamesNode(nodelist)


def kept_text_with_names(context, html: str) -> str:
    """`html`, which is kept for others too, with the names of now.

    Those of the list of notices may be a second old; the settings of the request are not, and the
    head of the page has asked for them.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return _marked(html, site, lambda: FeeSettings.for_request(request).names)


def _marked(html: str, site: Site | None, names: Callable[[], Iterable[str]]) -> str:
    if site is None:
        return html
    here, own = active_language(), notice_list(site).language
    languages = {} if here == "da" else dict.fromkeys(DANISH_NAMES, "da")
    if here != own:
        languages |= dict.fromkeys(names(), own)
    return with_languages(html, languages)
