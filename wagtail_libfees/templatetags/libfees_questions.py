"""Questions and the search in them: `{% load libfees_questions %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from ..blocks.keys import key_of
from ..caching import note_boundary
from ..fee_page.settings.contact import Contact, referral_contacts
from ..notices.banner import active_language
from ..search.asking import QuestionSearch, typed_words
from ..search.excerpts import excerpt
from ..search.page_names import page_names
from ..search.published import FoundQuestion, FoundQuestions
from ..search.related import Titles, leads_to_questions, question_titles, with_titles
from ..search.staff_search import asked_name
from ..text.contact_links import linked_contacts, linked_names
from .libfees_tags import libfees_richtext, libfees_settings_of_site

register = template.Library()


@register.simple_tag(takes_context=True)
def libfees_answer(context, value) -> SafeString:
    """An answer as `libfees_richtext` has it; telephone numbers, mail addresses and the names of
    our pages are links.
    """
    return libfees_page_links(context, linked_contacts(libfees_richtext(context, value)))


@register.simple_tag(takes_context=True)
def libfees_page_links(context, html) -> SafeString:
    """An answer as HTML, in which the names of our pages are links; not that of the page itself."""
    names = page_names(context.get("request"), active_language())
    own = getattr(context.get("page"), "title", "")
    html = linked_names(html, {name: url for name, url in names.items() if url and name != own})
    # Safe as before: what is put in holds nothing but the words that were found.
    return mark_safe(html)  # noqa: S308


@register.simple_tag(takes_context=True)
def libfees_rated_key(context, block_id: str | None) -> str:
    """The key of a question of the page, if the site asks whether its answer helped."""
    settings = libfees_settings_of_site(context)
    if settings is None or not settings.ask_if_helped:
        return ""
    return (context.get("libfees_question_keys") or {}).get(key_of(block_id), "")


@register.simple_tag(takes_context=True)
def libfees_related(context, value) -> SafeString:
    """What a question leads on to; empty without a link. Questions have their words of now."""
    html = libfees_richtext(context, value)
    if "<a " not in html:
        return mark_safe("")
    if leads_to_questions(html):
        html = with_titles(html, _titles(context.get("request")), active_language())
    # Safe as before: the words that are put in are escaped.
    return mark_safe(html)  # noqa: S308


def _titles(request) -> Titles:
    """The words of the questions of the request's site, looked up once."""
    if request is None:
        return {}
    if not hasattr(request, "_libfees_question_titles"):
        request._libfees_question_titles = question_titles(Site.find_for_request(request))
    return request._libfees_question_titles


@register.simple_tag(takes_context=True)
def libfees_found_questions(context, typed) -> FoundQuestions:
    """What the questions of the request's site answer to a search, in the active language.

    For the site's own search: `.questions`, each with `question` and `answer` as marked HTML,
    `url` and `page`; `.total` counts those too that are not shown. Counts nothing.
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return QuestionSearch(site, active_language(), typed_words(typed), request=request).found


@register.inclusion_tag("wagtail_libfees/blocks/faq_excerpt.html", takes_context=True)
def libfees_faq(context, page, group: str = "", question: str = "", heading: str = "") -> dict:
    """Questions of the FAQ `page`: all, those of the group with that heading, or the one whose
    link (“Copy link to this question”) is `question`.
    """
    links = [question] if question else []
    value = {"page": page, "group": group, "questions": links, "heading": heading}
    return {"request": context.get("request"), "value": value}


@register.simple_tag(takes_context=True)
def libfees_excerpt(context, value) -> list[FoundQuestion]:
    """The questions that a block `FAQExcerptBlock` shows, in the active language."""
    request = context.get("request")
    facts, found = excerpt(
        value["page"], active_language(), request, value["group"], list(value["questions"])
    )
    if found and facts.used:
        note_boundary(request, found[0].page.get_text_boundary(facts))
    return found


@register.simple_tag(takes_context=True)
def libfees_referral(context, value) -> list[tuple[str, dict, list[Contact]]]:
    """(id, value, who answers) of each case of a referral."""
    settings = libfees_settings_of_site(context)
    return [
        (case.id, case.value, referral_contacts(case.value, settings))
        for case in value["cases"].bound_blocks
    ]


@register.simple_tag(takes_context=True)
def libfees_asked_again(context, block_id: str) -> dict:
    """How often a question of the guide was asked, and the name by which a form notes it again.

    Empty where there is no guide, as in the preview of a block.
    """
    page, counts = context.get("page"), context.get("libfees_asked")
    if counts is None or not block_id:
        return {}
    key = page.translation_key, key_of(block_id)
    return {"name": asked_name(page, block_id), "asked": counts.get(key)}
