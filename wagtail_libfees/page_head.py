"""What the head of a page tells search engines, social media and other programs.

It is made for each page of a site that calls `{% libfees_head %}`, and for the pages of the
package without. docs/install.md tells which part a site may keep to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import to_locale
from wagtail.models import AbstractPage, Site

from .clock import COPENHAGEN
from .fee_page.settings.linked_data import library_id, library_node
from .fee_page.settings.models import FeeSettings
from .models.base import LibfeesPageMixin
from .models.head_facts import HeadFacts
from .models.private_pages import PrivatePageMixin

Node = dict[str, Any]

# The territory of a language that is written without one; Open Graph asks for both.
LOCALES = (
    *("da_DK", "en_GB", "de_DE", "sv_SE", "nb_NO", "nn_NO", "fr_FR", "pl_PL", "uk_UA", "es_ES"),
    *("it_IT", "nl_NL", "tr_TR", "ro_RO", "fi_FI", "is_IS", "fo_FO", "kl_GL", "fa_IR", "so_SO"),
)


@dataclass(frozen=True)
class Crumb:
    """A page on the way from the front page."""

    title: str
    url: str
    full_url: str


@dataclass(frozen=True)
class Alternate:
    """The page in a language, with its address on the site and the whole one."""

    language: str
    url: str
    full_url: str


@dataclass(frozen=True)
class PageHead:
    """What the head of a page says. `locale` is as Open Graph writes it (`da_DK`), or empty."""

    title: str
    url: str
    site_name: str
    locale: str
    alternates: tuple[Alternate, ...]
    default_url: str
    facts: HeadFacts
    nodes: tuple[Node, ...]

    @property
    def other_locales(self) -> list[str]:
        """The languages in which the page is there too, as Open Graph writes them."""
        found = (open_graph_locale(other.language) for other in self.alternates)
        return [locale for locale in found if locale and locale != self.locale]


def page_head(page, request: HttpRequest, description: str = "") -> PageHead | None:
    """What the head of `page` says; None for what is no page of a site, or is for staff.

    `description` is that of a page which is none of the package.
    """
    site = Site.find_for_request(request)
    if site is None or not isinstance(page, AbstractPage) or not page.pk:
        return None
    url = page.get_full_url(request)
    if not url or isinstance(page, PrivatePageMixin):
        return None
    stated = FeeSettings.for_request(request)
    name = stated.library_name or site.site_name
    of_library = library_id(site) if name else ""
    facts = HeadFacts(description=description)
    if isinstance(page, LibfeesPageMixin):
        facts = page.get_head_facts(request, of_library)
    language = page.locale.language_code
    alternates = public_translations(page, request)
    source = site.root_page.locale_id == page.locale_id
    return PageHead(
        title=getattr(page, "seo_title", "") or page.title,
        url=url,
        site_name=name,
        locale=open_graph_locale(language),
        alternates=alternates,
        default_url=url if source else _of_source(alternates, site),
        facts=facts,
        nodes=(
            _web_page(page, url, facts),
            *_breadcrumb_list(breadcrumbs(page, request)),
            *([library_node(site, stated)] if name else []),
            *facts.nodes,
        ),
    )


def _of_source(alternates: tuple[Alternate, ...], site: Site) -> str:
    """The address in the language of the site's front page; empty if the page is not there."""
    if not alternates:
        return ""
    code = site.root_page.locale.language_code
    return next((found.full_url for found in alternates if found.language == code), "")


def open_graph_locale(language: str) -> str:
    """`da_DK` for `da`; empty for a language whose territory is not known."""
    locale = to_locale(language)
    if "_" in locale:
        return locale
    return next((known for known in LOCALES if known.startswith(f"{locale}_")), "")


def public_translations(page, request: HttpRequest) -> tuple[Alternate, ...]:
    """`page` in each language in which anyone may read it, in the order of the languages.

    Itself included; empty where the site has no languages. Looked up once for a request.
    """
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False) or not page.pk:
        return ()
    kept = _kept(request)
    if (page.pk, "languages") not in kept:
        order = [code for code, _name in settings.LANGUAGES]
        pages = page.get_translations(inclusive=True).live().public().select_related("locale")
        found = [
            Alternate(each.locale.language_code, address, each.get_full_url(request))
            for each in pages
            if (address := each.get_url(request))
        ]
        found = [each for each in found if each.language in order]
        kept[page.pk, "languages"] = tuple(sorted(found, key=lambda a: order.index(a.language)))
    return kept[page.pk, "languages"]


def breadcrumbs(page, request: HttpRequest) -> tuple[Crumb, ...]:
    """The public way from the front page to `page`, both included; looked up once for a request.

    The front page is called by the name of the library. Nothing for the front page itself, and
    for a page outside the site.
    """
    kept = _kept(request)
    if (page.pk, "way") not in kept:
        kept[page.pk, "way"] = tuple(_way(page, request))
    return kept[page.pk, "way"]


def _way(page, request):
    site = Site.find_for_request(request)
    root = site and site.root_page
    if root is None or page.depth <= root.depth:
        return []
    above = list(page.get_ancestors().filter(depth__gte=root.depth).live().order_by("depth"))
    if not above or above[0].translation_key != root.translation_key:
        return []
    front = FeeSettings.for_request(request).library_name or site.site_name or above[0].title
    titles = [front, *(each.title for each in above[1:]), page.title]
    return [
        Crumb(title, each.get_url(request) or "", each.get_full_url(request) or "")
        for title, each in zip(titles, [*above, page], strict=True)
    ]


def _kept(request) -> dict:
    """What was looked up for `request`."""
    if not hasattr(request, "_libfees_heads"):
        request._libfees_heads = {}
    return request._libfees_heads


def _web_page(page, url: str, facts: HeadFacts) -> Node:
    published, changed = page.first_published_at, page.last_published_at
    node = {
        "@type": "WebPage",
        "@id": url,
        "name": page.title,
        "description": facts.description,
        "inLanguage": page.locale.language_code,
        "datePublished": published and published.astimezone(COPENHAGEN).date().isoformat(),
        "dateModified": changed and changed.astimezone(COPENHAGEN).date().isoformat(),
    }
    return {name: value for name, value in node.items() if value}


def _breadcrumb_list(way: tuple[Crumb, ...]) -> list[Node]:
    items = [
        {"@type": "ListItem", "position": place, "name": crumb.title, "item": crumb.full_url}
        for place, crumb in enumerate(way, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}] if items else []
