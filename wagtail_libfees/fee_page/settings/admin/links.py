"""Whether the typed links work: asked only when an editor asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.models import Site

from wagtail_libfees.blocks.contact_points import WEB_FIELDS
from wagtail_libfees.conf import libfees_settings
from wagtail_libfees.fetching.errors import FetchError
from wagtail_libfees.models import FeeSettings
from wagtail_libfees.models.links import safe_link

from .access import SiteSettingsMixin

FIELDS = (
    "fee_page_url",
    "old_balances_url",
    "blocked_url",
    "terms_url",
    "accessibility_url",
)
# Seconds for one link; so many are asked at the same time, and no more than these in all.
TIMEOUT, AT_ONCE, MOST = 8.0, 6, 30


@dataclass(frozen=True)
class Checked:
    """One link, and what is wrong with it; nothing for one that works."""

    label: str
    url: str
    fault: str = ""


def links_of(settings: FeeSettings, site: Site) -> list[tuple[str, str]]:
    """(label, absolute address) of each link of the settings."""
    found = [
        (str(settings._meta.get_field(name).verbose_name), getattr(settings, name))
        for name in FIELDS
    ]
    streams = (settings.payment_routes, settings.contact_points)
    values = [child.value for stream in streams for child in stream]
    found += [(value["name"], value.get(field)) for value in values for field in WEB_FIELDS]
    absolute = [(label, safe_link(link)) for label, link in found if link]
    return [(label, urljoin(f"{site.root_url}/", link)) for label, link in absolute if link][:MOST]


def ask_addresses(links: list[tuple[str, str]], site: Site) -> list[Checked]:
    """Ask each address, within the limits of `fetch_status`."""
    # The site's own pages may be asked, also where it runs on a private address.
    own = urlsplit(site.root_url)
    allow = [*libfees_settings.FETCH_ALLOWED_HOSTS, f"{own.hostname}:{own.port or 80}"]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        outcomes = list(pool.map(lambda link: _outcome(link[1], allow), links))
    return [
        Checked(capfirst(label), url, _fault(outcome))
        for (label, url), outcome in zip(links, outcomes, strict=True)
    ]


def _outcome(url: str, allow: list[str]) -> int | FetchError:
    # Only an editor who asks needs a network client.
    from wagtail_libfees.fetching.fetch import fetch_status

    try:
        return fetch_status(url, allow=allow, timeout=TIMEOUT)
    except FetchError as exc:
        return exc


def _fault(outcome: int | FetchError) -> str:
    """What is wrong in words; the language is the editor's, so not asked in the threads."""
    if isinstance(outcome, FetchError):
        # Its own advice is about importing from files.
        return _(
            "No answer came. Open the address in your browser: if it works there, it is right."
        )
    if outcome in (404, 410):
        return _("There is no such page. Correct the address.")
    if outcome in (401, 403):
        return _("It asks for login, or does not answer programs. Try it in your browser.")
    if outcome >= 400:
        return _("It answers with the error %(status)s. Try again later.") % {"status": outcome}
    return ""


class LinksView(SiteSettingsMixin, TemplateView):
    """The outcome for each typed link, in a window of its own."""

    http_method_names = ["post"]
    template_name = "wagtail_libfees/admin/settings/links.html"
    page_title = gettext_lazy("Do the links work?")

    def post(self, request, *args, **kwargs):
        """Ask them all; nothing is stored."""
        checked = ask_addresses(links_of(self.typed_settings(), self.site), self.site)
        return self.render_to_response(self.get_context_data(checked=checked))
