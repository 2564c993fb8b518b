"""The names of our public pages of a site, which become links where answers say them."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Site

from ..models.base import LibfeesPageMixin
from ..models.private_pages import PrivatePageMixin
from ..notices.models import ServiceNoticePageMixin
from ..sites import below_sites

# A notice has a sentence for a title, and the staff guide is nobody else's.
UNNAMED = (ServiceNoticePageMixin, PrivatePageMixin)


def page_names(request: HttpRequest | None, language: str) -> dict[str, str]:
    """The address of each page of ours on the request's site, by its title, in `language`.

    Only what everyone may read. Looked up once for a request, in three queries however many.
    """
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return {}
    known = request.__dict__.setdefault("_libfees_page_names", {})
    if language not in known:
        known[language] = _found(site, language)
    return known[language]


def _found(site: Site, language: str) -> dict[str, str]:
    models = [
        model
        for model in apps.get_models()
        if issubclass(model, LibfeesPageMixin) and not issubclass(model, UNNAMED)
    ]
    base = site._meta.get_field("root_page").related_model
    types = ContentType.objects.get_for_models(*models).values()
    pages = base.objects.live().public().filter(below_sites(site), content_type__in=types)
    found = pages.filter(locale__language_code=language).order_by("path")
    return {page.title: page.get_url(current_site=site) or "" for page in found if page.title}
