from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading.questions import (
    addresses_reader,
    answers_yes_no,
    asks,
    lead_sentences,
    starts_in_first_person,
    states,
)


@pytest.mark.parametrize(
    "text",
    [
        "Hvad koster det?",
        "Hvad koster det ?",
        "“Hvad koster det?”",
        "3. Hvad koster det",
        "Kan jeg betale senere",
        "Findes der rabat for børn, unge osv.",
        "Jeg kan ikke logge ind",
        "Min bog er blevet våd",
        "Låner har en regning fra før 1. juni",
        "A patron wants to pay cash",
        "Hvis jeg mister kortet",
        "What if I lose it",
        "I never got the bill",
        "Do you take cash?",
    ],
)
def test_text_that_asks(text: str) -> None:
    assert asks(text) >= 0.55


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Betalingsfrister",
        "Mit Betalingsoverblik",
        "I skranken kan du betale",
        "Du skal betale inden en uge.",
        "Kan du ikke betale, så ring.",
        "Sådan betaler du",
        "Mine lån",
        "Låner du bøger til andre",
        "x" * 400 + "?",
    ],
)
def test_text_that_does_not_ask(text: str) -> None:
    assert asks(text) == 0.0


@pytest.mark.parametrize("text", ["Har du betalt?", "Er du i tvivl?", "Have you paid?"])
def test_library_addresses_the_reader(text: str) -> None:
    assert addresses_reader(text)


@pytest.mark.parametrize("text", ["Kan jeg få hjælp af dig?", "Skal man betale?", "Hvad er det?"])
def test_borrower_asks(text: str) -> None:
    assert not addresses_reader(text)


@pytest.mark.parametrize("text", ["Ja, det kan du.", "Nej. Aldrig.", "Yes, of course"])
def test_answer_that_starts_with_yes_or_no(text: str) -> None:
    assert answers_yes_no(text)


def test_jamen_is_no_yes() -> None:
    assert not answers_yes_no("Januar er for sent")


def test_lead_sentences_leave_numbers_and_abbreviations_alone() -> None:
    assert lead_sentences("1. Hvad er det?") == []
    assert lead_sentences("Det er ca. En uge?") == []
    assert lead_sentences("Jeg har klaget. Hvad nu?") == ["Jeg har klaget"]


def test_first_person() -> None:
    assert starts_in_first_person("Jeg har klaget")
    assert not starts_in_first_person("I appen kan du se det")


@given(st.text(max_size=400))
def test_any_text_gives_a_number(text: str) -> None:
    assert 0.0 <= asks(text) <= 1.0


@pytest.mark.parametrize(
    "heading",
    [
        "In 2026 the fee is 20 kr.",
        "I 2026 er gebyret 20 kr.",
        "Kontingentet er steget",
        "Children pay nothing until May",
        "2. Gebyret stiger fra nytår",
    ],
)
def test_a_heading_that_states(heading: str) -> None:
    assert states(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Gebyrer",
        "Sådan betaler du",
        "Hvis du har mistet kortet",
        "Hvad koster det?",
        "Det skal du vide",
        "Regler for lån",
        "Spørgsmål og svar om lån, der er for sent",
    ],
)
def test_a_heading_that_only_names(heading: str) -> None:
    assert not states(heading)
