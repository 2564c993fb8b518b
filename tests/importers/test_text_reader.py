"""Reading plain text: what is a mark of the message or the page around it, and what is not."""

from __future__ import annotations

import pytest

from wagtail_libfees.importers import parse_faq, read_text

QUOTED = "> Hej\n>\n> Hvad koster det?\n> Det koster 20 kr.\n>\n> Må jeg låne?\n> Ja.\n"


def answers(text: str) -> dict[str, str]:
    """The answers of a text by question."""
    return {item.question: item.answer_text for item in parse_faq(read_text(text, "a.txt")).items}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Hvad koster det?\n> 30 dage: 100 kr.\n> 60 dage: 200 kr.\n", "> 30 dage"),
        ("Hvad koster det?\nEt beløb for\n> 30 dage.\n\nHvem?\nAlle.\n", "> 30 dage"),
        ("Hvad koster det?\n>30 dage: 100 kr.\n", ">30 dage"),
        ("Hvad koster det?\n> 100 kr.\n", "> 100 kr."),
    ],
)
def test_more_than_is_no_quotation(text: str, answer: str) -> None:
    assert answer in answers(text)["Hvad koster det?"]


@pytest.mark.parametrize(
    "text",
    [
        QUOTED,
        "De svarede:\n\n>Hvad koster det?\n>Det koster 20 kr.\n",
        "Hvad koster det?\n> Det koster 20 kr.\n",
        "> Hvad koster det?\n> Det koster 20 kr.\n> 30 dage er fristen.\n",
    ],
)
def test_marks_of_a_quoted_message_are_taken_off(text: str) -> None:
    found = answers(text)
    assert found["Hvad koster det?"].startswith("Det koster 20 kr.")
    assert not any(">" in words for pair in found.items() for words in pair)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Tryk på\nPrint\nog vent.", "Print"),
        ("Vælg en af disse:\nPrint\nGem", "Print"),
        ("Gå til siden.\nLog ind\nog vælg Profil.", "Log ind"),
    ],
)
def test_button_that_a_text_tells_of_is_text(answer: str, kept: str) -> None:
    assert kept in answers(f"Hvordan gør jeg?\n{answer}\n")["Hvordan gør jeg?"]


def test_button_of_the_page_is_left_aside() -> None:
    parsed = parse_faq(read_text("Hvad koster det?\nDet koster 20 kr.\nPrint\n", "a.txt"))
    assert [item.answer_text for item in parsed.items] == ["Det koster 20 kr."]
    assert ("Print", "navigation") in [(r.text, r.code) for r in parsed.rejected]
