"""What a question leads on to: links, of which those to questions have the question's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from django.utils.html import escape
from wagtail.models import Site

from ..models.addresses import QUESTION, PermanentAddress, address_path
from ..text.reading import read
from ..text.sayable_keys import typed_key

# By the key of its permanent address, the words of a question by language.
Titles = Mapping[str, Mapping[str, str]]

_LINK = re.compile(r"(<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>)(.*?)(</a>)", re.DOTALL)


def question_titles(site: Site | None) -> Titles:
    """The words that the public read last of each question of `site`; one query."""
    own = PermanentAddress.objects.filter(kind=QUESTION, site=site)
    return dict(own.values_list("key", "titles"))


def leads_to_questions(html: str) -> bool:
    """Whether a link of expanded rich text may lead to a question."""
    return any(_key(address) for _start, address, _words, _end in _LINK.findall(html))


def with_titles(html: str, titles: Titles, language: str) -> str:
    """Expanded rich text in which a link to a question has its words of now, in `language`."""

    def named(link: re.Match[str]) -> str:
        title = titles.get(_key(link[2]), {}).get(language)
        return f"{link[1]}{escape(title)}{link[4]}" if title else link[0]

    return _LINK.sub(named, html)


def links_in(html: str) -> Iterator[tuple[str, str]]:
    """The words and the address of each link of expanded rich text."""
    for _start, address, words, _end in _LINK.findall(html):
        if title := " ".join(read(words).words.split()):
            yield title, unescape(address)


def _key(address: str) -> str:
    """The key of the permanent address of a question; empty if it is none."""
    before = address_path(QUESTION, "2").removesuffix("2").removesuffix("2/")
    path, _mark, key = address.rstrip("/").rpartition("/")
    return typed_key(key) or "" if before and f"{path}/".endswith(before) else ""
