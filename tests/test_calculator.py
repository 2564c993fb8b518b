"""The question "What will it cost?" from a query to an answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wagtail_libfees.calculator import MOST_ITEMS, calculate
from wagtail_libfees.rates import (
    BorrowerGroup,
    Exclusion,
    GroupRates,
    OverdueFees,
    Pricing,
    RateCard,
    ReplacementPrice,
    ReplacementPrices,
    Validity,
)
from wagtail_libfees.templatetags.libfees_tags import (
    libfees_blocked,
    libfees_line,
    libfees_replacements,
    libfees_total,
)

from .rates.factories import group

TODAY = date(2026, 11, 20)


ADULTS, CHILDREN = "Voksne fra 18 år", "Børn under 18 år"
EXAMPLES = "For example: “Blad” costs DKK 75 and “Bog” DKK 300, each with DKK 50 for handling, so "
FIRST = "due=2026-11-01&returned="
VALID_TO_2025 = Validity(None, date(2025, 12, 31))


def of_ages(low, high, label, *rows):
    """A group with ages; the last of its bands adds the replacement."""
    bands = group(*rows).bands
    last = replace(bands[-1], replacement_added=True)
    return GroupRates(BorrowerGroup(label, low, high), (*bands[:-1], last))


CARD = RateCard(
    overdue=(
        OverdueFees(
            (
                of_ages(0, 17, CHILDREN, (1, 7, 10), (8, 14, 40), (15, 30, 55), (31, None, 120)),
                of_ages(18, None, ADULTS, (1, 7, 20), (8, 14, 70), (15, 30, 120), (31, None, 230)),
            ),
            Validity(date(2026, 1, 1), None),
        ),
        OverdueFees(
            (
                of_ages(0, 17, CHILDREN, (1, 7, 10), (8, 30, 40), (31, None, 100)),
                of_ages(18, None, ADULTS, (1, 7, 20), (8, 30, 70), (31, None, 200)),
            ),
            VALID_TO_2025,
        ),
    ),
    replacements=(
        ReplacementPrices(
            (
                ReplacementPrice("Film", None, Pricing.PURCHASE_PRICE),
                ReplacementPrice("Bog", Decimal(300)),
            ),
            handling_fee=Decimal(50),
        ),
    ),
    exclusions=(Exclusion(Decimal(200)),),
)


def answer(query):
    """The calculator's state for a query string."""
    return calculate(CARD, QueryDict(query), TODAY)


# What borrowers were seen to ask: (query, total, whether the price of the item comes on top)
@pytest.mark.parametrize(
    ("query", "total", "added"),
    [
        (f"{FIRST}2026-11-01&group={ADULTS}", 0, False),
        (f"{FIRST}2026-11-02&group={ADULTS}", 20, False),
        (f"{FIRST}2026-11-08&group={ADULTS}", 20, False),
        (f"{FIRST}2026-11-09&group={ADULTS}", 70, False),
        (f"{FIRST}2026-11-15&group={ADULTS}", 70, False),
        (f"{FIRST}2026-11-16&group={ADULTS}", 120, False),
        (f"{FIRST}2026-12-01&group={ADULTS}", 120, False),
        (f"{FIRST}2026-12-02&group={ADULTS}", 230, True),
        (f"{FIRST}2026-12-02&group={CHILDREN}", 120, True),
        (f"{FIRST}2026-11-09&age=17", 40, False),
        (f"{FIRST}2026-11-09&age=18", 70, False),
        (f"{FIRST}2026-11-09&age=0", 40, False),
        (f"{FIRST}2026-11-09&age=130", 70, False),
        (f"{FIRST}2026-11-09&group={CHILDREN}&age=45", 40, False),
        (f"due=10.+november+2026&returned=18/11-2026&group={ADULTS}", 70, False),
        (f"due=10.11.26&returned=18-11-26&group={ADULTS}", 70, False),
        (f"due=10/11&returned=i+dag&group={ADULTS}", 70, False),
        (f"due=i+g%C3%A5r&group={ADULTS}", 20, False),
        (f"due=yesterday&group={ADULTS}", 20, False),
        (f"due=2026-11-10&returned=&group={ADULTS}", 70, False),
        (f"due=2026-12-24&returned=&group={ADULTS}", 0, False),
        (f"{FIRST}2026-11-09&due=2026-11-01&returned=2026-11-09&group={ADULTS}", 70, False),
        (f"{FIRST}2026-11-09&due=2026-11-01&returned=2026-11-03&group={ADULTS}", 90, False),
        (f"{FIRST}2026-11-09&due=2026-11-05&returned=2026-11-09&group={ADULTS}", 90, False),
        (f"{FIRST}2026-11-09&due=&returned=&group={ADULTS}", 70, False),
        (f"due=2028-02-29&returned=2028-03-01&group={ADULTS}", 20, False),
        (f"due=10-11-2026&returned=18.11.2026&group={ADULTS}", 70, False),
        (f"due=10.11.2026&returned=18/11/2026&group={ADULTS}", 70, False),
        (f"due=2025-11-01&returned=2025-12-20&group={ADULTS}", 200, True),
        (f"due=2026-12-20&returned=2027-01-10&group={ADULTS}", 120, False),
        (f"due=2016-11-20&returned=2026-11-20&group={ADULTS}", 230, True),
    ],
)
def test_total(query, total, added):
    estimate = answer(query).estimate
    assert (estimate.total, estimate.replacement_added) == (Decimal(total), added)


# (query, a word of what is said, the field that is marked)
@pytest.mark.parametrize(
    ("query", "said", "field"),
    [
        (f"{FIRST}2026-11-09&age=131", "0 to 130", "libfees-age"),
        (f"{FIRST}2026-11-09&age=-1", "0 to 130", "libfees-age"),
        (f"{FIRST}2026-11-09&age=17.5", "whole number", "libfees-age"),
        (f"{FIRST}2026-11-09&age=abc", "whole number", "libfees-age"),
        (f"{FIRST}2026-11-09", "Choose a group", "libfees-group_0"),
        (f"group={ADULTS}&due=2027-02-29", "day, month and year", "libfees-due-0"),
        (f"group={ADULTS}&due=9999-12-31", "too far away", "libfees-due-0"),
        (f"group={ADULTS}&due=1999-12-31", "too far away", "libfees-due-0"),
        (f"group={ADULTS}&due=x'\"><script>", "day, month and year", "libfees-due-0"),
        (f"group={ADULTS}&due=10-13-26", "day, month and year", "libfees-due-0"),
        (f"group={ADULTS}&due=%00", "day, month and year", "libfees-due-0"),
        (f"{FIRST}2026-11-09&group=Pensionister", "Choose one of the list", "libfees-group_0"),
        (f"group={ADULTS}", "should have returned", "libfees-due-0"),
        (f"group={ADULTS}&" + "due=2026-11-01&" * 60, "10 items at most", ""),
    ],
)
def test_nonsense_has_no_answer_but_a_sentence(query, said, field):
    with translation.override("en"):
        [mistake] = answer(query).mistakes
    assert said in mistake.text
    assert mistake.field == field


def test_a_form_that_is_sent_empty_says_what_is_missing():
    state = answer("group=&due=&returned=&age=")
    assert state.is_wrong
    assert [mistake.field for mistake in state.mistakes] == ["libfees-group_0", "libfees-due-0"]


def test_what_is_due_later_is_good_news_and_no_mistake():
    found = answer(f"due=2026-12-24&group={ADULTS}").answer
    assert found.last_day == date(2026, 12, 24)
    assert found.estimate.lines[0].next_change.day == date(2026, 12, 25)
    assert answer(f"{FIRST}2026-11-01&group={ADULTS}").answer.last_day is None


# What comes on top is summed, and whether the fee alone blocks is told.
@pytest.mark.parametrize(
    ("query", "then", "blocked"),
    [
        (f"due=2026-11-10&group={ADULTS}", None, False),
        (f"due=2026-11-01&group={ADULTS}", 230 + 300 + 50, False),
        (f"due=2026-10-01&group={ADULTS}", 230 + 300 + 50, True),
        (f"due=2026-10-01&group={CHILDREN}", 120 + 300 + 50, False),
        (f"due=2026-10-01&due=2026-10-02&group={CHILDREN}", 240 + 2 * (300 + 50), True),
    ],
)
def test_replacement_and_blocking(query, then, blocked):
    found = answer(query).answer
    assert (found.then, found.is_blocked) == (None if then is None else Decimal(then), blocked)


# What comes on top, now and later: by the least and the most, for as many items as are lost.
@pytest.mark.parametrize(
    ("query", "handling", "expected"),
    [
        (
            f"due=2026-10-01&group={ADULTS}",
            Decimal(50),
            (
                "Today: DKK 230 and the price of the item",
                EXAMPLES + "DKK 355–580 in all.",
            ),
        ),
        (
            f"due=2026-11-01&group={ADULTS}",
            None,
            (
                "Today: DKK 120",
                "For example: “Blad” costs DKK 75 and “Bog” DKK 300, so DKK 305–530 in all.",
            ),
        ),
        (
            f"due=2026-10-01&returned=&due=2026-10-01&returned=&group={ADULTS}",
            Decimal(50),
            (
                "Today: DKK 230 and the price of 2 items",
                EXAMPLES + "DKK 480–930 in all for 2 items.",
            ),
        ),
        (
            f"due=2026-10-01&returned=&due=2026-11-15&returned=&group={ADULTS}",
            Decimal(50),
            (
                "Today: DKK 250 and the price of the item",
                EXAMPLES + "DKK 375–600 in all.",
            ),
        ),
    ],
)
def test_a_replacement_is_said_by_its_least_and_most_with_handling(query, handling, expected):
    prices = replace(
        CARD.replacements[0],
        prices=(*CARD.replacements[0].prices, ReplacementPrice("Blad", Decimal(75))),
        handling_fee=handling,
    )
    card = replace(CARD, replacements=(prices,))
    with translation.override("en"):
        found = calculate(card, QueryDict(query), TODAY).answer
        said = (libfees_total(found), libfees_replacements(found))
    assert tuple(text.replace("\xa0", " ") for text in said) == expected


def test_a_single_price_is_said_alone():
    with translation.override("en"):
        said = libfees_replacements(answer(f"due=2026-10-01&group={ADULTS}").answer)
    assert said.replace("\xa0", " ") == (
        "For example: “Bog” costs DKK 300 and DKK 50 for handling, so DKK 580 in all."
    )


@pytest.mark.parametrize(
    ("query", "age"),
    [(f"group={CHILDREN}&age=45", 45), (f"group={ADULTS}&age=45", None), (f"group={ADULTS}", None)],
)
def test_an_age_that_contradicts_the_group_is_told(query, age):
    assert answer(f"{FIRST}2026-11-09&{query}").answer.ignored_age == age


def test_the_name_of_a_group_in_another_language_is_understood():
    names = {"Adults from 18": ADULTS}
    asked = QueryDict("due=2026-11-10&group=Adults+from+18")
    found = calculate(CARD, asked, TODAY, lambda: names)
    assert found.answer.estimate.total == 70
    assert found.borrower["group"].value() == ADULTS
    assert calculate(CARD, asked, TODAY).is_wrong


@pytest.mark.parametrize("query", ["more=1", "due=2026-11-01&remove=2", "age=17"])
def test_the_rest_of_the_form_stays_open_while_it_is_used(query):
    assert answer(query).goes_deep
    assert not answer("due=2026-11-01").goes_deep


# What is said of being blocked.
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            f"due=2026-11-01&group={CHILDREN}",
            "From 2 December 2026 the price of the item may block you",
        ),
        (f"due=2026-11-01&group={ADULTS}", "From 2 December 2026 you are blocked"),
        (f"due=2026-11-10&group={CHILDREN}", "This alone does not block you"),
        (f"due=2026-10-01&group={CHILDREN}", "With the price of the item you may be blocked"),
        (f"due=2026-10-01&group={ADULTS}", "You are blocked until you have paid"),
        (f"due=2026-11-20&returned=2026-12-25&group={ADULTS}", "Then you are blocked until"),
    ],
)
def test_being_blocked_is_said_of_the_day_it_holds(query, said):
    with translation.override("en"):
        assert said in libfees_blocked(answer(query).answer).replace("\xa0", " ")


def test_a_return_before_the_due_date_is_good_news():
    later = answer(f"due=2026-12-10&returned=2026-12-05&group={ADULTS}").answer
    assert (later.last_day, later.estimate.total) == (date(2026, 12, 10), 0)
    assert answer(f"due=2026-11-10&returned=2026-11-01&group={ADULTS}").answer.estimate.total == 0


# What came back on a day that is over costs no more later, and blocks nobody later.
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            f"due=2026-10-01&returned=2026-10-20&group={ADULTS}",
            ["On 20 October 2026: DKK 120", "19 days overdue", "This alone does not block you"],
        ),
        (
            f"due=2026-10-01&returned=2026-09-20&group={ADULTS}",
            ["In all: DKK 0", "Returned in time"],
        ),
        (
            f"due=2026-11-10&returned=2026-11-20&group={ADULTS}",
            ["Today: DKK 70", "10 days overdue", "From 25 November 2026: DKK 120"],
        ),
        (
            f"due=2026-11-10&returned=2026-11-21&group={ADULTS}",
            ["On 21 November 2026: DKK 70", "11 days overdue", "From 25 November 2026: DKK 120"],
        ),
    ],
)
def test_what_is_returned_already_rises_no_more(query, said):
    found = answer(query).answer
    with translation.override("en"):
        sentences = [
            libfees_total(found),
            *(text for line in found.estimate.lines for text in libfees_line(line, found)),
            libfees_blocked(found),
            libfees_replacements(found),
        ]
    sentences = [text.replace("\xa0", " ") for text in sentences]
    assert [text[: len(start)] for text, start in zip(sentences, said, strict=False)] == said
    if found.estimate.lines[0].returned < TODAY:
        assert not any("From" in text or "For example" in text for text in sentences)


def test_blocking_is_foreseen():
    assert answer(f"due=2026-11-01&group={ADULTS}").answer.blocked_from == date(2026, 12, 2)
    assert answer(f"due=2026-11-10&group={ADULTS}").answer.blocked_from is None


def test_an_item_can_be_removed_and_the_others_stay():
    rows = "due=2026-11-01&returned=2026-11-09&due=2026-11-02&returned=&due=2026-11-03&returned="
    state = answer(f"{rows}&age=30&remove=2")
    assert not state.asked
    assert [form["due"].value() for form in state.items] == ["2026-11-01", "2026-11-03"]
    assert state.borrower["age"].value() == "30"
    assert len(answer("due=2026-11-01&remove=1").items) == 1


def test_a_single_group_is_chosen_already():
    card = RateCard(overdue=(OverdueFees((of_ages(None, None, "Alle", (1, None, 20)),)),))
    assert calculate(card, QueryDict(""), TODAY).borrower["group"].value() == "Alle"


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
