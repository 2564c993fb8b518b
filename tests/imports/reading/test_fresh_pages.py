"""Pages in many voices: nothing for staff leaks, and little is kept from borrowers.

The leaks and the number kept from borrowers are what is reached: both may only fall.
"""

from __future__ import annotations

import pytest

from scripts import fit_audience
from wagtail_libfees.imports.reading import Audience, parse_faq, read_text
from wagtail_libfees.imports.reading.keys import normalise

from .audience_pages import PAGES, told

KNOWN_LEAKS = {"Får klassen regning?", "Må børnene låne på eget kort?"}
MOST_KEPT = 0.03


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, str, bool]]:
    """(question, for whom it is, whether borrowers would read it) of all pages."""
    found = []
    for page in PAGES:
        text, wanted = told(page)
        for item in parse_faq(read_text(text)).items:
            if whom := wanted.get(normalise(item.question)):
                found.append((item.question, whom, item.audience is Audience.BORROWER))
    return found


def test_what_is_for_staff_does_not_leak(answers) -> None:
    assert {question for question, whom, public in answers if whom == "S" and public} == KNOWN_LEAKS


def test_what_is_for_borrowers_is_seldom_kept_from_them(answers) -> None:
    kept = [not public for _, whom, public in answers if whom == "B"]
    assert len(kept) > 160
    assert sum(kept) <= MOST_KEPT * len(kept)


def examples(*signs: tuple[set[str], bool]) -> list[fit_audience.Example]:
    return [
        fit_audience.Example(page, dict.fromkeys(own, 1.0), frozenset(own), is_staff)
        for page, (own, is_staff) in enumerate(signs)
    ]


def test_a_fit_gives_each_sign_the_side_of_its_answers() -> None:
    answers = examples(*[({"act", "we"}, True), ({"own", "we"}, False)] * 20)
    weights = fit_audience.fit(answers, rounds=200, penalty=0.01)
    assert weights["act"] > 1 > -1 > weights["own"]
    assert abs(weights["we"]) < 0.1


def test_the_larger_the_penalty_the_smaller_the_weights() -> None:
    answers = examples(*[({"act"}, True), ({"own"}, False)] * 20)
    free, held = (fit_audience.fit(answers, 200, penalty)["act"] for penalty in (0.0, 0.1))
    assert free > held > 0


def test_pages_that_the_fit_had_not_seen_are_judged_right_by_what_they_share_with_others() -> None:
    answers = examples(*[({"act"}, True), ({"own"}, False)] * 10, ({"nowhere else"}, True))
    judged = fit_audience.unseen(answers, folds=len(answers), rounds=200, penalty=0.01)
    assert [odds > 0 for odds, _ in judged] == [True, False] * 10 + [False]
    assert judged[-1] == (0.0, True)


def test_the_fit_of_the_pages_parts_staff_from_borrowers(capsys) -> None:
    fit_audience.main(["--rounds", "60", "--folds", "2"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    fitted = {
        " ".join(row[:-4]): float(row[-3]) for row in rows if len(row) > 4 and row[-1].isdigit()
    }
    assert fitted["act"] > 0 > fitted["deed"]
    assert fitted["place"] > 0 > fitted["matter"]
