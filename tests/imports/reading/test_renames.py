"""Questions in other words, and questions that only look alike."""

from __future__ import annotations

import pytest

from tests.effort import effort
from wagtail_libfees.imports.reading.renamed_questions import (
    ComparedQuestion,
    find_renames,
    is_renamed,
)

PORTAL = "<p>Log ind i Mit Betalingsoverblik med MitID. Dér ser du, hvad du skylder.</p>"
LATE = "<p>Du betaler et gebyr, når du afleverer for sent. Det afhænger af, hvor sent det er.</p>"

RENAMED = {
    "another verb": (
        ("Hvor finder jeg min regning?", PORTAL),
        ("Hvor kan jeg se min regning?", PORTAL),
    ),
    "other words, same answer": (
        ("Kan jeg få refusion?", PORTAL),
        ("Kan jeg få pengene tilbage?", PORTAL),
    ),
    "markup only in the answer": (
        ("Hvornår får jeg en rykker?", LATE),
        ("Hvornår modtager jeg en rykker?", LATE.replace("gebyr", "<b>gebyr</b>")),
    ),
    "a statement becomes a question": (
        ("Jeg har mistet en bog", PORTAL),
        ("Hvad gør jeg, hvis jeg har mistet en bog?", PORTAL),
    ),
    "both changed a little": (
        ("Kan jeg betale med MobilePay?", "<p>Ja, i Mit Betalingsoverblik.</p>"),
        ("Kan man betale med MobilePay?", "<p>Ja, i Mit Betalingsoverblik og her.</p>"),
    ),
    "an inflected word, and a new amount": (
        ("Hvad koster det at aflevere for sent?", "<p>Det koster 10 kr. fra første dag.</p>"),
        ("Hvad koster det, når jeg afleverer for sent?", "<p>Det koster 20 kr. fra dag 1.</p>"),
    ),
    "a short answer": (
        ("Må jeg betale kontant på biblioteket?", "<p>Nej.</p>"),
        ("Kan jeg betale kontant på biblioteket?", "<p>Nej.</p>"),
    ),
    "in English": (
        ("Can I pay by card?", "<p>Yes, at the desk and in the payment portal.</p>"),
        ("Can you pay by card?", "<p>Yes, at the desk or in the payment portal.</p>"),
    ),
}

OTHERS = {
    "children and adults": (
        ("Hvad koster det at aflevere for sent for børn?", "<p>Børn betaler 10 kr. om ugen.</p>"),
        ("Hvad koster det at aflevere for sent for voksne?", "<p>Voksne betaler 20 kr.</p>"),
    ),
    "the same answer but for the amounts": (
        (
            "Hvad koster det for børn?",
            "<p>Det koster 10 kr. efter 1 dag og 20 kr. efter 7 dage.</p>",
        ),
        (
            "Hvad koster det for voksne?",
            "<p>Det koster 20 kr. efter 1 dag og 40 kr. efter 7 dage</p>",
        ),
    ),
    "another means of payment": (
        ("Kan jeg betale med MobilePay?", "<p>Ja, det kan du.</p>"),
        ("Kan jeg betale med kontanter?", "<p>Ja, det kan du.</p>"),
    ),
    "another material": (
        ("Hvor længe kan jeg låne en bog?", "<p>En måned.</p>"),
        ("Hvor længe kan jeg låne en film?", "<p>En uge.</p>"),
    ),
    "another deed": (
        ("Hvad sker der, hvis jeg mister en bog?", "<p>Du betaler bogen.</p>"),
        ("Hvad sker der, hvis jeg ødelægger en bog?", "<p>Du betaler bogen.</p>"),
    ),
    "denied": (
        ("Må jeg låne, når jeg skylder penge?", "<p>Ja, det må du.</p>"),
        ("Må jeg ikke låne, når jeg skylder penge?", "<p>Ja, det må du.</p>"),
    ),
    "words that look alike": (
        ("Hvordan bestiller jeg?", "<p>På nettet.</p>"),
        ("Hvordan betaler jeg?", "<p>På nettet.</p>"),
    ),
    "where and when": (
        ("Hvor skal jeg betale mit gebyr?", "<p>På biblioteket.</p>"),
        ("Hvornår skal jeg betale mit gebyr?", "<p>På biblioteket.</p>"),
    ),
    "another answer": (
        ("Kan jeg betale online?", "<p>Nej, desværre.</p>"),
        ("Kan man betale online?", "<p>Ja, gerne. Se her.</p>"),
    ),
    "one answer for many questions": (
        ("Hvad er en rykker?", PORTAL),
        ("Åbningstider i ferien", PORTAL),
    ),
    "nothing": (("", ""), ("", "")),
    "no questions": (("", PORTAL), ("", PORTAL)),
    "no answers": (("Hvad er en rykker?", ""), ("Hvad er en rykker?", "<p> </p>")),
    "only signs": (("???", PORTAL), ("!!!", PORTAL)),
}


@pytest.mark.parametrize("name", list(RENAMED))
def test_the_same_question_in_other_words(name: str) -> None:
    old, new = (ComparedQuestion(*words) for words in RENAMED[name])
    assert is_renamed(old, new)
    assert is_renamed(new, old)
    assert find_renames([new], [old]) == {0: 0}


@pytest.mark.parametrize("name", list(OTHERS))
def test_another_question(name: str) -> None:
    old, new = (ComparedQuestion(*words) for words in OTHERS[name])
    assert not is_renamed(old, new)
    assert not is_renamed(new, old)
    assert find_renames([new], [old]) == {}


OLD = ComparedQuestion("Hvor finder jeg min regning?", PORTAL)
NEW = ComparedQuestion("Hvor kan jeg se min regning?", PORTAL)
ALSO = ComparedQuestion("Hvor ser jeg min regning?", PORTAL)
LOST = ComparedQuestion("Hvad er en rykker?", LATE)
REWORDED = ComparedQuestion("Hvad er egentlig en rykker?", LATE)


@pytest.mark.parametrize(
    ("new", "gone", "found"),
    [
        ([], [], {}),
        ([NEW], [], {}),
        ([], [OLD], {}),
        ([NEW, REWORDED], [LOST, OLD], {0: 1, 1: 0}),
        ([NEW, ALSO], [OLD], {}),
        ([NEW], [OLD, ALSO], {}),
        ([NEW, NEW], [OLD], {}),
        ([NEW, ALSO, REWORDED], [OLD, LOST], {2: 1}),
        ([NEW], [OLD] * 50, {}),
    ],
)
def test_nothing_is_guessed_between_two(
    new: list[ComparedQuestion], gone: list[ComparedQuestion], found: dict[int, int]
) -> None:
    assert find_renames(new, gone) == found


@pytest.mark.parametrize(
    "make",
    [
        lambda n, side: ComparedQuestion(f"Hvad er {side} {n}?", PORTAL * 100),
        lambda n, side: ComparedQuestion("", ""),
        lambda n, side: ComparedQuestion("<" * 300, "<" * 10_000),
        lambda n, side: ComparedQuestion(f"{side}{n} " * 50, f"{n}"),
    ],
)
def test_many_questions_are_compared_in_time(make) -> None:
    new, gone = ([make(n, side) for n in range(200)] for side in ("ny", "gammel"))
    assert effort(lambda: find_renames(list(new), list(gone))) < 100


def test_a_source_that_has_become_another_one_is_not_compared() -> None:
    assert find_renames([NEW] * 5000, [OLD] * 5000) == {}
