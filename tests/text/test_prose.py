"""Sentences in words that were read."""

import pytest

from wagtail_libfees.text.prose import sentences
from wagtail_libfees.text.reading import read


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Det koster 20 kr. pr. bog. Det er alt.", 2),
        ("Ring kl. 10. Kom kl. 11.", 1),
        ("Fra d. 1. juni. Og så slut", 2),
        ("Hvad? Ja! Nej.", 3),
        ("Ét<br/>to", 2),
        ("", 0),
    ],
)
def test_sentences(text, count):
    assert len(sentences(read(text).prose)) == count


def test_the_sentence_around_a_word():
    text = "Først. Det koster 20 kr. at låne. Sidst."
    start = text.index("koster")
    first, last = read(text).sentence(start, start + 6)
    assert text[first:last].strip() == "Det koster 20 kr. at låne."
