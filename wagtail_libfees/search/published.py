"""The published questions of a site, ready to be searched, and what a search found in them.

What is read for a search is what everyone may read: live pages that are neither restricted nor
expired, in the language, with the facts of today. The index of a site is kept in the memory of the
process and is right by what it was made of: each search reads the stored pages, and makes it anew
if these, a fact in them or a synonym are others. So no signal has to tell of a change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from ..blocks.faq import question_anchor, stored_items, whole_answer
from ..blocks.rich_text import expand_all
from ..clock import today
from ..editorial.builtin_terms import TERMS
from ..editorial.fact_text import fact_names
from ..editorial.fact_values import Facts
from ..models.facts import SiteSources
from ..models.private_pages import PrivatePageMixin
from ..models.terms import OutdatedTerm, terms_of_site
from ..sites import below_sites
from ..text.contact_links import linked_contacts
from ..text.reading import read
from .core import (
    Hit,
    IndexedQuestion,
    QuestionIndex,
    Synonyms,
    builtin_groups,
    marked_html,
    marked_text,
)
from .core.stems import stem
from .core.words import words_of
from .models import SearchSynonym

# The most questions that are shown for one search.
MOST_SHOWN = 8
# A hit with less of what was asked for than this is one that may help, and no answer. Of twenty
# searches that no question answers, sixteen have nothing surer (`tests/search/fresh.py`).
LEAST_SURE = 0.33
# The most sites and languages whose index one process keeps.
MOST_KEPT_INDEXES = 64


@dataclass(frozen=True)
class FoundQuestion:
    """A question that answers a search: its page, its id, and both texts with marks, as HTML."""

    page: Any
    block_id: str
    question: SafeString
    answer: SafeString

    @property
    def url(self) -> str:
        """The address of the question on its page."""
        return f"{self.page.url}#{question_anchor(self.block_id)}"


@dataclass(frozen=True)
class FoundQuestions:
    """What a search found, the best first, at most `MOST_SHOWN`; `total` counts all.

    `is_sure` is whether one of them has enough of what was asked for to be called an answer.
    """

    questions: list[FoundQuestion] = field(default_factory=list)
    total: int = 0
    is_sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.questions)


@dataclass(frozen=True)
class _Kept:
    """An index, the answers by the key of their question, and what both were made of."""

    mark: str
    facts: dict[str, Any]
    index: QuestionIndex
    answers: dict[tuple[int, str], str]


_kept: dict[tuple, _Kept] = {}


def find_questions(
    site: Site, language: str, typed: str, request: HttpRequest | None = None, *, page=None
) -> FoundQuestions:
    """The published questions of `site` in `language` that answer what was typed.

    Only those of `page` if it is given, also if it is not public: whoever shows it may.
    """
    pages = public_question_pages(site, language)
    if page is not None and page.pk not in pages:
        pages = {page.pk: page}
        kept = _made(site, language, {page.pk: page.body.get_prep_value()}, page.get_facts())
    else:
        kept = _index((site.pk, language), site, language, pages, request)
    hits = kept.index.search(typed)
    if page is not None:
        hits = [hit for hit in hits if hit.entry.key[0] == page.pk]
    return _found(hits, kept, pages, language)


def question_pages(site: Site, language: str) -> list[Any]:
    """The pages whose questions are searched, in the order of the tree."""
    return list(public_question_pages(site, language).values())


def also_searched(texts: Iterable[str], language: str) -> str:
    """The words that stand for those of `texts`, so that a site's own search finds them too."""
    stems = [stem(word, language) for text in texts for word in words_of(text)]
    groups = [*builtin_groups(language), *((t.old, t.new) for t in TERMS if t.new)]
    return ", ".join(Synonyms(groups, language).written_for(stems))


def find_among(
    pages: Mapping[int, Any], site: Site, language: str, typed: str, request, *, kept_as: tuple
) -> FoundQuestions:
    """What in `pages` by id, each with its stored body as `raw_body`, answers what was typed.

    Whoever asks may read them all. `kept_as` names their index, apart from that of other pages.
    """
    kept = _index(kept_as, site, language, pages, request)
    return _found(kept.index.search(typed), kept, pages, language)


def public_question_pages(site: Site, language: str) -> dict[int, Any]:
    """The pages with questions that everyone may read, each with its stored body as `raw_body`."""
    not_expired = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    found = {}
    for model in apps.get_models():
        if not getattr(model, "holds_questions", False) or issubclass(model, PrivatePageMixin):
            continue
        pages = model.objects.live().public().filter(below_sites(site), not_expired)
        pages = pages.filter(locale__language_code=language).defer("body").order_by("path")
        found.update({page.pk: page for page in pages.annotate(raw_body=Cast("body", TextField()))})
    return found


def _index(name: tuple, site: Site, language: str, pages: Mapping[int, Any], request) -> _Kept:
    """The index of these pages: as kept by this name, if it still is right, else a new one."""
    groups = synonym_groups(site, language)
    raw = [(pk, page.raw_body) for pk, page in pages.items()]
    mark = hashlib.sha256(repr((raw, groups)).encode()).hexdigest()
    facts = Facts(lambda: SiteSources(site.pk, language, today(), request=request))
    kept = _kept.get(name)
    if kept is None or kept.mark != mark or kept.facts != _values(kept.facts, facts):
        bodies = {pk: json.loads(body or "[]") for pk, body in raw}
        kept = _made(site, language, bodies, facts, groups, mark)
        if len(_kept) >= MOST_KEPT_INDEXES:
            _kept.clear()
        _kept[name] = kept
    return kept


def _made(site, language, bodies, facts: Facts, groups=None, mark: str = "") -> _Kept:
    entries, answers, names = [], {}, set()
    for page_id, body in bodies.items():
        for heading, block_id, question, answer in stored_answers(body):
            key = (page_id, block_id)
            names.update(fact_names(f"{heading} {question} {answer}"))
            answers[key] = facts.html(answer)
            words = read(answers[key]).words
            entries.append(IndexedQuestion(key, facts.text(question), words, facts.text(heading)))
    if groups is None:
        groups = synonym_groups(site, language)
    index = QuestionIndex(entries, language, Synonyms(groups, language))
    return _Kept(mark, _values(names, facts), index, answers)


def stored_answers(body: list[dict]) -> Iterator[tuple[str, str, str, str]]:
    """(heading of the group, id, question, whole answer) of each question of a stored body.

    Of a staff guide also each case of a referral, by what it is about.
    """
    for block in body:
        if block.get("type") == "referral":
            yield from _stored_cases(block["value"])
        for heading, block_id, value in stored_items([block]):
            answer = whole_answer(value.get("short") or "", value.get("answer") or "")
            yield heading, block_id, value.get("question") or "", answer


def _stored_cases(value: dict) -> Iterator[tuple[str, str, str, str]]:
    for item in value.get("cases") or []:
        case = {name: text or "" for name, text in item["value"].items()}
        said = " ".join(escape(case.get(name, "")) for name in ("name", "ready", "say"))
        yield value.get("heading") or "", item["id"], case.get("matter", ""), said


def _values(names: Iterable[str], facts: Facts) -> dict[str, Any]:
    """What each of these facts says now; looks nothing up for none."""
    return {n: facts.value(n) if n in facts.known else None for n in names}


def synonym_groups(site: Site, language: str) -> list[tuple[str, ...]]:
    """The words that mean the same: those of the package, outdated terms, and those of editors."""
    terms = terms_of_site(site.pk, OutdatedTerm.objects.all())
    own = SearchSynonym.objects.filter(Q(site=None) | Q(site=site))
    return [
        *builtin_groups(language),
        *((term.old, *term.spellings, term.new) for term in terms if term.new),
        *(row.group for row in own),
    ]


def _found(hits: list[Hit], kept: _Kept, pages: Mapping[int, Any], language: str):
    is_sure = any(hit.sure >= LEAST_SURE for hit in hits)
    return FoundQuestions(_shown(hits[:MOST_SHOWN], kept, pages, language), len(hits), is_sure)


def _shown(hits: list[Hit], kept: _Kept, pages: Mapping[int, Any], language: str):
    """The hits as they are shown; links of all their answers are looked up together."""
    expanded = expand_all(kept.answers[hit.entry.key] for hit in hits)
    found = []
    for hit in hits:
        page_id, block_id = hit.entry.key
        answer = linked_contacts(expanded[kept.answers[hit.entry.key]])
        found.append(
            FoundQuestion(
                pages[page_id],
                block_id,
                # Safe: the one is escaped, the other was cleaned when it was stored, and marks
                # are put between tags only.
                mark_safe(marked_text(hit.entry.question, hit.stems, language)),  # noqa: S308
                mark_safe(marked_html(answer, hit.stems, language)),  # noqa: S308
            )
        )
    return found
