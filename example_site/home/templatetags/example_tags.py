"""What the base template of the example site needs."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import AbstractPage, Locale, Site

register = template.Library()

# Each language by its own name, so that those who need it can read it.
NATIVE_NAMES = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """A way to the same content in a language."""

    code: str
    name: str
    url: str
    full_url: str
    current: bool


def _root(context):
    """The front page in the active language, and the request."""
    request = context["request"]
    site = Site.find_for_request(request)
    root = site.root_page
    return (root.get_translation_or_none(Locale.get_active()) or root), request


@register.simple_tag(takes_context=True)
def site_root_url(context) -> str:
    """The address of the front page in the active language."""
    root, request = _root(context)
    return root.get_url(request) or "/"


@register.simple_tag(takes_context=True)
def site_menu(context):
    """The public pages below the front page that are shown in menus."""
    root, _ = _root(context)
    return root.get_children().live().public().in_menu()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """A link for each language: the page's translation, else the same address in that language."""
    request, page = context["request"], context.get("page")
    urls = _translations(page, request) if isinstance(page, AbstractPage) and page.pk else {}
    return [
        LanguageLink(
            code,
            NATIVE_NAMES.get(code, code),
            url := urls.get(code) or _fallback_url(context, code),
            request.build_absolute_uri(url),
            code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


def _translations(page, request):
    """The address of each public translation of `page`, by language code."""
    pages = page.get_translations(inclusive=True).live().public().select_related("locale")
    return {found.locale.language_code: found.get_url(request) for found in pages}


def _fallback_url(context, code):
    """Where to go for a page that is not translated: the front page in that language."""
    request = context["request"]
    if "page" not in context:
        return translate_url(request.get_full_path(), code)
    root = Site.find_for_request(request).root_page
    translated = root.get_translations(inclusive=True).filter(locale__language_code=code).first()
    return translated.get_url(request) if translated else "/"
