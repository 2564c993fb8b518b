"""Borrower groups and their ages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading.fees.ages import age_rule
from wagtail_libfees.imports.reading.fees.groups import find_groups


@pytest.mark.parametrize(
    ("label", "low", "high"),
    [
        ("Voksne", None, None),
        ("Unge og voksne fra 14 år", 14, None),
        ("Voksne: 15 år -", 15, None),
        ("voksne på 16 år og derover", 16, None),
        ("Voksne 18 år", 18, None),
        ("Lånere fra 18 år", 18, None),
        ("Børn under 18 år", None, 17),
        ("Børn/unge u. 18 år", None, 17),
        ("Børn (0-14 år)", 0, 14),
        ("Børn (0-14)", 0, 14),
        ("Børn fra 0-17 år", 0, 17),
        ("børn til og med 15 år", None, 15),
        ("Børn t.o.m. 17 år", None, 17),
        ("Børn 0 t.o.m. 17 år", 0, 17),
        ("Voksne f.o.m. 18 år", 18, None),
        ("0-17 år", 0, 17),
        ("Adults (from age 15)", 15, None),
        ("Children aged 0-13", 0, 13),
        ("Borrowers aged 15 and over", 15, None),
        ("Lånepose", None, None),
        ("Voksne (+18 år)", 18, None),
        ("Voksne ≥ 18 år", 18, None),
        ("Voksne > 18 år", 18, None),
        ("Voksentakst", None, None),
        ("Børnetakst", None, None),
        ("Børn < 18 år", None, 17),
        ("Børn ≤ 14 år", None, 14),
        ("Børn u/14", None, 13),
        ("Børn (-17)", None, 17),
        ("Børn 17 år og derunder", None, 17),
        ("Children (17 and under)", None, 17),
    ],
)
def test_labels(label: str, low: int | None, high: int | None) -> None:
    assert [(g.label, g.age_from, g.age_to) for g in find_groups(label)] == [(label, low, high)]


def test_glued_heads_are_told_apart() -> None:
    groups = find_groups("OverskridelseVoksne 18 årBørn 0-17 år")
    assert [group.label for group in groups] == ["Voksne 18 år", "Børn 0-17 år"]


@pytest.mark.parametrize("text", ["Voksne 1-7 dage", "Adults over 30 days", "Børn < 8 dage"])
def test_days_are_no_ages(text: str) -> None:
    assert [group.has_ages for group in find_groups(text)] == [False]


@pytest.mark.parametrize("text", ["Børnebøger", "Voksenbog", "Lånetid", ""])
def test_what_is_no_group(text: str) -> None:
    assert find_groups(text) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "low", "high"),
    [
        ("Du er voksen, når du er fyldt 16 år.", "adult", 16, None),
        ("Som barn tæller man til og med 13 år.", "child", None, 13),
        ("* = Børn er dem på 0-15 år.", "child", 0, 15),
        ("Children are borrowers under 14.", "child", None, 13),
        ("You count as a child until you turn 14.", "child", None, 13),
        ("Grænsen mellem børn og voksne er 18 år.", "adult", 18, None),
    ],
)
def test_sentences(sentence: str, kind: str, low: int | None, high: int | None) -> None:
    rule = age_rule(sentence)
    assert rule is not None
    assert (rule.kind, rule.age_from, rule.age_to) == (kind, low, high)


@given(st.text())
def test_any_text_gives_groups_within_it(text: str) -> None:
    assert all(0 <= g.start < g.end <= len(text) for g in find_groups(text))
