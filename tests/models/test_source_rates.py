"""A translated fee page whose source changes, or is no longer public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db

GROUPS = [
    factories.group("Børn under 18 år", (1, 7, 10), (8, None, 40), age_from=0, age_to=17),
    factories.group("Voksne fra 18 år", (1, 7, 20), (8, None, 70), age_from=18),
]


@pytest.fixture
def danish():
    """A published fee page."""
    site = factories.site()
    page = factories.takster_page(site.root_page, factories.overdue(*GROUPS), factories.text())
    factories.fee_settings(site, fee_page=page)
    return page


@pytest.fixture
def english(danish):
    """Its translation, with a name of its own for each group."""
    page = factories.translated(danish)
    raw = list(page.body.get_prep_value())
    names = ("Children under 18", "Adults from 18")
    for group, name in zip(raw[0]["value"]["groups"], names, strict=True):
        group["value"]["label"] = name
    page.body = page.body.stream_block.to_python(raw)
    page.save()
    return type(page).objects.get(pk=page.pk)


def hide(page, how):
    """Take the source from the public."""
    if how == "unpublished":
        page.unpublish()
    elif how == "expired":
        type(page).objects.filter(pk=page.pk).update(
            expire_at=timezone.now() - timedelta(minutes=1)
        )
    else:
        factories.restrict(page)


@pytest.mark.parametrize("how", ["unpublished", "expired", "private"])
def test_translation_says_that_there_are_no_rates(client, danish, english, how):
    hide(danish, how)
    response = client.get(english.url)
    assert response.status_code == 200
    text = response.content.decode()
    assert "not published at the moment" in text or "ikke offentliggjort" in text
    assert "<table" not in text
    assert "Noget om gebyrer." in text


@pytest.mark.parametrize("how", ["unpublished", "expired", "private"])
def test_other_addresses_of_the_translation_have_no_rates_either(client, danish, english, how):
    hide(danish, how)
    api = client.get(f"/api/v2/pages/{english.pk}/")
    assert api.status_code == 200
    assert api.json()["rates"]["card"]["overdue"] == []
    url = reverse("wagtail_libfees:estimate_json", args=[english.pk])
    assert client.get(url, {"due": "2026-11-01", "age": "30"}).status_code == 400


def change_ages(page, limit):
    """Move the limit between children and adults in the source."""
    raw = list(page.body.get_prep_value())
    children, adults = (group["value"] for group in raw[0]["value"]["groups"])
    children.update(label=f"Børn under {limit} år", age_to=limit - 1)
    adults.update(label=f"Voksne fra {limit} år", age_from=limit)
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision().publish()


def labels(page):
    """The names of the groups as the page shows them."""
    fresh = type(page).objects.get(pk=page.pk)
    return [group.group.label for fees in fresh.rate_card.overdue for group in fees.groups]


def test_translated_name_is_kept_while_its_ages_hold(danish, english):
    assert labels(english) == ["Children under 18", "Adults from 18"]


def test_translated_name_gives_way_when_the_ages_change(danish, english):
    change_ages(danish, 15)
    assert labels(english) == ["Children under 15", "Adults from 15"]


def test_calculator_of_the_translation_answers_in_its_language(client, danish, english):
    url = reverse("wagtail_libfees:estimate", args=[english.pk])
    question = {"due": "2026-11-01", "returned": "2026-11-09", "age": "30"}
    text = client.post(url, question).content.decode()
    assert "On 9 November 2026: DKK" in text
    errors = client.get(reverse("wagtail_libfees:estimate_json", args=[english.pk])).json()
    assert errors["errors"] == ["Write the date on which you should have returned it."]
