"""Where an address on the site itself leads: asked in the process, without the network."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve
from django.utils import translation
from wagtail.models import AbstractPage, Site

from .settings.models import FeeSettings

logger = logging.getLogger(__name__)

# The name of the view of Wagtail that serves pages, in `wagtail.urls`.
SERVE = "wagtail_serve"
# Packages whose views are no fee pages.
NO_PAGES = frozenset({"django", "wagtail", "wagtail_libfees", "wagtail_localize"})


@dataclass(frozen=True)
class Destination:
    """What answers at an address: the page, or else the module of the view, as far as known."""

    page: AbstractPage | None = None
    view: str = ""


def is_local(link: str, site: Site) -> bool:
    """Whether `link` is an address on `site`, be it a path or with the name of its server."""
    try:
        parts = urlsplit(link)
        host, port = parts.hostname, parts.port
    except ValueError:
        # No address at all, such as one with half a bracket.
        return False
    if not link or host is None:
        return bool(link)
    return host == site.hostname.lower() and port in (None, site.port)


def can_be_fee_page(link: str, site: Site) -> bool:
    """Whether borrowers may find the rates at `link`, an address on `site`.

    A path leads to a page. Another view of the site, such as its search, is taken for one only
    where somebody wrote its whole address; a view of Django, of Wagtail (a document, the admin) or
    of this package never is.
    """
    found = destination(link, site)
    if found is None or not found.view:
        return found is not None
    return bool(urlsplit(link).hostname) and found.view.partition(".")[0] not in NO_PAGES


def destination(link: str, site: Site) -> Destination | None:
    """What answers at `link`, an address on `site`; None if nothing does.

    A page that is not published does not answer. What a view will say is not known before it is
    asked, so every view answers; so does a page whose own routing fails.
    """
    path = unquote(urlsplit(link).path) or "/"
    path = "/" + path.removeprefix(get_script_prefix()).lstrip("/")
    language = translation.get_language_from_path(path) or django_settings.LANGUAGE_CODE
    with translation.override(language):
        match = _match(path)
        if match is None:
            return _redirected(path, site)
        if match.url_name != SERVE:
            return Destination(view=match.func.__module__)
        return _routed(match.args[0], path, site) or _redirected(path, site)


def address_page(settings: FeeSettings) -> AbstractPage | None:
    """The page that the address of the fee page leads to; None where that is no page of the site.

    The chosen page comes first: while there is one, the address leads nobody.
    """
    link = settings.fee_page_link
    if settings.fee_page is not None or not is_local(link, settings.site):
        return None
    found = destination(link, settings.site)
    return found.page if found else None


def _match(path: str) -> ResolverMatch | None:
    """The view for a path; with a slash behind it, where Django or Wagtail adds one."""
    for tried in (path, f"{path}/"):
        try:
            return resolve(tried)
        except Resolver404:
            if path.endswith("/") or not django_settings.APPEND_SLASH:
                return None
    return None


def _routed(inner: str, path: str, site: Site) -> Destination | None:
    """The page that Wagtail would serve, in the active language."""
    parts = [part for part in inner.split("/") if part]
    try:
        route = site.root_page.localized.specific.route(_request(path, site), parts)
    except Http404:
        return None
    except Exception:
        logger.exception("Routing %s on site %s failed", path, site.pk)
        return Destination()
    return Destination(route.page)


def _request(path: str, site: Site) -> HttpRequest:
    """The request that a page asks on its way; nobody is logged in."""
    request: WSGIRequest = RequestFactory().get(path)
    # Where `Site.find_for_request` keeps what it has found.
    request._wagtail_site = site
    return request


def _redirected(path: str, site: Site) -> Destination | None:
    """Where Wagtail's redirects lead from a path that is no page any more."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    model = apps.get_model("wagtailredirects", "Redirect")
    old_path = model.normalise_path(path)
    found = model.get_for_site(site).filter(old_path=old_path).select_related("redirect_page")
    redirect = found.first()
    if redirect is None:
        return None
    page = redirect.redirect_page
    if page is not None and not page.live:
        return None
    return Destination(page)
