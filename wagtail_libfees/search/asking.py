"""A search in the questions, as a borrower's request asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from .core.ranking import MOST_LETTERS
from .fee_places import FeePlace, fee_places
from .published import FoundQuestions, find_questions
from .unanswered import count_unanswered

# What is typed, and whether it is typed yet: a script asks at each pause.
TYPED, TYPING = "q", "typing"


@dataclass(frozen=True)
class QuestionSearch:
    """What was typed, and what answers it. Without a word typed nothing is looked up."""

    site: Site | None
    language: str
    typed: str
    is_typing: bool = False
    page: Any = None
    request: HttpRequest | None = None
    # It is answered with a sentence and status 400: a part of what was typed asks something else.
    is_too_long: bool = False

    @classmethod
    def of_page(cls, request: HttpRequest, page) -> QuestionSearch:
        """A search in the questions of one page."""
        asked, too_long = _asked(request), is_too_long(request.GET)
        return cls(page.get_site(), page.locale.language_code, *asked, page, request, too_long)

    @classmethod
    def of_site(cls, request: HttpRequest, language: str) -> QuestionSearch:
        """A search in all questions of the site of a request."""
        site = Site.find_for_request(request)
        return cls(site, language, *_asked(request), None, request, is_too_long(request.GET))

    @cached_property
    def found(self) -> FoundQuestions:
        """The questions that answer; none if nothing was typed."""
        if not self.typed or self.site is None or self.is_too_long:
            return FoundQuestions()
        found = find_questions(self.site, self.language, self.typed, self.request, page=self.page)
        # A word that has only begun is sure of nothing yet, and nobody is told so at each letter.
        return replace(found, is_sure=bool(found.questions)) if self.is_typing else found

    @cached_property
    def places(self) -> list[FeePlace]:
        """Where on the fee page it is told too."""
        if self.site is None or self.is_too_long:
            return []
        return fee_places(self.site, self.language, self.typed)

    def count_if_unanswered(self, request: HttpRequest) -> None:
        """Count what was searched for in vain, when it has been typed to its end."""
        done = self.typed and not self.is_typing and not self.is_too_long
        # What may help by chance would hide what people ask for in vain.
        if done and self.site is not None and not (self.found.is_sure or self.places):
            count_unanswered(request, self.site, self.language, self.typed)


def _asked(request: HttpRequest) -> tuple[str, bool]:
    """What was typed, and whether it is typed yet."""
    return typed_words(request.GET.get(TYPED, "")), TYPING in request.GET


def is_too_long(sent: Mapping[str, str]) -> bool:
    """Whether more was typed than is read of a search, in the fields of a form as sent."""
    return len(sent.get(TYPED, "").strip()) > MOST_LETTERS


def typed_words(text: str) -> str:
    """What was typed, cut, without what no database or page can hold; whatever it is, a search."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * MOST_LETTERS])
    return " ".join(line.split())[:MOST_LETTERS]
