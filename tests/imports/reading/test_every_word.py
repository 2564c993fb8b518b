"""Every word of a page is in a question, an answer, the name of a part, or a remark."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wagtail_libfees.imports.reading import ParsedFaq, parse_faq, read_text

# Each word is one of its own, so that no word that is lost stands elsewhere too.
HEADINGS = (
    "Gebyrer {}",
    "In {} the fee is 20 kr.",
    "I {} er gebyret 20 kr.",
    "Til lånere {}",
    "Til personalet {}",
    "Læs også {}",
    "Kontakt {}",
    "Kontingentet {} er steget",
)
TEXTS = (
    "Hvor betaler {} gebyret?",
    "Jeg har mistet {} i toget",
    "Det gør du på nettet {}.",
    "Til personalet: {} går til kontoret.",
    "Med venlig hilsen {}",
    "Side {}",
    "Q: Er {} dyr?",
    "A: Ja, {}.",
    "{}",
)
heads = st.tuples(st.sampled_from(["h1", "h2", "h3", "h4"]), st.sampled_from(HEADINGS))
texts = st.tuples(st.sampled_from(["p", "li", "h3", "h4", "b"]), st.sampled_from(TEXTS))
pages = st.lists(heads | texts, min_size=1, max_size=12)
STATED = [("h2", HEADINGS[1]), ("h3", HEADINGS[0]), ("h4", TEXTS[0]), ("p", TEXTS[2])]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def told_by(parsed: ParsedFaq) -> set[str]:
    """The words that an editor sees."""
    told = [rejected.text for rejected in parsed.rejected]
    for item in parsed.items:
        told += [item.question, item.answer_text, item.section or ""]
        told += [link.title for link in item.related]
    return words_of("\n".join(told))


def numbered(page: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(tag, text.format(f"ord{number}")) for number, (tag, text) in enumerate(page)]


@given(pages)
@example(STATED)
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_web_page_is_lost(page: list[tuple[str, str]]) -> None:
    lines = numbered(page)
    source = "\n".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in lines)
    own = {word for _, text in lines for word in words_of(text) if word.startswith("ord")}
    assert own - told_by(parse_faq(read_text(f"<main>{source}</main>", "page.html"))) == set()


@given(pages)
@example(STATED)
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_text_is_lost(page: list[tuple[str, str]]) -> None:
    lines = numbered(page)
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- "}
    source = "\n\n".join(marks.get(tag, "") + text for tag, text in lines)
    own = {word for _, text in lines for word in words_of(text) if word.startswith("ord")}
    assert own - told_by(parse_faq(read_text(source, "page.md"))) == set()


@pytest.mark.parametrize("file", ["page.md", "page.txt"])
def test_a_heading_that_states_something_is_listed(file: str) -> None:
    page = "# Gebyrer\n\n## I 2026 er gebyret 20 kr.\n\n### Hvor betaler jeg?\n\nPå nettet.\n"
    parsed = parse_faq(read_text(page, file))
    assert [item.section for item in parsed.items] == ["I 2026 er gebyret 20 kr."]
    listed = [entry.text for entry in parsed.rejected if entry.code == "head_states"]
    assert listed == ["I 2026 er gebyret 20 kr."]


def test_a_heading_around_others_is_listed() -> None:
    page = "# Alt\n\n## Penge\n\n### Gebyrer\n\n#### Hvor betaler jeg?\n\nPå nettet.\n"
    parsed = parse_faq(read_text(page, "page.md"))
    assert [item.section for item in parsed.items] == ["Gebyrer"]
    assert [entry.text for entry in parsed.rejected if entry.code == "outer_heading"] == ["Penge"]
