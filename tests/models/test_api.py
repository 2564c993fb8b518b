"""What the page API says of the package's pages."""

import json

import pytest
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.rates import import_json

pytestmark = pytest.mark.django_db


def detail(client, page):
    """The page as the API has it."""
    response = client.get(f"/api/v2/pages/{page.pk}/")
    assert response.status_code == 200
    return response.json()


@freeze_time("2026-11-20 12:00")
def test_rates_are_a_document_that_can_be_read_back(client):
    page = factories.takster_page(factories.site().root_page)
    data = detail(client, page)["rates"]
    assert import_json(json.dumps(data)) == page.rate_card


@freeze_time("2026-11-20 12:00")
def test_fee_free_zero_and_unknown_differ(client):
    bands = [(1, 7, "free"), (8, 14, 0), (15, None, None)]
    page = factories.takster_page(
        factories.site().root_page, factories.overdue(factories.group("Voksne", *bands))
    )
    found = detail(client, page)["body"][0]["value"]["groups"][0]["bands"]
    assert [(b["amount"], b["state"]) for b in found] == [
        (None, "fee_free"),
        ("0.00", "known"),
        (None, "unknown"),
    ]


def test_questions_are_given_with_their_answers(client):
    page = factories.faq_page(factories.site().root_page)
    (group,) = detail(client, page)["body"]
    assert group["value"]["questions"][0]["question"] == "Kan jeg betale med kort?"


def test_notice_is_given_with_its_window(client):
    page = factories.notice(factories.notice_index(factories.site().root_page))
    data = detail(client, page)
    assert data["from_day"] == "2026-01-01"
    assert data["to_day"] is None


@pytest.mark.parametrize("kind", ["faq", "takster", "notice"])
def test_the_search_description_is_filled(client, kind):
    site = factories.site()
    factories.fee_settings(site, portal="Fjordbetaling")
    words = {"search_description": "Betal i {portal}"}
    if kind == "notice":
        page = factories.notice(factories.notice_index(site.root_page), **words)
    else:
        page = getattr(factories, f"{kind}_page")(site.root_page, **words)
    found = detail(client, page)
    assert found["meta"]["search_description"] == "Betal i Fjordbetaling"
    assert "search_description" not in found
