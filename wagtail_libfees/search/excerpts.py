"""Questions of an FAQ that are shown on another page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..blocks.keys import key_of
from ..blocks.rich_text import expand_all
from ..fee_page.settings.fee_page_link import is_public
from ..models.addresses import QUESTION, PermanentAddress
from ..models.private_pages import PrivatePageMixin
from ..text.contact_links import linked_contacts
from ..text.sayable_keys import typed_key
from .published import FoundQuestion, stored_answers


def excerpt(
    page, language: str, facts_request, group: str = "", links: Collection[str] = ()
) -> tuple[Any, list[FoundQuestion]]:
    """The facts that were used, and the questions of `page` in `language`, else in its own.

    Of one group if `group` is its heading; only those that `links` name, in the order of the page.
    None of a page that not everyone may read.
    """
    page = _public_page(page, language)
    if page is None:
        return None, []
    page.facts_request = facts_request
    facts, wanted = page.get_facts(), _named(page, links) if links else None
    chosen = [
        (block_id, facts.text(question), facts.html(answer))
        for heading, block_id, question, answer in stored_answers(page.body.get_prep_value())
        if (not group or facts.text(heading).casefold() == group.strip().casefold())
        and (wanted is None or key_of(block_id) in wanted)
    ]
    expanded = expand_all(answer for _id, _question, answer in chosen)
    return facts, [
        # Safe: cleaned when it was stored, as all rich text.
        FoundQuestion(page, block_id, escape(question), _safe(linked_contacts(expanded[answer])))
        for block_id, question, answer in chosen
    ]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308


def _public_page(page, language: str) -> Any:
    """The page in `language`, or as it is, if that is public and has questions for borrowers."""
    found = page.specific if page is not None else None
    if not getattr(found, "holds_questions", False) or isinstance(found, PrivatePageMixin):
        return None
    in_language = found.get_translations(inclusive=True).filter(locale__language_code=language)
    return next((each for each in (in_language.first(), found) if each and is_public(each)), None)


def _named(page, links: Collection[str]) -> set[str]:
    """The lasting parts of the ids of the questions that permanent addresses name."""
    keys = {typed_key(link.rstrip("/").rpartition("/")[2]) for link in links}
    found = PermanentAddress.objects.filter(
        kind=QUESTION, translation_key=page.translation_key, key__in=keys - {None}
    )
    return set(found.values_list("question", flat=True))
