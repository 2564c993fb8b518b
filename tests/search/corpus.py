"""The questions of the demo and the sections of the standard text, as a site would have both."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from example_site.demo.content import FAQ_GROUPS
from example_site.demo.pages import FAQ_SOURCE
from wagtail_libfees.editorial.builtin_terms import TERMS
from wagtail_libfees.editorial.standard_text import danish, english
from wagtail_libfees.imports.reading import parse_faq, read_source
from wagtail_libfees.search.core import IndexedQuestion, QuestionIndex, Synonyms, builtin_groups
from wagtail_libfees.text.plain_text import plain_text

ROOT = Path(__file__).resolve().parents[2]
# The beginning of each question of the demo, by the name that the tests give it.
DEMO = {
    "bill": "Hvorfor har jeg fået en regning",
    "where": "Hvor betaler jeg",
    "when": "Hvornår kan jeg se en ny regning",
    "library": "Kan jeg betale min regning på biblioteket",
    "no_mitid": "Hvordan betaler jeg, hvis jeg ikke har MitID",
    "still": "Jeg har betalt min regning i dag",
    "instalments": "Jeg har svært ved at betale",
    "late": "Hvad koster det at aflevere for sent",
    "no_reminder": "Jeg fik ingen påmindelse",
    "blocked": "Hvorfor kan jeg ikke låne mere",
    "child": "Hvem får regningen",
    "found": "Jeg har fundet bogen",
    "disagree": "Jeg er uenig",
    "rykker": "Jeg har fået en rykker",
}
FACTS = {
    "portal": "Mit Betalingsoverblik",
    "considered_lost_days": "30 dage",
    "advance_notice_days": "3 dage",
    "recall_days": "14 dage",
    "registration_delay": "72 timer",
    "payment_office": "Opkrævningen",
}


IN_SENTENCES = {
    "da": "En forælder eller værge får regningen, indtil låneren er fyldt 15 år.",
    "en": "A parent or guardian gets the bill until the borrower is 15 years old.",
}


def filled(markup: str, language: str) -> str:
    """The words of a stored text, with a value for each fact."""
    values = {**FACTS, "bill_for_child": IN_SENTENCES[language]}
    return plain_text(re.sub(r"\{(\w+)\}", lambda fact: values.get(fact[1], "Fjordby"), markup))


@cache
def entries(language: str) -> list[IndexedQuestion]:
    """The questions in that language; their keys are the names."""
    texts = json.loads((ROOT / "example_site/demo/english.json").read_text(encoding="utf-8"))
    faq = parse_faq(read_source(FAQ_SOURCE, (ROOT / FAQ_SOURCE).read_bytes()))
    found = []
    for name, start in DEMO.items():
        [item] = [item for item in faq.items if item.question.startswith(start)]
        question, answer = item.question, item.answer_html
        heading = next(
            heading
            for heading, starts in FAQ_GROUPS.items()
            if item.question.startswith(tuple(starts))
        )
        if language == "en":
            paragraphs = re.findall(r"<p>(.*?)</p>", answer, re.DOTALL)
            question, heading = texts[question], texts[heading]
            answer = "".join(f"<p>{_english(texts, each)}</p>" for each in paragraphs)
        found.append(
            IndexedQuestion(name, html.unescape(question), filled(answer, language), heading)
        )
    words = (danish if language == "da" else english).WORDS
    found += [
        IndexedQuestion(name, section["heading"], filled(section["text"], language))
        for name, section in words.items()
        if section["heading"]
    ]
    return found


def _english(texts: dict[str, str], paragraph: str) -> str:
    """The English of a Danish paragraph, found by its words: links are written in several ways."""
    return {_words(danish_text): text for danish_text, text in texts.items()}[_words(paragraph)]


def _words(markup: str) -> str:
    return re.sub(r" \(https?:[^)]*\)", "", re.sub(r"<[^>]*>", "", markup))


def index(language: str, of: Sequence[IndexedQuestion] = ()) -> QuestionIndex:
    """The search in them or `of` others, with the package's synonyms and outdated terms."""
    terms = [(term.old, term.new) for term in TERMS if term.new]
    synonyms = Synonyms([*builtin_groups(language), *terms], language)
    return QuestionIndex(of or entries(language), language, synonyms)
