"""What stands between and below answers and is none is left out of them, and listed."""

from __future__ import annotations

import pytest

from wagtail_libfees.imports.reading import ParsedFaq, parse_faq, read_text

ASKED = "Hvor betaler jeg?\nDu betaler på nettet.\n"
PAGE = "<h2>Hvor betaler jeg?</h2><p>Du betaler på nettet.</p>{}<h2>Hvornår?</h2><p>Nu.</p>"
DETAILS = "<details><summary>Hvor betaler jeg?</summary><p>Du betaler på nettet.</p>{}</details>"


def answers_and_listed(source: str) -> tuple[str, str, ParsedFaq]:
    parsed = parse_faq(read_text(source))
    answers = "\n".join(item.answer_text for item in parsed.items)
    return answers, "\n".join(entry.text for entry in parsed.rejected), parsed


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        (ASKED + "> Se reglerne\n", "Se reglerne"),
        (ASKED + "\n## > Se reglerne\n\nDet er gratis.\n", "Se reglerne"),
        (ASKED + "→ Gå til Min side\n» Læs om kort\n", "Læs om kort"),
        (
            PAGE.format("<p><a href='?p=1'>« Forrige</a> 1 | 2 <a href='?p=3'>Næste »</a></p>"),
            "Næste",
        ),
        (PAGE.format("<p><a href='#'>^ Op</a></p>"), "Op"),
        (ASKED + "\n<< Forrige 1 2 3 Næste >>\n", "Forrige"),
        (PAGE.format("<p>Vis svar</p>"), "Vis svar"),
        (DETAILS.format("<p><a href='#'>Skjul svar</a></p>"), "Skjul svar"),
        (ASKED + "- Skjul\n", "Skjul"),
        (PAGE.format("<p>Foto: Karla Mosegaard</p>"), "Karla"),
        (PAGE.format("<p class='byline'>Karla Mosegaard</p>"), "Karla"),
        (ASKED + "Af Karla Mosegaard, kommunikation\n", "Karla"),
        (PAGE.format("").replace("Nu.", "Nu.<br>Foto: Karla Mosegaard"), "Karla"),
        (ASKED + "\nMange hilsner\nBirte\nTlf. 12 34 56 78\n", "Birte"),
        (
            PAGE.format("").replace("Nu.</p>", "Nu.</p><p>Med venlig hilsen</p><p>Birte</p>"),
            "Birte",
        ),
        (PAGE.format("").replace("Nu.", "Nu.<br>Mvh<br>Birte"), "Birte"),
        (ASKED + "\nHilsen Birte\n\nDenne mail er fortrolig. " + "Slet den, tak. " * 8, "Slet den"),
        (ASKED + "Udgave 2\n\fHvornår?\nNu.\nUdgave 2\n", "Udgave 2"),
        (ASKED + "Ellebæk, side 1 i alt 2\n\fHvornår?\nNu.\nEllebæk, side 2 i alt 2\n", "Ellebæk"),
    ],
)
def test_it_is_listed_and_in_no_answer(source: str, left_out: str) -> None:
    for spaced in (source, source.replace(" ", "  ")):
        answers, listed, _ = answers_and_listed(spaced)
        assert "Du betaler på nettet." in " ".join(answers.split())
        assert left_out not in " ".join(answers.split())
        assert left_out in " ".join(listed.split())


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (ASKED + "Vælg en af dem:\n> Kort\n> MobilePay\n", "MobilePay"),
        ("Hvornår spærres kortet?\n> 200 kr. i gæld\n", "200 kr. i gæld"),
        (ASKED + "> Se et eksempel\n\nNummeret begynder med et nul.\n", "begynder med et nul"),
        (ASKED + "Tryk på\nSkjul\nog vent.\n", "Skjul"),
        (PAGE.format("<p>Foto: 20 kr. pr. stk.</p>"), "20 kr."),
        (ASKED + "\nHilsen Birte\n\nJeg har mistet kortet\nKontakt os.\n", "Kontakt os"),
        (PAGE.format("<p>Send en hilsen til biblioteket.</p>"), "hilsen"),
        (ASKED + "Ring til os.\n\fHvornår?\nNu.\nRing i morgen.\n", "Ring til os."),
    ],
)
def test_what_only_looks_like_it_stays_in_the_answer(source: str, kept: str) -> None:
    assert kept in answers_and_listed(source)[0]


def test_a_label_may_name_the_readers_of_its_question() -> None:
    source = "Spm.: Må jeg låne?\nSvar: Ja.\n\nSpm. til personalet: Hvem låser?\nSvar: Vagten.\n"
    parsed = answers_and_listed(source)[2]
    assert [(item.question, item.audience) for item in parsed.items] == [
        ("Må jeg låne?", "borrower"),
        ("Hvem låser?", "staff"),
    ]


@pytest.mark.parametrize(
    "heading", ["Automaten tager ikke mit kort", "Bogen var våd, da jeg fik den"]
)
def test_a_heading_in_which_a_borrower_speaks_asks(heading: str) -> None:
    parsed = answers_and_listed(f"<main><h2>{heading}</h2><p>Sig det til personalet.</p></main>")[2]
    assert [item.question for item in parsed.items] == [heading]


@pytest.mark.parametrize(
    "heading", ["Betaling på Min side", "Log på min side", "Om Mit Betalingsoverblik"]
)
def test_a_name_in_a_heading_is_no_borrower_who_speaks(heading: str) -> None:
    assert not answers_and_listed(f"<main><h2>{heading}</h2><p>Brug MitID.</p></main>")[2].items


def test_on_a_page_of_help_on_which_nothing_asks_the_headings_are_what_it_answers() -> None:
    page = "<main><h1>{}</h1><h2>Kortet bliver afvist</h2><p>Ring.</p><h2>Fejl 7</h2><p>Vent.</p>"
    for title, found in (("Hjælp til betaling", 2), ("Åbningstider", 0)):
        items = answers_and_listed(page.format(title))[2].items
        assert len(items) == found
        assert all(item.confidence < 0.7 for item in items)


def test_a_page_copied_with_all_that_is_around_it() -> None:
    source = (
        "Gebyrer\nSidst opdateret: 01.02.2026\nHvornår får jeg en regning?\nEfter 28 dage.\n\n"
        "Var siden nyttig?\nJa\nNej\nCookiepolitik\n"
    )
    answers, _, parsed = answers_and_listed(source)
    assert answers == "Efter 28 dage."
    assert parsed.items[0].question == "Hvornår får jeg en regning?"


def test_a_paragraph_in_the_form_of_the_questions_that_does_not_ask_is_no_answer() -> None:
    source = (
        "Spørgsmål\n\nKan jeg betale her?\nJa, med kort.\n\nMå jeg låne?\nJa, du må låne.\n\n"
        "Rettelse af regninger\nEn forkert regning tilbagekaldes samme dag af os.\n"
    )
    answers, listed, _parsed = answers_and_listed(source)
    assert answers == "Ja, med kort.\nJa, du må låne."
    assert "tilbagekaldes" in listed
