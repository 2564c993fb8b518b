"""Questions and the search in them: `{% load libfees_questions %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from ..caching import note_boundary
from ..notices.banner import active_language
from ..search.asking import QuestionSearch, typed_words
from ..search.excerpts import excerpt
from ..search.published import FoundQuestion, FoundQuestions
from ..text.contact_links import linked_contacts
from .libfees_tags import libfees_richtext

register = template.Library()


@register.simple_tag(takes_context=True)
def libfees_answer(context, value) -> SafeString:
    """An answer as `libfees_richtext` has it; telephone numbers and mail addresses are links."""
    # Safe as before: what is put in holds nothing but the words that were found.
    return mark_safe(linked_contacts(libfees_richtext(context, value)))  # noqa: S308


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
