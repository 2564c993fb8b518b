"""The difference between two wordings, word by word."""

import time

import pytest

from wagtail_libfees.drafts.worddiff import Part, plain_diff, readable, word_diff


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


def test_for_the_terminal():
    assert plain_diff("20 kr.", "25 kr.") == "[-20-]{+25+} kr."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>En</p><p>To</p>", "En\nTo"),
        ("<ul><li>æble</li><li>pære</li></ul>", "• æble\n• pære"),
        ('<p><a href="https://x.example/">Her</a></p>', "Her <https://x.example/>"),
        ("<p>En<br/>to</p>", "En\nto"),
        ("", ""),
    ],
)
def test_rich_text_is_readable(html, text):
    assert readable(html) == text


def test_long_texts_take_no_long_time():
    long = " ".join(f"ord{i % 50} linje" for i in range(20_000))
    start = time.perf_counter()
    word_diff(long, long.replace("ord7", "andet"))
    assert time.perf_counter() - start < 2
