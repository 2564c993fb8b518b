"""Two editors at one notice: who ends it is not undone by who has an older form open."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.notices.admin.forms import form
from wagtail_libfees.pages.models import ServiceNoticePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(client):
    client.force_login(factories.admin())
    index = factories.notice_index(factories.site().root_page)
    notice = factories.notice(index, "Lukket", severity="warning")
    notice.save_revision().publish()
    return notice


def url(notice):
    return reverse("wagtailadmin_pages:edit", args=[notice.pk])


def loaded(client, notice):
    """What Wagtail's editor says of the version in its form."""
    page = BeautifulSoup(client.get(url(notice)).content, "lxml")
    return {field["name"]: field["value"] for field in page.select("input[name^=loaded_revision]")}


def send(client, notice, opened, **fields):
    data = form(**{"slug": notice.slug, "severity": "warning", **opened, **fields})
    return client.post(url(notice), data)


def row(notice):
    return ServiceNoticePage.objects.get(pk=notice.pk)


def test_an_older_form_does_not_bring_back_what_was_ended(client, notice):
    first, second = loaded(client, notice), loaded(client, notice)
    assert "loaded_revision_id" in first
    publish = {"action-publish": "1"}
    send(client, notice, first, to_day="2026-11-30", **publish)
    assert row(notice).to_day == date(2026, 11, 30)
    response = send(client, notice, second, lead="Rettet.", to_day="2099-12-31", **publish)
    assert response.status_code == 200
    assert "En anden har ændret meddelelsen" in response.content.decode()
    assert "Rettet." in response.content.decode()
    assert (row(notice).to_day, row(notice).version) == (date(2026, 11, 30), 2)
    # Who has read that and publishes again means it.
    again = BeautifulSoup(response.content, "lxml").select_one("[name=loaded_revision_id]")
    opened = {"loaded_revision_id": again["value"]}
    send(client, notice, opened, lead="Rettet.", to_day="2099-12-31", **publish)
    assert (row(notice).lead, row(notice).version) == ("Rettet.", 3)


def test_a_draft_of_an_older_form_is_kept(client, notice):
    second = loaded(client, notice)
    row(notice).save_revision()
    send(client, notice, second, lead="Kladde.")
    assert row(notice).get_latest_revision_as_object().lead == "Kladde."
    assert row(notice).lead != "Kladde."


def autosave(client, notice, opened, **fields):
    data = form(**{"slug": notice.slug, "severity": "warning", **opened, **fields})
    response = client.post(url(notice), data, headers={"accept": "application/json"})
    assert response.json()["success"]
    return response.json()["revision_id"]


def test_publishing_while_ones_own_draft_is_being_saved_is_no_conflict(client, notice):
    """The browser has not heard of the draft yet, and sends the version that it loaded."""
    opened = loaded(client, notice)
    for _twice in range(2):
        autosave(client, notice, opened, lead="Halvt.")
        send(client, notice, opened, lead="Rettet.", **{"action-publish": "1"})
        assert row(notice).lead == "Rettet."
        notice = row(notice)
        opened = loaded(client, notice)


@pytest.mark.parametrize(
    "change",
    [
        {"user": None},
        {"created_at": timezone.now() - timedelta(hours=1)},
    ],
    ids=["somebody else's draft", "an old draft in another window"],
)
def test_another_draft_than_that_is_a_conflict(client, notice, change):
    opened = loaded(client, notice)
    saved = autosave(client, notice, opened, lead="Halvt.")
    notice.revisions.filter(pk=saved).update(**change)
    response = send(client, notice, opened, lead="Rettet.", **{"action-publish": "1"})
    assert "En anden har ændret meddelelsen" in response.content.decode()
    assert row(notice).lead != "Rettet."


@pytest.mark.parametrize("loaded_id", ["0", "x", "999999"])
def test_a_version_that_is_not_known_is_a_conflict(client, notice, loaded_id):
    opened = {"loaded_revision_id": loaded_id}
    send(client, notice, opened, lead="Rettet.", **{"action-publish": "1"})
    assert row(notice).lead != "Rettet."
