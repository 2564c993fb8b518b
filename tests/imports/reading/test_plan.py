"""What an import would do: three sides per question, the order, and what hostile input does."""

from __future__ import annotations

from itertools import product

import pytest

from wagtail_libfees.imports.reading.document import NOWHERE
from wagtail_libfees.imports.reading.plan import (
    Difference,
    ImportPlan,
    PageItem,
    PlannedItem,
    Wording,
    plan_import,
)
from wagtail_libfees.imports.reading.records import Audience, FaqItem

ANSWER = "<p>Log ind i Mit Betalingsoverblik med MitID og se, hvad du skylder.</p>"


def at_source(key: str, question: str = "", answer: str = ANSWER) -> FaqItem:
    return FaqItem(
        question or f"Hvad er {key}?", answer, "", Audience.BORROWER, None, NOWHERE, key, 1
    )


def on_page(key: str, question: str = "", answer: str = ANSWER, block_id: str = "") -> PageItem:
    return PageItem(key, question or f"Hvad er {key}?", answer, "Gruppe", block_id or f"b-{key}")


def imported(key: str, question: str = "", answer: str = ANSWER) -> Wording:
    return Wording(key, question or f"Hvad er {key}?", answer)


def kinds(plan: ImportPlan) -> list[tuple[str, Difference]]:
    return [(planned.key, planned.kind) for planned in plan.items]


# -- one question: source, page, last import; each absent or with words A, B, C

TABLE: dict[tuple[str, str, str], Difference | None] = {
    # source, page, last import
    ("", "", ""): None,
    ("", "", "A"): None,  # gone from both: nothing to say
    ("", "A", ""): None,  # an editor's own
    ("", "A", "A"): Difference.GONE,
    ("", "A", "B"): Difference.GONE,
    ("A", "", ""): Difference.NEW,
    ("A", "", "A"): Difference.CHANGED_HERE,  # taken off by an editor
    ("A", "", "B"): Difference.CHANGED_HERE,
    ("A", "A", ""): Difference.SAME,
    ("A", "B", ""): Difference.CONFLICT,
    ("A", "A", "A"): Difference.SAME,
    ("A", "A", "B"): Difference.SAME,  # the same change on both sides
    ("A", "B", "A"): Difference.CHANGED_HERE,
    ("A", "B", "B"): Difference.CHANGED,
    ("A", "B", "C"): Difference.CONFLICT,
}


def shape(sides: tuple[str, str, str]) -> tuple[str, str, str]:
    """The sides with A for the first wording, B for the next."""
    names: dict[str, str] = {"": ""}
    return tuple(names.setdefault(side, "ABC"[len(names) - 1]) for side in sides)  # type: ignore


@pytest.mark.parametrize("sides", list(product(["", "A", "B", "C"], repeat=3)))
def test_every_combination_of_the_three_sides(sides: tuple[str, str, str]) -> None:
    source, page, last = sides
    plan = plan_import(
        [at_source("k", answer=source)] if source else [],
        [on_page("k", answer=page)] if page else [],
        [imported("k", answer=last)] if last else [],
    )
    expected = TABLE[shape(sides)]
    assert kinds(plan) == ([("k", expected)] if expected else [])
    for planned in plan.items:
        assert (planned.item is None) == (not source)
        assert (planned.page_item is None) == (not page)
        assert planned.writes == (planned.kind in (Difference.NEW, Difference.CHANGED))
        assert planned.as_imported == (bool(page) and page == last)


@pytest.mark.parametrize("kind", list(Difference))
def test_what_each_kind_writes_by_default(kind: Difference) -> None:
    writes = PlannedItem(kind, "k").writes, PlannedItem(kind, "k", as_imported=True).writes
    assert writes == {
        Difference.NEW: (True, True),
        Difference.CHANGED: (True, True),
        Difference.RENAMED: (False, True),
    }.get(kind, (False, False))


@pytest.mark.parametrize(
    "answer",
    [
        '<p data-block-key="x1">Ti kr. <b>nu</b></p>',
        "<p>Ti\u00a0kr.  <b>nu</b></p>",
        "\n<p>Ti&nbsp;kr. <b>nu</b></p>\n",
    ],
)
def test_what_only_the_editor_adds_is_no_change(answer: str) -> None:
    source = at_source("k", answer="<p>Ti kr. <b>nu</b></p>")
    assert kinds(plan_import([source], [on_page("k", answer=answer)], [])) == [
        ("k", Difference.SAME)
    ]


# -- renamed

OLD, NEW = "Hvor finder jeg min regning?", "Hvor kan jeg se min regning?"


def test_a_question_that_was_reworded_at_the_source() -> None:
    item, page_item = at_source("new", NEW), on_page("old", OLD)
    plan = plan_import([item], [page_item], [imported("old", OLD)])
    assert plan.items == (PlannedItem(Difference.RENAMED, "new", item, page_item, True),)
    assert plan.writes == plan.items
    assert plan.count(Difference.RENAMED) == 1


@pytest.mark.parametrize(
    "page_item",
    [on_page("old", OLD, "<p>Se regningen her hos os.</p>"), on_page("old", "Hvor er regningen?")],
)
def test_an_editors_words_are_kept_when_the_source_rewords(page_item: PageItem) -> None:
    item = at_source("new", NEW)
    plan = plan_import([item], [page_item], [imported("old", OLD)])
    assert plan.items == (PlannedItem(Difference.RENAMED, "new", item, page_item, False),)
    assert plan.writes == ()


def test_after_a_renaming_was_imported_all_is_the_same() -> None:
    # The block of the old question has the new key now.
    plan = plan_import([at_source("new", NEW)], [on_page("new", NEW)], [imported("new", NEW)])
    assert kinds(plan) == [("new", Difference.SAME)]


def test_a_question_taken_off_the_page_does_not_come_back_reworded() -> None:
    plan = plan_import([at_source("new", NEW)], [], [imported("old", OLD)])
    assert kinds(plan) == [("new", Difference.CHANGED_HERE)]
    assert plan.items[0].page_item is None
    assert plan.writes == ()


def test_an_editors_own_question_is_not_taken_for_a_renamed_one() -> None:
    plan = plan_import([at_source("new", NEW)], [on_page("old", OLD)], [])
    assert kinds(plan) == [("new", Difference.NEW)]


def test_a_question_that_the_source_still_has_is_not_renamed() -> None:
    plan = plan_import(
        [at_source("old", OLD), at_source("new", NEW)],
        [on_page("old", OLD)],
        [imported("old", OLD)],
    )
    assert kinds(plan) == [("old", Difference.SAME), ("new", Difference.NEW)]


def test_between_two_candidates_nothing_is_guessed() -> None:
    third = "Hvor ser jeg min regning?"
    plan = plan_import(
        [at_source("new", NEW), at_source("third", third)],
        [on_page("old", OLD)],
        [imported("old", OLD)],
    )
    assert kinds(plan) == [
        ("new", Difference.NEW),
        ("third", Difference.NEW),
        ("old", Difference.GONE),
    ]
    plan = plan_import(
        [at_source("new", NEW)],
        [on_page("old", OLD), on_page("third", third)],
        [imported("old", OLD), imported("third", third)],
    )
    assert kinds(plan) == [
        ("new", Difference.NEW),
        ("old", Difference.GONE),
        ("third", Difference.GONE),
    ]


# -- order


def test_the_order_of_the_source_with_gone_ones_last() -> None:
    plan = plan_import(
        [at_source("c", "Hvad er en fjernlåner?"), at_source("new", NEW), at_source("a")],
        [on_page("z"), on_page("a"), on_page("old", OLD), on_page("y")],
        [imported("a"), imported("y"), imported("old", OLD), imported("z")],
    )
    assert kinds(plan) == [
        ("c", Difference.NEW),
        ("new", Difference.RENAMED),
        ("a", Difference.SAME),
        ("y", Difference.GONE),
        ("z", Difference.GONE),
    ]
    assert [planned.key for planned in plan.writes] == ["c", "new"]


# -- hostile


def test_a_key_that_the_source_has_twice() -> None:
    plan = plan_import(
        [at_source("k", answer="A"), at_source("k", answer="B")],
        [on_page("k", answer="C")],
        [imported("k", answer="C")],
    )
    assert kinds(plan) == [("k", Difference.CHANGED), ("k", Difference.CONFLICT)]
    assert plan.items[1].page_item is None
    assert len(plan.writes) == 1


def test_a_key_that_the_page_has_twice() -> None:
    first, copy = on_page("k", block_id="1"), on_page("k", answer="B", block_id="2")
    plan = plan_import([at_source("k")], [first, copy], [imported("k")])
    assert [planned.page_item for planned in plan.items] == [first]


def test_empty_texts_are_compared_as_such_and_never_renamed() -> None:
    def empty(key: str) -> FaqItem:
        return FaqItem("", "", "", Audience.BORROWER, None, NOWHERE, key, 0)

    plan = plan_import(
        [empty("a"), empty("b")],
        [PageItem("a", "", ""), PageItem("c", "", "")],
        [Wording("a", "", ""), Wording("c", "", "")],
    )
    assert kinds(plan) == [("a", Difference.SAME), ("b", Difference.NEW), ("c", Difference.GONE)]


def test_nothing_at_all() -> None:
    assert plan_import([], [], []) == ImportPlan(())


def test_one_pass_iterators_are_enough() -> None:
    plan = plan_import(iter([at_source("k")]), iter([on_page("k")]), iter([imported("k")]))
    assert kinds(plan) == [("k", Difference.SAME)]
