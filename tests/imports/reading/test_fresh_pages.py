"""Pages in many voices, each written before its words were known to the reader.

In `audience_pages.txt` "# " begins a page, "? " a question, "S " an answer for staff, "B " one for
borrowers. The leaks and the number kept from borrowers are what is reached: both may only fall.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wagtail_libfees.imports.reading import Audience, parse_faq, read_text
from wagtail_libfees.imports.reading.keys import normalise

PAGES = Path(__file__).with_name("audience_pages.txt").read_text("utf-8").split("\n# ")
KNOWN_LEAKS = {"Får klassen regning?", "Må børnene låne på eget kort?"}
MOST_KEPT = 0.03


def told(page: str) -> tuple[str, dict[str, str]]:
    """The text of a page as it was published, and for whom each question of it is."""
    _, *lines = page.strip().split("\n")
    wanted, question = {}, ""
    for line in lines:
        if line.startswith("? "):
            question = line[2:]
        elif re.match("[SB] ", line):
            wanted[normalise(question)] = line[0]
    return "\n\n".join(re.sub(r"^[?SB] ", "", line) for line in lines), wanted


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
