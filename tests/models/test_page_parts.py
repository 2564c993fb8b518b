"""The order in which a fee page tells things."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from django.utils import translation
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.models.page_parts import KINDS, anchors, beside, page_parts

pytestmark = pytest.mark.django_db

BASE = "example_site/base.html"
STREAM = [
    ("text", {"heading": "Først", "text": ""}),
    ("contact", {"heading": "Spørg", "points": []}),
    ("text", {"heading": "Om kontakt", "text": ""}),
    ("exclusion", {"amount": "200", "inclusive": True}),
    ("payment", {"heading": "Betaling", "text": ""}),
    factories.overdue(),
    ("text", {"heading": "Om gebyr", "text": ""}),
]


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def page(site):
    page = factories.takster_page(site.root_page, *STREAM)
    factories.fee_settings(
        site,
        fee_page=page,
        portal={"name": "Fjordbetaling", "url": "https://betal.example/", "login_needed": True},
    )
    return page


def read(client, url):
    return BeautifulSoup(client.get(url).content, "lxml")


def words(element):
    return " ".join(element.get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split())


def order(page, **settings):
    with override_settings(WAGTAIL_LIBFEES=settings):
        parts = page_parts(page.body, ["calculator"])
    return [(part.kind, [child.block_type for child in part.blocks]) for part in parts]


def test_parts_stand_by_kind_and_a_text_stays_behind_its_block(page):
    assert order(page) == [
        ("", ["text"]),
        ("late", ["overdue_fees", "text"]),
        ("calculator", []),
        ("payment", ["payment"]),
        ("blocked", ["exclusion"]),
        ("contact", ["contact", "text"]),
    ]


def test_a_site_can_have_another_order(page):
    kinds = [kind for kind, _blocks in order(page, TAKSTER_ORDER=["contact", "blocked"])]
    assert kinds == ["", "contact", "blocked", "late", "calculator", "payment"]


def test_a_wide_page_tells_the_contact_and_what_is_paid_before_it_beside(page):
    parts = page_parts(page.body, [])
    first, aside, after = beside(parts)
    assert [*first, *aside, *after] == parts
    assert [part.kind for part in first] == ["", "late"]
    assert [part.kind for part in aside] == ["payment", "blocked", "contact"]
    # Without a contact nothing is beside.
    assert beside(parts[:-1]) == (parts[:-1], [], [])


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_has_an_anchor_of_its_own_that_can_be_said(language):
    with translation.override(language):
        found = anchors()
    assert set(found) == set(KINDS)
    assert len(set(found.values())) == len(KINDS)
    assert all(anchor.replace("-", "").isascii() for anchor in found.values())


def test_the_contents_have_every_part_by_the_words_of_its_heading(client, page):
    found = read(client, page.url)
    assert [words(link) for link in found.select(".libfees-contents a")] == [
        *("Gebyr", "Hvad koster det?", "Hvad sker der hvornår", "Betaling"),
        *("Spærret", "Spørg"),
    ]


def test_every_block_keeps_its_old_anchor(client, page):
    found = read(client, page.url)
    for child in page.body:
        assert found.find(id=child.id)


def test_coming_rates_say_only_what_differs_for_each_group(client, site):
    children = factories.group("Børn", (1, 7, 10), (8, None, 40))
    coming = factories.overdue(
        children, factories.group("Voksne", (1, 7, 20), (8, None, 75)), first=date(2027, 1, 1)
    )
    now = factories.overdue(children, factories.group("Voksne", (1, 7, 20), (8, None, 70)))
    with freeze_time("2026-11-20T11:00Z"):
        page = factories.takster_page(site.root_page, now, coming)
        [section] = read(client, page.url).select(".libfees-coming")
    assert [words(found) for found in section.select("h4")] == ["Voksne"]
    assert [words(row) for row in section.select("dl > div")] == [
        "Efter 7 dage Nu: 70 kr. → Derefter: 75 kr."
    ]
