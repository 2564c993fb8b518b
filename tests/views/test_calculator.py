"""The calculator's addresses for scripts and other systems."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A public fee page."""
    return factories.takster_page(factories.site().root_page)


def json_url(page, query=""):
    """The address of the answer as data."""
    return reverse("wagtail_libfees:estimate_json", args=[page.pk]) + query


GOOD = "?due=2026-11-01&returned=2026-11-09&group=Voksne"


def test_answer_as_data(client, page):
    response = client.get(json_url(page, GOOD))
    data = response.json()
    assert response.status_code == 200
    assert data["total"] == "70.00"
    assert data["lines"][0]["days_overdue"] == 8
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?due=2026-13-01&group=Voksne",
        "?due=2026-11-01&age=-1",
        "?due=2026-11-01&age=999",
        "?due=2026-11-01&group=%3Cscript%3E",
        "?due=2026-11-01&group=%00",
    ],
)
def test_nonsense_is_status_400_with_a_sentence(client, page, query):
    response = client.get(json_url(page, query))
    assert response.status_code == 400
    assert all(len(text) > 10 for text in response.json()["errors"])
    assert response.json()["errors"]


def test_fragment_answers_a_post(client, page):
    url = reverse("wagtail_libfees:estimate", args=[page.pk])
    data = {"due": "2026-11-01", "returned": "2026-11-09", "group": "Voksne"}
    response = client.post(url, data)
    assert response.status_code == 200
    assert "70\xa0kr." in response.content.decode()
    assert client.post(url, {"due": "x"}).status_code == 400
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("state", ["draft", "private", "of another site", "unknown"])
def test_page_that_is_not_public_here_is_not_found(client, page, state):
    if state == "draft":
        page.unpublish()
    elif state == "private":
        factories.restrict(page)
    elif state == "of another site":
        other = factories.site("andenby.example", default=False)
        page = factories.takster_page(other.root_page)
    pk = 99999 if state == "unknown" else page.pk
    assert client.get(reverse("wagtail_libfees:estimate_json", args=[pk]) + GOOD).status_code == 404


def test_question_in_the_address_is_not_kept_by_caches(client, page):
    response = client.get(page.url + GOOD)
    assert "70\xa0kr." in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
