"""A plain page of a site with blocks of the package: they keep their promises there too."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from freezegun import freeze_time

from example_site.home.models import ArticlePage
from tests import factories
from wagtail_libfees.findings import PublishRefusedError, findings
from wagtail_libfees.models import LibfeesPageMixin
from wagtail_libfees.models.serializers import FilledField

LIMIT = ("exclusion", {"amount": "200", "inclusive": True})

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_kept")]


@pytest.fixture
def site():
    site = factories.site()
    factories.fee_settings(site, portal="Fjordbetaling")
    return site


def article(parent, *blocks, **fields):
    page = ArticlePage(title="Om gebyrer", slug="om-gebyrer", body=list(blocks), **fields)
    return parent.add_child(instance=page)


def read(client, page):
    return client.get(page.url).content.decode()


def test_facts_are_filled_in_its_texts(client, site):
    page = article(site.root_page, factories.text("Betal i {portal}.", heading="Om {portal}"))
    html = read(client, page)
    assert "Betal i Fjordbetaling." in html
    assert "Om Fjordbetaling" in html
    assert "{portal}" not in html


@freeze_time("2026-11-20 09:00")
def test_rates_that_do_not_hold_yet_are_not_shown(client, site):
    now = factories.overdue(factories.group("Voksne", (1, None, 21)), first=date(2026, 1, 1))
    later = factories.overdue(factories.group("Voksne", (1, None, 999)), first=date(2040, 1, 1))
    page = article(site.root_page, now, later)
    html = read(client, page)
    assert "21 kr." in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "999" not in html
    with freeze_time("2040-01-01 09:00"):
        html = read(client, page)
    assert "999" in html
    assert "21" not in html.replace("\N{NO-BREAK SPACE}", " ").split("<article")[1].split("kr.")[0]


@freeze_time("2026-12-31 22:30")
def test_no_cache_keeps_it_past_its_next_rates(client, site):
    now, later = factories.overdue(), factories.overdue(first=date(2027, 1, 1))
    response = client.get(article(site.root_page, now, later).url)
    assert "no-store" in response.headers["Cache-Control"]


@freeze_time("2026-11-20 09:00")
def test_the_boundary_is_the_earliest_of_its_own_and_the_sites(site):
    fees = factories.takster_page(site.root_page, LIMIT, factories.overdue(first=date(2027, 3, 1)))
    factories.fee_settings(site, fee_page=fees)
    own = factories.overdue(first=date(2027, 5, 1))
    page = article(site.root_page, own, factories.text("Grænsen er {exclusion_threshold}."))
    facts = page.get_facts()
    assert page.get_text_boundary(facts) == datetime(2027, 4, 30, 22, tzinfo=UTC)
    facts.text("{exclusion_threshold}")
    assert page.get_text_boundary(facts) == datetime(2027, 2, 28, 23, tzinfo=UTC)


def test_what_is_wrong_is_not_published(site):
    page = ArticlePage(title="Om", body=[factories.text(factories.PLACEHOLDER)])
    with pytest.raises(PublishRefusedError):
        site.root_page.add_child(instance=page)
    gap = factories.overdue(factories.group("Voksne", (1, 7, 20), (9, None, 70)))
    page = ArticlePage(title="Om", body=[gap], live=False)
    site.root_page.add_child(instance=page)
    assert "band_gap" in {finding.code for finding in findings(page)}
    with pytest.raises(PublishRefusedError):
        page.save_revision().publish()


def test_the_editor_has_the_live_checks(client, site):
    page = article(site.root_page, factories.text("Skriv cpr"))
    client.force_login(factories.admin())
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("libfees_live_findings", args=[page.pk]) in html


def test_the_stored_page_stays_as_it_was_written(client, site):
    page = article(site.root_page, factories.text("Betal i {portal}."))
    read(client, page)
    page.refresh_from_db()
    assert "{portal}" in page.body[0].value["text"].source


def test_a_page_without_facts_or_coming_rates_is_shown_as_it_is(site, rf):
    page = article(site.root_page, factories.text("Velkommen."))
    shown = page.get_context(rf.get("/"))["page"]
    assert shown.body is page.body
    assert isinstance(shown, LibfeesPageMixin)


def test_a_search_finds_the_values(site):
    page = article(site.root_page, factories.text("Betal i {portal}."))
    assert any("Fjordbetaling" in text for text in page.searchable_text)


def test_a_base_page_may_do_without_a_field_that_the_api_tells(site):
    page = article(site.root_page, search_description="Betal i {portal}")
    told = {}
    for name in ("search_description", "not_there"):
        field = FilledField()
        field.source = name
        told[name] = field.to_representation(field.get_attribute(page))
    assert told == {"search_description": "Betal i Fjordbetaling", "not_there": ""}
