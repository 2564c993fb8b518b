"""Whatever a page says: every amount is in a value, in a text block or listed."""

from __future__ import annotations

import html
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wagtail_libfees.imports.reading import read_source, read_text
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees, source_lines
from wagtail_libfees.imports.reading.fees.amounts import find_amounts
from wagtail_libfees.imports.reading.fees.audit import amounts_in
from wagtail_libfees.imports.reading.fees.normal import as_digits

from .pages import PAGES
from .rendering import LAYOUTS, cards

amounts = st.integers(1, 4000).flatmap(
    lambda n: st.sampled_from(
        [f"{n} kr.", f"kr. {n},-", f"DKK {n}", f"{n},50 kr.", f"kr. {n},00", f"{n} kroner"]
    )
)
WORDS = (
    "Voksne Børn Lånere 1-7 dage 8-14 Efter 30 over under mere end Erstatning Bog Dvd Rykkergebyr "
    "Udelukkelse skylder gæld Print Kopi Leje sal koster og + erstatning pr. stk. | : , - eller "
    "derover Klargøring gebyr Gebyrfri gratis for sent Adults Children days after fee fine lost "
    "items 2020 2021 Takster hvis du ikke kan låne spærres ** ( ) * = til med 15 år uge måneder "
    "Faktura Depositum 12 34 56 78 fra . ! Bøder ingen rykker 100-200"
)
words = st.sampled_from(WORDS.split(" "))
pieces = st.lists(st.one_of(words, words, amounts), min_size=1, max_size=14)
lines = pieces.map(" ".join) | pieces.map("".join)
pages = st.lists(lines | st.just(""), min_size=1, max_size=14).map("\n".join)


def told_of(parsed: ParsedFees) -> set[Decimal]:
    """The amounts of all values and of what is listed; a text block alone tells nobody."""
    values = {m.amount for line in parsed.rejected for m in find_amounts(as_digits(line.text))}
    return values.union(*(amounts_in(found.value) for found in parsed.found()))


# Where a line was full, what is behind it goes on: "efter / 30 kr. 1,-" is day 30 and one amount.
@given(pages)
@example("Voksne Voksne Voksne Voksne Voksne Voksne Efter\n30 kr. 1,-")
@settings(max_examples=400, deadline=None)
def test_no_amount_of_a_text_is_lost(page: str) -> None:
    document = read_text(f"Takster\n\n{page}", "page.txt")
    lines = [line.text for line in source_lines(document)]
    assert re.findall(r"\d", "".join(lines)) == re.findall(r"\d", page)
    written = {m.amount for line in lines for m in find_amounts(line)} - {None}
    assert written - told_of(parse_fees(document)) == set()


@given(st.lists(st.lists(lines | st.just(""), min_size=1, max_size=4), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_amount_of_a_table_is_lost(table: list[list[str]]) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table
    )
    parsed = parse_fees(read_text(f"<h2>Gebyrer</h2><table>{rows}</table>", "page.html"))
    written = {m.amount for row in table for cell in row for m in find_amounts(cell)} - {None}
    assert written - told_of(parsed) == set()


@given(cards(), st.sampled_from(LAYOUTS))
@settings(max_examples=60, deadline=None)
def test_every_value_carries_its_words_and_place(card, layout) -> None:
    page = layout(card)
    parsed = parse_fees(read_text(page, "page.html" if "<" in page[:5] else "page.txt"))
    bands = [band for group in parsed.overdue_fees for band in group.bands]
    assert bands
    assert all(band.text and str(band.place) for band in bands)


@given(cards(), st.sampled_from(LAYOUTS))
@settings(max_examples=30, deadline=None)
def test_reading_again_gives_the_same(card, layout) -> None:
    page = layout(card)
    one, two = (parse_fees(read_text(page, "page.txt")) for _ in range(2))
    assert one == two


def test_the_words_of_a_page_are_kept_in_order() -> None:
    page = (
        "<h2>Velkommen</h2><p>Læs <a href='https://x.example/a'>her</a>.</p><h2>Gebyrer</h2>"
        "<p>Voksne</p><p>1-7 dage: 20 kr.</p><p>Kvitteringen gælder. Gem den i 5 år.</p>"
        "<h2>Slut</h2><p>Ring til [XX Kommune].</p>"
    )
    sections = parse_fees(read_text(page, "page.html")).sections
    assert [s.heading for s in sections] == ["Velkommen", "Gebyrer", "Slut"]
    assert sections[0].html == '<p>Læs <a href="https://x.example/a">her</a>.</p>'
    assert sections[1].html == "<p>Kvitteringen gælder. Gem den i 5 år.</p>"
    assert "[XX Kommune]" in sections[2].html


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("Priser\n\nPrint: 50 øre pr. side", "50 øre"),
        ("<p>Gebyr</p><table><caption>Højst 300 kr.</caption><tr><td>Se her</table>", "300 kr."),
        ("<table><tr>" + "<td>x</td>" * 45 + "<td>17 kr.</td></table>", "17 kr."),
        ("<table>" + "<tr><td>x</td></tr>" * 2001 + "<tr><td>18 kr.</td></table>", "18 kr."),
    ],
)
def test_an_amount_where_no_reader_looks_is_listed(page: str, listed: str) -> None:
    parsed = parse_fees(read_text(page, "page.html" if "<" in page else "page.txt"))
    assert any(listed in line.text for line in parsed.rejected)


def test_a_value_is_not_said_twice() -> None:
    parsed = parse_fees(read_text("Gebyrer\n\nVoksne\n1-7 dage: 20 kr.\nEfter 7 dage: 70 kr."))
    assert Counter(s.html for s in parsed.sections) == Counter()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_no_amount_of_a_whole_page_is_lost(page: Path) -> None:
    document = read_source(page)
    written = {m.amount for line in source_lines(document) for m in find_amounts(line.text)}
    assert written - {None} - told_of(parse_fees(document)) == set()
