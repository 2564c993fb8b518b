"""The permanent addresses of notices and questions: printed once, and right for years.

They lead to the page in the reader's language. What is gone is said with a 410, and where to look
instead; what never was, or belongs to another site, with a 404.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import AbstractPage, Site

from ..blocks.faq import question_anchor, stored_questions
from ..blocks.keys import key_of
from ..conf import libfees_settings
from ..fee_page.settings.fee_page_link import is_public
from ..fee_page.views import with_query
from ..models import PaymentFAQPageMixin, ServiceNoticeIndexPageMixin, resolve_fee_page
from ..models.addresses import NOTICE, QUESTION, PermanentAddress
from ..notices.banner import active_language
from ..sites import below_sites
from ..text.sayable_keys import typed_key

# How long a cache may keep where an address leads, in seconds.
LONGEST = 60
# Of an archive or an FAQ, where a site has several: the most that are offered.
MOST_OFFERED = 3


@dataclass(frozen=True)
class InsteadLink:
    """A page that is there, in place of the one that is not."""

    title: str
    url: str


@require_safe
def notice_address(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the notice with that key."""
    return _in_readers_language(request, NOTICE, key)


@require_safe
def question_address(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the question with that key, on its page."""
    return _in_readers_language(request, QUESTION, key)


def _in_readers_language(request: HttpRequest, kind: str, typed: str) -> HttpResponse:
    """The answer in the language that the reader's browser asks for, as for the fee page."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        response = _answer(request, kind, typed)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _answer(request: HttpRequest, kind: str, typed: str) -> HttpResponse:
    site, key = Site.find_for_request(request), typed_key(typed)
    address = PermanentAddress.objects.filter(kind=kind, key=key).first() if key else None
    if site is None or address is None:
        return _nothing(request, site, kind, status=404)
    pages = _translations(address, site)
    if not pages and address.site_id != site.pk:
        return _nothing(request, site, kind, status=404)
    url = _target(_by_language(pages, site), address, request, site)
    if url:
        response = HttpResponseRedirect(with_query(url, request.GET.urlencode()))
        patch_cache_control(response, public=True, max_age=LONGEST)
        return response
    title = _last_title(address, pages, site)
    return _nothing(request, site, kind, status=410, title=title, page_key=address.translation_key)


def _translations(address: PermanentAddress, site: Site) -> list[AbstractPage]:
    """The page of an address in all its languages on `site`, public or not."""
    base = site._meta.get_field("root_page").related_model
    found = base.objects.filter(below_sites(site), translation_key=address.translation_key)
    return list(found.select_related("locale").specific())


def _by_language(pages: list[AbstractPage], site: Site) -> list[AbstractPage]:
    """The pages, first that in the reader's language, then that in the site's own."""
    wanted = active_language(), site.root_page.locale.language_code

    def rank(page):
        code = page.locale.language_code
        return wanted.index(code) if code in wanted else len(wanted), page.path

    return sorted(pages, key=rank)


def _target(pages, address: PermanentAddress, request: HttpRequest, site: Site) -> str | None:
    """Where it leads: to the first of `pages` that is public and still has the question."""
    for page in pages:
        anchor = _anchor(page, address)
        if anchor is None or not is_public(page):
            continue
        url = page.get_url(request, current_site=site)
        if url:
            return f"{url}#{anchor}" if anchor else url
    return None


def _anchor(page, address: PermanentAddress) -> str | None:
    """The anchor on `page`, empty for the whole page; None if the question is not on it."""
    if address.kind == NOTICE:
        return ""
    body = page.body if isinstance(page, PaymentFAQPageMixin) else None
    ids = (block_id for block_id, _question in stored_questions(body)) if body else ()
    return next((question_anchor(i) for i in ids if key_of(i) == address.question), None)


def _last_title(address: PermanentAddress, pages: list[AbstractPage], site: Site) -> str:
    """The title that everyone could read; empty if someone has since made the page private."""
    if any(page.get_view_restrictions().exists() for page in pages):
        return ""
    wanted = active_language(), site.root_page.locale.language_code
    found = (address.titles.get(language) for language in wanted)
    return next(filter(None, found), "") or next(iter(address.titles.values()), "")


def _nothing(
    request: HttpRequest,
    site: Site | None,
    kind: str,
    *,
    status: int,
    title: str = "",
    page_key: UUID | None = None,
) -> HttpResponse:
    """The page that says that nothing is there, or no longer, and where to look instead."""
    context = {
        "libfees_base_template": libfees_settings.BASE_TEMPLATE,
        "is_gone": status == 410,
        "is_notice": kind == NOTICE,
        "title": title,
        "offers": _offers(request, site, kind, page_key) if site else [],
    }
    response = render(request, "wagtail_libfees/no_such_address.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _offers(
    request: HttpRequest, site: Site, kind: str, page_key: UUID | None
) -> list[InsteadLink]:
    """The archives of notices or the FAQs of `site`, and its fee page, in the reader's language.

    The FAQ that the question stood on comes first.
    """
    mixin = ServiceNoticeIndexPageMixin if kind == NOTICE else PaymentFAQPageMixin
    public = [
        page
        for model in apps.get_models()
        if issubclass(model, mixin)
        for page in model.objects.live().public().filter(below_sites(site)).select_related("locale")
        if is_public(page)
    ]
    chosen: dict[UUID, AbstractPage] = {}
    for page in sorted(
        _by_language(public, site), key=lambda page: page.translation_key != page_key
    ):
        chosen.setdefault(page.translation_key, page)
    offers = [
        InsteadLink(page.title, page.get_url(request, current_site=site) or "")
        for page in list(chosen.values())[:MOST_OFFERED]
    ]
    fee_page = resolve_fee_page(request)
    if fee_page is not None and fee_page.page is not None:
        offers.append(InsteadLink(fee_page.page.title, fee_page.url))
    return [offer for offer in offers if offer.url]
