"""What a question has beside its answer: a sentence in short, what it leads on to, a day."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.findings import findings
from wagtail_libfees.models.addresses import question_keys
from wagtail_libfees.search.open_data import answers_document
from wagtail_libfees.search.published import find_questions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with freeze_time("2026-11-20 09:00"):
        yield


@pytest.fixture
def faq(site):
    """Two questions; the first leads on to the second by the words that it had long ago."""
    page = factories.faq_page(site.root_page, factories.questions(("A?", "<p>a</p>")), slug="svar")
    raw = list(page.body.get_prep_value())
    questions = raw[0]["value"]["questions"]
    key = question_keys(page)[questions[0]["id"]]
    related = f'<ul><li><a href="/libfees/q/{key}/">Hed før noget andet</a></li></ul>'
    first = {
        "question": "Hvad koster det?",
        "short": "Højst {portal}.",
        "answer": "<p>Et gebyr.</p>",
        "related": f'{related}<p><a href="https://x.example/?a=1&amp;b=2">Regler</a></p>',
        "shown_open": True,
        "reviewed_on": "2025-01-02",
    }
    questions.insert(0, {"type": "item", "id": str(uuid4()), "value": first})
    factories.fee_settings(site, portal="Portalen")
    page.body = page.body.stream_block.to_python(raw)
    page.save()
    return type(page).objects.get(pk=page.pk)


def shown(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser").select(
        "details.libfees-question"
    )


def test_a_question_is_shown_with_all_that_it_has(client, faq):
    first, second = shown(client, faq)
    assert first.has_attr("open")
    assert not second.has_attr("open")
    answer = first.select_one(".libfees-answer")
    assert answer.p.get_text() == "Højst Portalen."
    assert [a.get_text() for a in answer.select(".libfees-related a")] == ["A?", "Regler"]
    assert "2. januar 2025" in answer.get_text()
    assert not second.select(".libfees-related, .libfees-short, .libfees-note")


def test_a_question_that_is_renamed_is_renamed_where_it_is_linked_to(client, faq):
    faq.body[0].value["questions"][1]["question"] = "Og nu <b>?"
    faq.save()
    assert shown(client, faq)[0].select_one(".libfees-related a").get_text() == "Og nu <b>?"


def test_the_short_answer_is_found_and_data_has_it_all(site, faq):
    assert find_questions(site, "da", "portalen").total == 1
    first = answers_document(site, ["da"])["answers"][0]
    assert first["short"] == "Højst Portalen."
    assert first["answer"] == "Højst Portalen.\n\nEt gebyr."
    assert first["reviewed_on"] == "2025-01-02"
    assert [each["title"] for each in first["related"]] == ["A?", "Regler"]
    assert first["related"][1]["url"] == "https://x.example/?a=1&b=2"
    assert first["related"][0]["url"].startswith("http://localhost/libfees/q/")


@pytest.mark.parametrize(("months", "told"), [(None, False), (12, True), (36, False)])
def test_a_question_that_nobody_has_reviewed_for_long_is_told(site, faq, months, told):
    factories.fee_settings(site, review_interval_months=months)
    found = [finding for finding in findings(faq) if finding.code == "question_not_reviewed"]
    assert bool(found) is told
    assert all(
        each.place.child == "reviewed_on" and "2. januar 2025" in each.message for each in found
    )


def test_the_name_of_a_page_that_everyone_may_read_is_a_link(client, site, faq):
    fees = factories.takster_page(site.root_page, title="Takster", slug="takster")
    hidden = factories.faq_page(site.root_page, title="Skjult")
    factories.restrict(hidden)
    answer = "<p>Se Takster, Skjult og Om betaling.</p>"
    page = factories.faq_page(site.root_page, factories.questions(("C?", answer)))
    links = shown(client, page)[0].select(".libfees-answer a")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("Takster", fees.url),
    ]
