"""How alike two texts are, beside what a library says that is written in C++ (RapidFuzz)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from wagtail_libfees.text.likeness import likeness, most_alike, typing_errors

few = st.text("abcå ", max_size=12)
texts = st.one_of(few, st.text(max_size=40))


@given(texts, texts)
def test_likeness_is_what_rapidfuzz_says(one, other):
    assert likeness(one, other) == pytest.approx(fuzz.ratio(one, other))
    assert likeness(one, other) <= most_alike(one, other) + 1e-9


@given(few, few, st.integers(0, 3))
def test_typing_errors_are_what_rapidfuzz_says(one, other, most):
    assert typing_errors(one, other, most) == min(OSA.distance(one, other), most + 1)


def test_a_long_text_is_compared_whole():
    text = "Hvad koster det, når bogen er væk? " * 60
    assert likeness(text, text) == 100
    assert 99 < likeness(text, text[1:]) < 100
