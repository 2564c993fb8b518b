"""The search of a staff guide: its own questions and referrals, and borrowers' questions.

For a page that has asked already whether its reader is staff of the library. The index of a guide
is kept apart from that of what everyone may read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest

from ..blocks.keys import key_of
from ..fee_page.settings.contact import referral_contacts
from ..fee_page.settings.models import FeeSettings
from ..models.addresses import QUESTION, PermanentAddress, address_path
from ..models.asked_again import AskedCount, QuestionKey, asked_counts
from .asking import TYPED, is_too_long, typed_words
from .fee_places import FeePlace, fee_places
from .published import (
    FoundQuestion,
    FoundQuestions,
    find_among,
    public_question_pages,
    stored_answers,
)

# The name of the button that notes a question as asked again; its value is a page and a question.
ASKED = "asked"


@dataclass(frozen=True)
class StaffHit:
    """What answers a search at the desk.

    A question, of the guide or of borrowers; or a referral `block`, of whose cases `block_id` was
    meant. `link` is the permanent address to send to a borrower, empty where there is none.
    """

    found: FoundQuestion
    is_for_staff: bool
    block: Any = None
    say: str = ""
    related: Any = ""
    link: str = ""
    asked: AskedCount | None = None

    @property
    def name(self) -> str:
        """What notes the question as asked again."""
        return asked_name(self.found.page, self.found.block_id)


@dataclass(frozen=True)
class StaffSearch:
    """What was typed at the desk of a guide. It is posted: no address and no log has the words."""

    guide: Any
    request: HttpRequest
    # The blocks of the guide as they are shown, facts filled in.
    body: Any = ()

    @property
    def typed(self) -> str:
        """The words; empty if nothing was asked."""
        return typed_words(self.request.POST.get(TYPED, ""))

    @property
    def is_too_long(self) -> bool:
        """Whether more was typed than is read; it is answered with a sentence and status 400."""
        return is_too_long(self.request.POST)

    @property
    def is_sure(self) -> bool:
        """Whether a hit has enough of what was asked for to be called an answer."""
        return self._found.is_sure

    @cached_property
    def hits(self) -> list[StaffHit]:
        """What answers, the best first; a referral before the questions, and once."""
        return self._with_more(self._found.questions)

    @cached_property
    def _found(self) -> FoundQuestions:
        if not self.typed or self.is_too_long or not self._pages:
            return FoundQuestions()
        site, language = self.guide.get_site(), self.guide.locale.language_code
        mark = (site.pk, language, self.guide.pk)
        return find_among(self._pages, site, language, self.typed, self.request, kept_as=mark)

    @cached_property
    def places(self) -> list[FeePlace]:
        """Where on the fee page it is told too."""
        site = self.guide.get_site()
        if site is None or self.is_too_long:
            return []
        return fee_places(site, self.guide.locale.language_code, self.typed)

    @cached_property
    def _pages(self) -> dict[int, Any]:
        """The guide and the public pages with questions, each with its stored body."""
        site = self.guide.get_site()
        if site is None:
            return {}
        pages = public_question_pages(site, self.guide.locale.language_code)
        stored = json.dumps(list(self.guide.body.get_prep_value()), cls=DjangoJSONEncoder)
        if '"referral"' in stored:
            named = _with_names(json.loads(stored), FeeSettings.for_request(self.request))
            stored = json.dumps(named)
        self.guide.raw_body = stored
        return {**pages, self.guide.pk: self.guide}

    def _with_more(self, found: list[FoundQuestion]) -> list[StaffHit]:
        cases = dict(_by_id(self.body, "referral", "cases"))
        words = dict(_by_id(self.body, "questions", "questions"))
        keys = [each.page.translation_key for each in found]
        links, counts = _question_links(keys), asked_counts(keys)
        referrals: dict[str, StaffHit] = {}
        questions = []
        for each in found:
            key = each.page.translation_key, key_of(each.block_id)
            own = each.page.pk == self.guide.pk
            if own and each.block_id in cases:
                block = cases[each.block_id][0]
                referrals.setdefault(block.id, StaffHit(each, is_for_staff=True, block=block))
                continue
            value = words[each.block_id][1] if own and each.block_id in words else {}
            path = "" if own else address_path(QUESTION, links.get(key))
            link = f"{self.guide.get_site().root_url}{path}" if path else ""
            questions.append(
                StaffHit(
                    each,
                    is_for_staff=own,
                    say=value.get("say", ""),
                    related=value.get("related") or "",
                    link=link,
                    asked=counts.get(key),
                )
            )
        return [*referrals.values(), *questions]

    def question_named(self, name: str) -> tuple[Any, str] | None:
        """The page and the id of a question that staff may count; None if it is not there."""
        page_id, _dash, block_id = name.partition("-")
        page = next((page for pk, page in self._pages.items() if str(pk) == page_id), None)
        if page is None:
            return None
        stored = json.loads(page.raw_body or "[]")
        known = (each for _heading, each, _question, _answer in stored_answers(stored))
        return (page, block_id) if block_id in known else None


def asked_name(page, block_id: str) -> str:
    """What a form calls a question of a page that was asked again."""
    return f"{page.pk}-{block_id}"


def _with_names(body: list[dict], settings: FeeSettings) -> list[dict]:
    """A stored body in which each case of a referral says who answers, also by the settings."""
    for block in body:
        for item in block["value"].get("cases") or [] if block.get("type") == "referral" else ():
            contacts = referral_contacts(item["value"], settings)
            item["value"]["name"] = " ".join(contact.name for contact in contacts)
    return body


def _by_id(body: Iterable, block_type: str, children: str) -> Iterator[tuple[str, tuple]]:
    """(id, (block, value)) of the entries of each block of a type."""
    for block in body or ():
        if block.block_type == block_type:
            for entry in block.value[children].bound_blocks:
                yield entry.id, (block, entry.value)


def _question_links(translation_keys: Iterable) -> dict[QuestionKey, str]:
    """The key of each question's permanent address."""
    rows = PermanentAddress.objects.filter(kind=QUESTION, translation_key__in=translation_keys)
    return {(row.translation_key, row.question): row.key for row in rows}
