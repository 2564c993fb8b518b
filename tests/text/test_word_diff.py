"""The difference between two wordings, word by word."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import effort
from wagtail_libfees.text.word_diff import Part, plain_diff, word_diff


def test_only_the_words_that_differ_are_marked():
    assert word_diff("Du betaler 20 kr.", "Du betaler 25 kr.") == [
        Part("same", "Du betaler "),
        Part("deleted", "20"),
        Part("inserted", "25"),
        Part("same", " kr."),
    ]


@pytest.mark.parametrize(("before", "after"), [("", "ny"), ("væk", ""), ("", ""), ("a b", "c")])
def test_both_sides_can_be_put_together_again(before, after):
    parts = word_diff(before, after)
    assert "".join(p.text for p in parts if p.how != "inserted") == before
    assert "".join(p.text for p in parts if p.how != "deleted") == after


def test_a_fact_in_braces_is_one_word():
    assert word_diff("Efter {recall_days}.", "Efter {recall_days_child}.") == [
        Part("same", "Efter "),
        Part("deleted", "{recall_days}"),
        Part("inserted", "{recall_days_child}"),
        Part("same", "."),
    ]


def test_for_the_terminal():
    assert plain_diff("20 kr.", "25 kr.") == "[-20-]{+25+} kr."


def test_long_texts_take_no_long_time():
    long = " ".join(f"ord{i % 50} linje" for i in range(20_000))
    assert effort(lambda: word_diff(long, long.replace("ord7", "andet"))) < 20


def _joined(parts, side):
    return "".join(part.text for part in parts if part.how != side)


@settings(max_examples=300, deadline=None)
@given(*[st.lists(st.sampled_from(["a", "b", "c", "d", "kr.", "20"]), max_size=160)] * 2)
def test_any_two_texts_can_be_put_together_again(old, new):
    before, after = " ".join(old), " ".join(new)
    parts = word_diff(before, after)
    assert _joined(parts, "inserted") == before
    assert _joined(parts, "deleted") == after
    assert all(one.how != two.how for one, two in itertools.pairwise(parts))


@pytest.mark.parametrize("words", [["20", "kr."], ["a", "b", "c"], [f"ord{n}" for n in range(40)]])
def test_text_that_repeats_itself_takes_no_longer(words):
    before = words * (1900 // len(words))
    after = ["ny" if index % 9 == 4 else word for index, word in enumerate(before)][:-200]
    parts: list[Part] = []
    assert effort(lambda: parts.extend(word_diff(" ".join(before), " ".join(after)))) < 10
    assert _joined(parts, "inserted") == " ".join(before)


def test_a_few_changes_in_text_that_repeats_itself_are_found():
    before = "20 kr. " * 500
    after = before.replace("20", "25", 1) + "slut"
    marked = [
        part for part in word_diff(before, after[:1500] + "X" + after[1500:]) if part.how != "same"
    ]
    assert sum(len(part.text) for part in marked) < 30
