"""The real article and the development set, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.reading.scoring import cases, needs_samples, scores
from wagtail_libfees.imports.reading import Audience, ParsedFaq, parse_faq, read_source

REPOSITORY = Path(__file__).resolve().parents[3]
SHARED = REPOSITORY.parent / "shared"
SEED = next(iter(SHARED.joinpath("seeds").glob("001_*.txt")), None)
START_LINES = {
    Audience.BORROWER: [8, 14, 18, 25, 32, 37, 47, 54, 59, 64, 69, 75, 80, 86],
    Audience.WORKFLOW: [94, 99],
    Audience.STAFF: [110, 115, 120, 125, 130, 135, 138, 144],
}

needs_seed = pytest.mark.skipif(SEED is None, reason="the seeds are not beside the repository")


@pytest.fixture(scope="module")
def seed() -> ParsedFaq:
    assert SEED is not None
    return parse_faq(read_source(SEED))


@needs_seed
@pytest.mark.parametrize("audience", list(START_LINES))
def test_questions_start_where_they_do(seed: ParsedFaq, audience: Audience) -> None:
    lines = [item.place.line for item in seed.items if item.audience is audience]
    assert lines == START_LINES[audience]


@needs_seed
def test_profile_is_picked_with_its_reason(seed: ParsedFaq) -> None:
    assert seed.profile == "kk"
    assert "Q&A til" in seed.why


def at_line(seed: ParsedFaq, line: int) -> tuple[str, str]:
    item = next(item for item in seed.items if item.place.line == line)
    return item.question, item.answer_text


@needs_seed
@pytest.mark.parametrize(
    ("line", "question_end", "answer_start"),
    [
        (47, "Betalingsoverblik?", "Ja, gebyrer"),  # glued
        (25, "hvis jeg afleverer?", "Har du allerede"),  # wrapped, a full stop inside
        (135, "osv.", "Ja, der"),  # no question mark
        (138, "denne løsning?", "Formålet"),  # behind a page break, no blank line
        (69, "betalingen?", "Har du spørgsmål"),  # a statement with a question mark
    ],
)
def test_trap(seed: ParsedFaq, line: int, question_end: str, answer_start: str) -> None:
    question, answer = at_line(seed, line)
    assert question.endswith(question_end)
    assert answer.startswith(answer_start)


@needs_seed
def test_typos_and_phone_numbers_stay_as_written(seed: ParsedFaq) -> None:
    texts = "\n".join(f"{item.question}\n{item.answer_text}" for item in seed.items)
    for as_written in ("Der kan op til 72 timer før", "du kontakte", "lige fortaget"):
        assert as_written in texts
    assert texts.count("70 80 70 10") == 4
    assert texts.count("3366 3000") == 2


@needs_seed
def test_page_chrome_is_listed_and_in_no_answer(seed: ParsedFaq) -> None:
    rejected = "\n".join(r.text for r in seed.rejected)
    related = "\n".join(link.title for link in seed.items[-1].related)
    shown = "\n".join(f"{i.question} {i.answer_html}" for i in seed.items)
    assert "Relaterede artikler" in rejected
    for chrome in ("type=Files", "/Article/", "Gå til FAQ"):
        assert chrome in related
        assert chrome not in shown
    assert [len(item.related) for item in seed.items] == [0] * 23 + [6]


@needs_seed
def test_an_address_repeated_in_brackets_is_one_link(seed: ParsedFaq) -> None:
    markup = next(item.answer_html for item in seed.items if item.place.line == 99)
    assert markup.count("<a href") == 1


@needs_samples
@pytest.mark.parametrize("name", cases("faq", frozenset()))
def test_a_development_case_is_read_without_a_fault(name: str) -> None:
    case = scores("faq", "wagtail_libfees.imports.reading")["per_case"][name]
    assert case["perfect"]
    assert case["leaks"] == case["violations"] == []
    assert not case["wrong_shown"]
