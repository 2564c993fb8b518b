"""What the base template of the example site needs."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from wagtail.models import Locale, Site

from wagtail_libfees.templatetags.libfees_head import libfees_languages

register = template.Library()

# Each language by its own name, so that those who need it can read it.
NATIVE_NAMES = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """A way to the same content in a language."""

    code: str
    name: str
    url: str
    current: bool
    # What is asked by a form of this page goes along in a form, and in no address.
    asked: tuple[tuple[str, str], ...] = ()


def _root(context):
    """The front page in the active language; None for a host that no site has."""
    site = Site.find_for_request(context["request"])
    root = site.root_page if site else None
    return root and (root.get_translation_or_none(Locale.get_active()) or root)


@register.simple_tag(takes_context=True)
def site_root_url(context) -> str:
    """The address of the front page in the active language."""
    root = _root(context)
    return (root and root.get_url(context["request"])) or "/"


@register.simple_tag(takes_context=True)
def site_menu(context):
    """The public pages below the front page that are shown in menus."""
    root = _root(context)
    return root.get_children().live().public().in_menu() if root else []


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """A link for each language: the page's translation, else the same address in that language."""
    request = context["request"]
    if request.method == "POST" and hasattr(context.get("page"), "answered"):
        return _forms_of_languages(context["page"], request.POST)
    # What the borrower chose on the page, such as the day of its rates, goes along.
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    urls = {found.language: found.url + query for found in libfees_languages(context)}
    return [
        LanguageLink(
            code,
            NATIVE_NAMES.get(code, code),
            urls.get(code) or _fallback_url(context, code),
            code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


def _forms_of_languages(page, asked):
    """The same question to the fee page in each language in which it is public."""
    fields = tuple((name, value) for name in asked for value in asked.getlist(name))
    return [
        LanguageLink(
            found.locale.language_code,
            NATIVE_NAMES.get(found.locale.language_code, found.locale.language_code),
            reverse("wagtail_libfees:estimate", args=[found.pk]) + "#answer",
            found.pk == page.pk,
            fields,
        )
        for found in page.get_translations(inclusive=True).live().public().order_by("locale_id")
    ]


def _fallback_url(context, code):
    """Where to go for what is not translated, or not there: the front page in that language."""
    request = context["request"]
    match = request.resolver_match
    # An address without a page, such as that of the search, may have one in that language.
    if "page" not in context and match and match.url_name != "wagtail_serve":
        path = request.get_full_path()
        translated = translate_url(path, code)
        if translated != path or code == get_language():
            return translated
    site = Site.find_for_request(request)
    if site is None:
        return "/"
    fronts = site.root_page.get_translations(inclusive=True)
    translated = fronts.filter(locale__language_code=code).first()
    return translated.get_url(request) if translated else "/"
