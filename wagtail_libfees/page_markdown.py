"""A page of ours as Markdown or plain text: what its readers see today, for programs."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils import translation
from wagtail.models import Site

from .fee_page.settings.fee_page_link import is_public
from .sites import site_host
from .text.markdown import as_markdown, as_plain_text

# A frame that shows the content of a page alone.
FRAME = "wagtail_libfees/content_only.html"
# Not of today, or of use in a browser only.
LEFT_OUT = (
    *("libfees-part--former", "libfees-part--coming"),
    *("libfees-part--calculator", "libfees-printed", "libfees-all"),
    *("libfees-notice-back", "libfees-filters", "libfees-open-now"),
)


def page_markdown(page) -> str:
    """What everyone may read of `page` now, facts filled in; empty for one that is not public."""
    return as_markdown(*_content(page), LEFT_OUT) if is_public(page) else ""


def page_plain_text(page) -> str:
    """The same without marks."""
    return as_plain_text(*_content(page), LEFT_OUT) if is_public(page) else ""


def _content(page) -> tuple[str, str]:
    """The content of the page as HTML, and its address."""
    site = page.get_site()
    address = page.full_url or ""
    if site is None:
        return "", address
    request = _Anybody(page, site)
    with translation.override(page.locale.language_code):
        context = page.get_context(request)
        context["libfees_base_template"] = FRAME
        # Without the context processors of the site: they may look for a session.
        return get_template(page.get_template(request)).render(context), address


class _Anybody(HttpRequest):
    """A request for a page by somebody whom nothing is known of."""

    def __init__(self, page, site: Site) -> None:
        super().__init__()
        self.method = "GET"
        # What is kept rendered is kept apart from the page itself.
        self.path = self.path_info = f"{page.url}#markdown"
        self._site = site
        # As Wagtail keeps it.
        self._wagtail_site = site

    def get_host(self) -> str:
        """The host of the site, which need not be one that this server is asked by."""
        return site_host(self._site)

    def _get_scheme(self) -> str:
        return self._site.root_url.partition(":")[0]
