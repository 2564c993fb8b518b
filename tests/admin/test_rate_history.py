"""“Rates over the years”: what was adopted when, by whom, with the decision."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


DECIDED = {
    "adopted_by": "Byrådet",
    "adopted_on": date(2025, 10, 7),
    "decision_url": "https://kommune.example/7",
}


def overdue(amount, first=None, last=None, **more):
    """Overdue fees of one group."""
    return factories.overdue(
        factories.group("Voksne", (1, None, amount)), first=first, last=last, **more
    )


@pytest.fixture
def page():
    """A fee page that has been, is and will be; what will be is in the draft only."""
    blocks = [overdue(20), overdue(25, date(2026, 1, 1), **DECIDED), factories.other_fees(("A", 5))]
    page = factories.takster_page(factories.site().root_page, *blocks)
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    page.body.append(overdue(30, date(2027, 1, 1)))
    page.save_revision()
    return page


@pytest.fixture
def editor(client):
    client.force_login(factories.staff("redaktoer", "change_page"))
    return client


def shown(client, page, **query):
    """The screen."""
    response = client.get(reverse("libfees_rate_history", args=[page.pk]), query)
    return BeautifulSoup(response.content, "html.parser")


def rows(html):
    """Each line of the list as its words."""
    return [row.get_text(" ", strip=True) for row in html.select(".libfees-years tbody tr")]


def test_each_version_tells_who_decided_it_and_whether_it_holds(editor, page):
    coming, now, first = rows(shown(editor, page))
    assert "Fra 1. januar 2027" in coming
    assert "Kommende" in coming
    assert "Ikke udgivet" in coming
    assert "Fra 1. januar 2026" in now
    assert "Gælder nu" in now
    assert "Vedtaget af Byrådet den 7. oktober 2025." in now
    assert "Ikke udgivet" not in now
    assert "Andre gebyrer" in first
    assert "står ikke" in first


def test_published_version_is_shown_to_borrowers_and_a_draft_as_a_preview(editor, page):
    html = shown(editor, page)
    links = [row.select("td")[-1].a["href"] for row in html.select(".libfees-years tbody tr")]
    assert links[0] == reverse("wagtailadmin_pages:view_draft", args=[page.pk]) + "?date=2027-01-01"
    assert links[1] == f"{page.url}?date=2026-01-01"
    assert html.select_one("a[href='https://kommune.example/7']")
    assert b"30" in editor.get(links[0]).content


def test_two_years_are_compared(editor, page):
    html = shown(editor, page, compare="2027-01-01")
    changed = html.select_one("#compared tbody").get_text(" ", strip=True)
    assert "25\xa0kr. 30\xa0kr." in changed
    assert not shown(editor, page, compare="2030-01-01").select("#compared table")


@pytest.mark.parametrize("day", ["", "i morgen", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_not_found(editor, page, day):
    url = reverse("libfees_rate_history", args=[page.pk])
    assert editor.get(url, {"compare": day}).status_code == 404


def test_trial_that_ended_is_told(editor):
    trial = overdue(0, date(2026, 3, 1), date(2026, 3, 31))
    page = factories.takster_page(factories.site().root_page, overdue(20), trial)
    found = rows(shown(editor, page))
    assert len(found) == 3
    assert "Fra 1. april 2026" in found[0]


def test_page_without_rates_says_so(editor):
    page = factories.takster_page(factories.site().root_page, factories.text())
    assert rows(shown(editor, page)) == []
