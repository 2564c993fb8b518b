"""Any rate card, written in any layout and language, is read back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from wagtail_libfees.imports.reading import read_text
from wagtail_libfees.imports.reading.fees import ParsedFees, parse_fees

from .more_layouts import MORE_LAYOUTS
from .rendering import LAYOUTS, Card, cards


def read_back(parsed: ParsedFees) -> list[object]:
    return [
        (
            who.age_from or 0 if who.age_to is not None else who.age_from,
            who.age_to,
            [
                (b.from_day, b.to_day, None if b.fee_free else b.amount)
                for b in (band.value for band in group.bands)
            ],
        )
        for group in parsed.overdue_fees
        for who in [group.borrowers]
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(card=cards())
@settings(max_examples=40, deadline=None)
def test_a_card_survives_the_layout(layout: Callable[[Card], str], card: Card) -> None:
    page = layout(card)
    name = "page.html" if "<" in page[:5] else "page.txt"
    assert read_back(parse_fees(read_text(page, name))) == card.expected()


@pytest.mark.parametrize("layout", MORE_LAYOUTS, ids=lambda layout: layout.__name__)
@given(card=cards(free=False))
@settings(max_examples=40, deadline=None)
def test_a_card_survives_being_told(layout: Callable[[Card], str], card: Card) -> None:
    page = layout(card)
    name = "page.html" if "<" in page[:5] else "page.txt"
    assert read_back(parse_fees(read_text(page, name))) == card.expected()
