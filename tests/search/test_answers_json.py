"""`answers.json`: published questions by a schema, and nothing that is not public."""

import json

import jsonschema
import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_libfees.models.reviews import mark_as_reviewed
from wagtail_libfees.search.open_data import answers_schema_document

pytestmark = pytest.mark.django_db

URL, SCHEMA = "/libfees/answers.json", "/libfees/answers.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(
    answers_schema_document(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
PAIRS = [
    (
        "Hvad koster {portal}?",
        '<p>Se <a href="/takster/">takster</a> i {portal}.</p><ul><li>x</li></ul>',
    ),
    ("Hvornår?", "<p>Nu.</p>"),
]


@pytest.fixture
def faq(site):
    factories.fee_settings(site, portal="Portalen")
    return factories.faq_page(
        site.root_page, factories.questions(*PAIRS, heading="Alt"), slug="svar"
    )


def document(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    found = json.loads(response.content)
    VALIDATOR.validate(found)
    return found["answers"]


def test_a_question_is_told_as_its_page_tells_it(client, faq):
    first, second = document(client)
    block_id = faq.body[0].value["questions"].bound_blocks[0].id
    assert first["question"] == "Hvad koster Portalen?"
    assert first["answer"] == "Se takster (http://localhost/takster/) i Portalen.\n\n- x"
    assert first["markdown"] == "Se [takster](http://localhost/takster/) i Portalen.\n\n- x"
    assert (first["group"], first["language"]) == ("Alt", "da")
    assert first["url"] == f"http://localhost/svar/#q-{block_id}"
    assert client.get(first["permanent_url"]).url == f"/svar/#q-{block_id}"
    assert second["reviewed_on"] is None


def test_the_day_of_review_is_told(client, faq, admin_user):
    day = mark_as_reviewed(faq, admin_user).reviewed_on
    assert [answer["reviewed_on"] for answer in document(client)] == [day.isoformat()] * 2


def test_both_languages_and_each_alone(client, faq):
    factories.translated(faq)
    assert [answer["language"] for answer in document(client)] == ["da", "da", "en", "en"]
    assert {answer["language"] for answer in document(client, lang="en")} == {"en"}
    assert client.get(URL, {"lang": "xx"}).status_code == 404
    assert client.get(URL, {"x": "1"}).status_code == 400


def test_what_is_not_public_is_not_told(client, site, faq):
    word = "kanariefugl"
    hidden = [factories.questions((word, f"<p>{word}</p>"))]
    factories.staff_guide(site.root_page, *hidden)
    factories.faq_page(site.root_page, *hidden, live=False)
    factories.restrict(factories.faq_page(site.root_page, *hidden), PageViewRestriction.LOGIN)
    faq.body = hidden
    faq.save_revision()
    assert word not in client.get(URL).content.decode()
    assert word not in client.get("/libfees/llms.txt").content.decode()


def test_an_unchanged_answer_is_not_sent_again(client, faq):
    first = client.get(URL)
    assert client.get(URL, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"


def test_the_schema_is_published(client, site):
    response = client.get(SCHEMA)
    assert response["Content-Type"] == "application/schema+json"
    jsonschema.Draft202012Validator.check_schema(response.json())
