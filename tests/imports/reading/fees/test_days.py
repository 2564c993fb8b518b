"""Bands in every spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.imports.reading.fees.days import find_days, find_loose_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 - 7 dage:", 1, 7),
        ("1 -7 days", 1, 7),
        ("14 – 30 dage", 14, 30),
        ("1. dag - 7. dag", 1, 7),
        ("fra 1. til 7. dag", 1, 7),
        ("day 8 to day 14", 8, 14),
        ("First day to day 7", 1, 7),
        ("1. dag til dag 7", 1, 7),
        ("mellem 8 og 14 dage", 8, 14),
        ("0-7 dage", 1, 7),
        # "Til og med" ends a band in each of its spellings, whatever stands before it.
        ("Til og med 7. dag", 1, 7),
        ("T.o.m. 7. dag", 1, 7),
        ("t.o.m 7 dage", 1, 7),
        ("t. o. m. 7. dag", 1, 7),
        ("tom. 7 dage", 1, 7),
        ("to og med 7. dag", 1, 7),
        ("op til og med 7 dage", 1, 7),
        ("up to and including 7 days", 1, 7),
        ("1. t.o.m. 7. dag", 1, 7),
        ("dag 1 tom. dag 7", 1, 7),
        ("1 - t.o.m. 7 dage", 1, 7),
        ("f.o.m. dag 8", 8, None),
        ("f. o. m. 8. dag", 8, None),
        ("22 - 39 overskridelse", 22, 39),
        ("40 dags mm.", 40, None),
        ("31+ days", 31, None),
        ("40 dage +", 40, None),
        ("29 dage", 29, None),
        ("På 10. dagen", 10, None),
        ("31 dage og derover", 31, None),
        ("Fra 31 dage", 31, None),
        ("From the 31st day and onward", 31, None),
        ("Fra 15 dage efter lånetidens ophør", 15, None),
        ("Efter 30 dage", 31, None),
        ("efter d. 30. dag", 31, None),
        ("1 dag efter fristen", 1, None),
        ("Fra afleveringsdatoen", 1, None),
        ("From the due date", 1, None),
        ("Mere end 30 dage", 31, None),
        ("> 66 dage", 67, None),
        ("Efter to uger", 15, None),
        ("Efter enogtyve dage", 22, None),
        ("After two months", 61, None),
        ("1 måned efter fristen", 31, None),
        ("mere end 1 uge", 8, None),
        ("5. uge og derefter", 29, None),
        ("5 uger og derefter", 35, None),
        ("Fra den tredje uge", 15, None),
        ("From the 3rd week", 15, None),
        ("2 uger (8-14 dage)", 8, 14),
        ("2. uge", 8, 14),
        ("den første uge", 1, 7),
        ("de første 7 dage", 1, 7),
        ("op til 14 dage", 1, 14),
        ("under 8 dage", 1, 7),
        ("Ved lånetidens udløb", 1, None),
        ("Datoen er overskredet", 1, None),
    ],
)
def test_spellings(text: str, first: int, last: int | None) -> None:
    assert [(days.first, days.last) for days in find_days(text)] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1-7", 1, 7),
        ("43-", 43, None),
        ("43 - |||", 43, None),
        ("> 66", 67, None),
        ("31+", 31, None),
        ("Fra 8", 8, None),
    ],
)
def test_a_cell_may_lack_the_unit(text: str, first: int, last: int | None) -> None:
    assert [(days.first, days.last) for days in find_loose_days(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["Bog", "2020", "Voksne 18 år", "en dag", "12 34 56 78", ""])
def test_what_is_no_band(text: str) -> None:
    assert find_days(text) == []


@given(st.integers(1, 90), st.integers(1, 90), st.sampled_from(["dage", "days"]))
def test_a_range_is_both_its_ends(low: int, more: int, unit: str) -> None:
    (days,) = find_days(f"{low}-{low + more} {unit}")
    assert (days.first, days.last) == (low, low + more)


@given(st.text())
def test_any_text_gives_bands_in_order(text: str) -> None:
    found = find_days(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(days.first >= 1 for days in found)
