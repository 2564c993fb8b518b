"""Findings as an editor reads them: empty fields too, the same said once, places by name."""

import pytest
from django.utils import translation

from tests import factories
from wagtail_libfees.blocks.walk import Place
from wagtail_libfees.editorial.concerns import concerns, report_of
from wagtail_libfees.editorial.place_names import PlaceNames
from wagtail_libfees.editorial.registry import Finding, Severity, findings
from wagtail_libfees.models import LibfeesPageMixin
from wagtail_libfees.quality.check_runs import checked_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.site().root_page


def empty(page):
    """The names of the empty fields that are told."""
    names = PlaceNames(page)
    return [names.name(f.place) for f in findings(page) if f.code == "field_empty"]


# Empty fields

QUESTION = {"question": "Hvad?", "answer": "<p>Ja.</p>"}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (("questions", {"heading": "", "questions": [QUESTION]}), []),
        (("questions", {"heading": "G", "questions": []}), ["G › Spørgsmål"]),
        (
            ("questions", {"questions": [QUESTION, {"question": "", "answer": ""}]}),
            ["Spørgsmål › Spørgsmål", "Spørgsmål › Svar"],
        ),
        (("text", {"heading": "Priser", "text": ""}), ["Priser › Tekst"]),
        (
            ("contact", {"points": [{"matter": "", "name": "Ole"}]}),
            ["Ole › Hvad det drejer sig om"],
        ),
    ],
)
def test_what_is_empty_in_blocks_is_told_by_its_place(home, block, expected):
    assert empty(factories.faq_page(home, block, live=False)) == expected


def test_what_is_empty_in_rates_is_told_once(home):
    """The day by the field, the amount by the rate core."""
    rows = [(None, None, None)]
    blocks = [factories.overdue(factories.group("Voksne", *rows)), ("exclusion", {"amount": None})]
    page = factories.takster_page(home, *blocks, live=False)
    assert empty(page) == ["Gebyr › Voksne › Fra dag"]
    assert "exclusion_amount_unknown" in {f.code for f in findings(page)}


def test_an_empty_title_is_told_and_a_slug_is_wagtails(home):
    page = factories.faq_page(home, live=False)
    page.title = page.slug = ""
    assert empty(page) == ["Titel"]


def test_a_page_of_each_type_as_it_begins_is_looked_at():
    """No check fails on the fields of a type, also of one that a site has made."""
    for model in checked_models():
        assert issubclass(model, LibfeesPageMixin)
        assert "check_failed" not in {f.code for f in findings(model())}, model


# The same is said once


def finding(code="date_without_year", message="Datoen.", block="a", severity="warning", **params):
    return Finding(code, Severity(severity), message, Place("body", block), params=params)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], []),
        ([finding(block="a"), finding(block="b")], [(2, 2)]),
        ([finding(), finding(message="En anden.")], [(1, 1), (1, 1)]),
        ([finding(), finding(severity="error")], [(1, 1), (1, 1)]),
        # A term in all its spellings; a missing fact is one thing to mend.
        (
            [
                finding("outdated_term", "”NemID” er forældet.", term="NemID"),
                finding("outdated_term", "”nemid” er forældet.", "b", term="NemID"),
            ],
            [(2, 2)],
        ),
        ([finding("fact_gap", block="a"), finding("fact_gap", block="b")], [(2, 1)]),
    ],
)
def test_the_same_is_one_concern_with_its_places(found, expected):
    assert [(len(each.places), each.count) for each in concerns(found)] == expected


def test_only_what_can_be_replaced_is_counted_for_the_button():
    terms = [
        finding("outdated_term", block=block, term="bøde", replaceable=block != "c")
        for block in "abc"
    ]
    [concern] = concerns(terms)
    assert (len(concern.places), concern.replaceable) == (3, 2)


@pytest.mark.parametrize(
    ("language", "causes", "summary"),
    [
        (
            "da",
            ["2 fakta mangler", "1 beløb mangler", "1 uklar dato"],
            "4 fund. 3 stopper udgivelse.",
        ),
        (
            "en",
            ["2 missing facts", "1 missing amount", "1 unclear date"],
            "4 findings. 3 stop publishing.",
        ),
    ],
)
def test_causes_are_counted_in_words(language, causes, summary):
    found = [
        finding(),
        finding("band_amount_unknown", severity="error"),
        finding("fact_gap", "A mangler.", severity="error"),
        finding("fact_gap", "B mangler.", severity="error"),
        finding("fact_gap", "B mangler.", "b", severity="error"),
    ]
    with translation.override(language):
        report = report_of(found)
        assert ([str(cause) for cause in report.causes], report.summary) == (causes, summary)


def test_what_nobody_knows_is_counted_too():
    assert [cause.name for cause in report_of([finding("of_a_site")]).causes] == ["other"]


# Names of places


def test_a_place_is_named_by_the_blocks_around_it(home):
    group = factories.group("Børn", (1, None, 10))
    page = factories.takster_page(home, factories.overdue(group, heading="Gebyrer"))
    [block] = page.body
    of_group = block.value["groups"].bound_blocks[0]
    band = of_group.value["bands"].bound_blocks[0]
    name = PlaceNames(page).name
    assert name(Place("body", block.id, "accrual")).startswith("Gebyrer › ")
    assert name(Place("body", of_group.id)) == "Gebyrer › Børn"
    assert name(Place("body", band.id, "amount")) == "Gebyrer › Børn › Beløb (kr.)"
    assert name(Place("title")) == "Titel"
    # What is gone, or never was, has no name.
    gone = (Place(), Place("body", "væk"), Place("andet"), Place("body", band.id, "væk"))
    assert [name(place) for place in gone] == ["", "", "", "Gebyrer › Børn"]


def test_a_long_question_is_named_by_its_beginning(home):
    page = factories.faq_page(home, factories.questions(("Hvorfor " * 60, "<p>Ja.</p>")))
    item = page.body[0].value["questions"].bound_blocks[0]
    assert len(PlaceNames(page).name(Place("body", item.id, "answer"))) < 75
