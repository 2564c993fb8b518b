"""The question "What will it cost?" from a query to an answer."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.calculator import MOST_ITEMS, calculate
from wagtail_libfees.rates import BorrowerGroup, GroupRates, OverdueFees, RateCard

from .rates.factories import group

TODAY = date(2026, 11, 20)


def of_ages(low, high, label, *rows):
    """A group with ages."""
    return GroupRates(BorrowerGroup(label, low, high), group(*rows).bands)


CARD = RateCard(
    overdue=(
        OverdueFees(
            (
                of_ages(0, 17, "Børn", (1, 7, 10), (8, None, 40)),
                of_ages(18, None, "Voksne", (1, 7, 20), (8, None, 70)),
            )
        ),
    )
)


def answer(query):
    """The calculator's state for a query string."""
    return calculate(CARD, QueryDict(query), TODAY)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("due=2026-11-01&returned=2026-11-01&age=30", 0),
        ("due=2026-11-01&returned=2026-11-02&age=30", 20),
        ("due=2026-11-01&returned=2026-11-08&age=30", 20),
        ("due=2026-11-01&returned=2026-11-09&age=30", 70),
        ("due=2026-11-01&returned=2026-11-09&age=17", 40),
        ("due=2026-11-01&returned=2026-11-09&group=B%C3%B8rn", 40),
        ("due=2026-11-01&returned=2026-11-09&group=Voksne&age=5", 70),
        ("due=2026-11-19&age=30", 20),
        ("due=01.11.2026&returned=09-11-2026&age=30", 70),
        ("due=2026-11-01&due=2026-11-01&returned=2026-11-09&returned=2026-11-09&age=30", 70),
        ("due=2026-11-01&due=2026-11-05&returned=2026-11-09&returned=2026-11-09&age=30", 90),
        ("due=2026-11-01&due=&returned=2026-11-09&returned=&age=30", 70),
    ],
)
def test_total(query, total):
    assert answer(query).estimate.total == Decimal(total)


@pytest.mark.parametrize(
    "query",
    [
        "due=tomorrow&age=30",
        "due=2026-02-30&age=30",
        "due=2026-11-10&returned=2026-11-01&age=30",
        "due=2026-12-24&age=30",
        "due=0001-01-01&age=30",
        "due=9999-12-31&returned=9999-12-31&age=30",
        "due=2026-11-01&age=-1",
        "due=2026-11-01&age=999",
        "due=2026-11-01&age=tredive",
        "due=2026-11-01&group=Pensionister",
        "due=2026-11-01",
        "age=30",
        "due=%00&age=30",
        "due=<script>&age=1e9",
    ],
)
def test_nonsense_has_no_answer_but_a_sentence(query):
    state = answer(query)
    errors = [
        text for form in (state.borrower, *state.items) for e in form.errors.values() for text in e
    ]
    assert state.is_wrong
    assert state.error or errors


def test_without_a_question_there_is_neither_answer_nor_error():
    state = answer("")
    assert not state.asked
    assert not state.is_wrong
    assert len(state.items) == 1


def test_another_item_keeps_what_was_typed_and_answers_nothing():
    state = answer("due=2026-11-01&returned=2026-11-09&age=30&more=1")
    assert state.estimate is None
    assert not state.is_wrong
    assert [form["due"].value() for form in state.items] == ["2026-11-01", None]
    assert state.borrower["age"].value() == "30"


def test_items_are_bounded():
    query = "age=30&" + "&".join(["due=2026-11-01"] * 500)
    assert len(answer(query).items) == MOST_ITEMS


@given(
    st.lists(
        st.tuples(st.sampled_from(["due", "returned", "age", "group", "more", "x"]), st.text()),
        max_size=20,
    )
)
def test_no_query_breaks_it(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    state = calculate(CARD, query, TODAY)
    assert (state.estimate is None) or state.asked


def test_too_many_items_are_not_left_out_in_silence():
    query = "age=30&" + "&".join(["due=2026-11-01"] * (MOST_ITEMS + 1))
    state = answer(query)
    assert state.is_wrong
    assert str(MOST_ITEMS) in state.error
