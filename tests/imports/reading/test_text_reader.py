"""Reading plain text: what is a mark of the message or the page around it, and what is not."""

from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import parse_faq, read_text

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
        "> Hvad koster det?\n\n> Det koster 20 kr.\n\n> 8 - 14 dage: 30 kr.\n",
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


PAGE = """Fjordby Kommune                Side 1 af 2
Hvad sker der, hvis jeg ikke betaler min reg-
ning til tiden?
Så får du en rykker.
\x0cFjordby Kommune                Side 2 af 2
Kan jeg betale kontant?
Ja, i skranken.
"""


def test_head_of_a_page_with_its_number_is_no_text() -> None:
    assert answers(PAGE) == {
        "Hvad sker der, hvis jeg ikke betaler min regning til tiden?": "Så får du en rykker.",
        "Kan jeg betale kontant?": "Ja, i skranken.",
    }


LOST = """Rykker

Icon Description
Du får den efter 30 dage.

Icon Description
Du kan se din gæld på portalen.

Hvad hvis jeg mister en bog?
Icon Description
Så skal du erstatte den.
"""


def test_answer_whose_label_is_lost_joins_no_other() -> None:
    parsed = parse_faq(read_text(LOST, "a.txt"))
    assert [(item.question, item.answer_text) for item in parsed.items] == [
        ("Rykker", "Du får den efter 30 dage."),
        ("Hvad hvis jeg mister en bog?", "Så skal du erstatte den."),
    ]
    lost = [r.text for r in parsed.rejected if r.code == "no_question"]
    assert lost == ["Du kan se din gæld på portalen."]


def test_label_of_an_answer_is_not_part_of_it() -> None:
    parsed = parse_faq(read_text("# FAQ\n\n**Q: Hvem?**\n\nA: Alle.\n\n**Q: Hvor?**\n\nA: Her.\n"))
    assert [item.answer_text for item in parsed.items] == ["Alle.", "Her."]


@pytest.mark.parametrize("mark", ["·&nbsp;&nbsp; ", "•\t", "▪ "])
def test_bullets_that_word_has_written_are_a_list(mark: str) -> None:
    page = (
        "<p><b>Kan jeg klage?</b></p>"
        f"<p class=MsoListParagraph>{mark}Ja.</p><p class=MsoListParagraph>{mark}Skriv.</p>"
        f"<p><b>Hvordan?</b></p><p>{mark}På nettet.<br>{mark}I skranken.</p>"
    )
    lists = [item.answer_html for item in parse_faq(read_text(page, "a.html")).items]
    assert lists == [
        "<ul><li>Ja.</li><li>Skriv.</li></ul>",
        "<ul><li>På nettet.</li><li>I skranken.</li></ul>",
    ]


def test_audience_below_the_titles_of_a_page_without_blank_lines_is_seen() -> None:
    compact = """Betaling
Ofte stillede spørgsmål
Q&A til lånere
Jeg kan ikke se min regning
Den ligger på portalen dagen efter.
Q&A til medarbejdere
Hvem kan slette et krav?
Kun superbrugere.
"""
    assert answers(compact) == {
        "Jeg kan ikke se min regning": "Den ligger på portalen dagen efter.",
        "Hvem kan slette et krav?": "Kun superbrugere.",
    }
