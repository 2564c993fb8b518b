"""The calculator's addresses for scripts and other systems."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
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


ASKED = {"due": "2026-11-01", "returned": "2026-11-09", "group": "Voksne"}


def test_the_script_is_answered_with_a_fragment(client, page):
    url = reverse("wagtail_libfees:estimate", args=[page.pk])
    script = {"X-Requested-With": "fetch"}
    response = client.post(url, ASKED, headers=script)
    assert response.status_code == 200
    assert "70\xa0kr." in response.content.decode()
    assert "<html" not in response.content.decode()
    assert client.post(url, {"due": "x"}, headers=script).status_code == 400


@pytest.mark.parametrize("language", ["da", "en"])
def test_without_script_the_whole_page_answers_and_no_address_has_what_was_typed(page, language):
    translated = factories.translated(page)
    shown = page if language == "da" else translated
    url = reverse("wagtail_libfees:estimate", args=[shown.pk])
    # A browser of another language, and a check of forms that nobody may need to pass.
    client = Client(
        enforce_csrf_checks=True, headers={"Accept-Language": "da" if language == "en" else "en"}
    )
    response = client.post(url, ASKED)
    found = BeautifulSoup(response.content, "lxml")
    assert found.html["lang"] == response.headers["Content-Language"] == language
    assert "70" in found.select_one("#answer h3").get_text()
    assert found.select_one("#calculator form")["method"] == "post"
    assert found.select_one('meta[name="robots"]')["content"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert not [link["href"] for link in found.select("a[href]") if "due=" in link["href"]]
    # The other language answers the same question.
    [form] = [form for form in found.select("header form") if not form.select("[aria-current]")]
    asked = {field["name"]: field["value"] for field in form.select("input")}
    other = BeautifulSoup(client.post(form["action"].partition("#")[0], asked).content, "lxml")
    assert other.html["lang"] != language
    assert "70" in other.select_one("#answer h3").get_text()


def test_who_comes_by_an_address_is_led_to_the_page(client, page):
    url = reverse("wagtail_libfees:estimate", args=[page.pk])
    assert client.get(url)["Location"] == page.url
    assert client.get(f"{url}?due=x&date=2027-01-01")["Location"] == f"{page.url}?date=2027-01-01"
    assert client.put(url).status_code == 405


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
