"""Pages and texts of every known shape, with the questions that must come out of them.

Each page in `cases/` has its expected result in a `.json` beside it: what each answer must and
must not hold, what must be reported, and what may appear nowhere.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wagtail_libfees.imports.reading import Audience, ParsedFaq, parse_faq, read_source
from wagtail_libfees.imports.reading.keys import normalise

CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*.json"))


def squeeze(text: str) -> str:
    return " ".join(text.split())


def result_of(case: Path) -> tuple[dict, ParsedFaq]:
    source = next(path for path in case.parent.glob(case.stem + ".*") if path.suffix != ".json")
    return json.loads(case.read_text("utf-8")), parse_faq(read_source(source))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_page_is_read_as_expected(case: Path) -> None:
    expected, parsed = result_of(case)
    found = {normalise(item.question): item for item in parsed.items}
    assert len(found) == len(parsed.items)
    for wanted in expected["items"]:
        item = found.pop(normalise(wanted["question"]))
        assert item.audience == wanted["audience"], item.question
        text = squeeze(item.answer_text)
        for part in wanted["answer_contains"]:
            assert part.lower() in text.lower(), item.question
        for part in wanted["answer_excludes"]:
            assert part.lower() not in text.lower(), item.question
        if wanted["group"]:
            assert item.section == wanted["group"]
    optional = {normalise(question) for question in expected.get("optional_questions", [])}
    assert set(found) <= optional


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_nothing_is_lost_and_nothing_leaks(case: Path) -> None:
    expected, parsed = result_of(case)
    rejected = squeeze("\n".join(r.text for r in parsed.rejected))
    everything = squeeze(f"{rejected} {[(i.question, i.answer_text) for i in parsed.items]}")
    for text in expected["must_reject"]:
        assert text in rejected
    related = squeeze("\n".join(link.title for i in parsed.items for link in i.related))
    for text in expected.get("must_relate", []):
        assert text in related
    for text in expected.get("must_account", []):
        assert text in everything
    shown = "\n".join(f"{i.question} {i.answer_html} {i.section}" for i in parsed.items)
    for text in [*expected["must_not_appear"], *expected.get("html_must_not_appear", [])]:
        assert text not in shown
    for text in expected.get("must_not_appear_anywhere", []):
        assert text not in json.dumps(parsed.to_dict(), ensure_ascii=False)
    public = [i for i in parsed.items if i.audience is Audience.BORROWER]
    for text in expected.get("staff_only_text", []):
        assert text not in squeeze("\n".join(f"{i.question} {i.answer_text}" for i in public))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_entry_has_place_reason_and_key(case: Path) -> None:
    _, parsed = result_of(case)
    assert len({item.key for item in parsed.items}) == len(parsed.items)
    assert all(str(item.place) for item in parsed.items)
    assert all(0 < item.confidence <= 1 for item in parsed.items)
    assert all(r.reason != r.code and r.text.strip() for r in parsed.rejected)
