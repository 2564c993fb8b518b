"""The answer in short: what a late return costs, when one is blocked, how to pay."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from freezegun import freeze_time

from tests import factories
from wagtail_libfees.blocks import InShortBlock
from wagtail_libfees.caching import noted_boundary

pytestmark = pytest.mark.django_db

LIMIT = ("exclusion", {"amount": "200", "inclusive": True})
PORTAL = {
    "portal": {"name": "Fjordbetaling", "url": "https://betal.example/", "login_needed": True},
}


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def page(site):
    page = factories.takster_page(site.root_page, LIMIT, factories.overdue())
    factories.fee_settings(site, fee_page=page, **PORTAL)
    return page


def read(client, url):
    return BeautifulSoup(client.get(url).content, "lxml")


def words(element):
    return " ".join(element.get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split())


def card(client, url):
    """The words of the one answer in short at `url`; empty without one."""
    found = read(client, url).select(".libfees-in-short")
    assert len(found) < 2
    return words(found[0]) if found else ""


def block(request, page, heading=""):
    """The block in a stream of a page of the site's own, and the request that it was shown for."""
    stream = Template("{% load wagtailcore_tags %}{% include_block block with id='i' %}")
    bound = InShortBlock().bind(InShortBlock().to_python({"heading": heading}))
    return stream.render(Context({"request": request, "page": page, "block": bound}))


def request_for(site, path="/"):
    return RequestFactory().get(path, headers={"host": site.hostname})


def test_it_says_fees_limit_and_payment(client, page):
    found = read(client, page.url).select_one(".libfees-in-short")
    text = words(found)
    assert "20–70 kr." in text
    assert "200 kr. eller mere" in text
    assert found.select_one(".libfees-button")["href"] == "https://betal.example/"
    assert "Du skal logge ind." in text
    assert [a["href"] for a in found.select("dl a, .libfees-note a")] == ["#beregn", "#betal"]


@pytest.mark.parametrize("kind", ["payment_change", "rate_change"])
def test_a_notice_about_payment_and_the_questions_tell_the_rates_of_the_fee_page(
    client, site, page, kind
):
    notices = factories.notice_index(site.root_page)
    told = [
        factories.notice(notices, kind=kind, new_url="https://ny.example/"),
        factories.faq_page(site.root_page),
    ]
    for other in told:
        found = read(client, other.url).select_one(".libfees-in-short")
        assert "20–70 kr." in words(found)
        assert found.select_one("dl a")["href"] == f"{page.url}#beregn"
    page.body = [factories.overdue(factories.group("Voksne", (1, None, 99)))]
    page.save_revision().publish()
    assert all("99 kr." in card(client, other.url) for other in told)


@pytest.mark.parametrize("fields", [{"kind": "outage"}, {"to_day": date(2026, 1, 2)}])
def test_no_other_notice_tells_the_rates_nor_one_that_is_over(client, site, page, fields):
    notices = factories.notice_index(site.root_page)
    notice = factories.notice(notices, **{"kind": "rate_change", **fields})
    assert card(client, notice.url) == ""


def test_it_speaks_the_language_of_the_page_or_says_which_words_do_not(client, site, page):
    factories.translated(site.root_page, slug="front")
    english = factories.translated(factories.faq_page(site.root_page), slug="questions")
    found = read(client, english.url).select_one(".libfees-in-short")
    assert "DKK 20–70" in words(found)
    assert [words(danish) for danish in found.select("dl [lang=da]")] == ["Voksne"]
    fees = factories.translated(page, slug="fees")
    found = read(client, english.url).select_one(".libfees-in-short")
    assert found.select("dl [lang]") == []
    assert found.select_one("dl a")["href"] == f"{fees.url}#calculate"


def test_each_site_tells_its_own_rates(client, site, page):
    other = factories.site("anden.example", default=False)
    theirs = factories.takster_page(
        other.root_page, factories.overdue(factories.group("Alle", (1, None, 5)))
    )
    factories.fee_settings(other, fee_page=theirs)
    questions = factories.faq_page(other.root_page)
    response = client.get(questions.get_url_parts()[2], headers={"host": other.hostname})
    text = words(BeautifulSoup(response.content, "lxml").select_one(".libfees-in-short"))
    assert "5 kr." in text
    assert "20" not in text
    assert "20–70 kr." in card(client, factories.faq_page(site.root_page).url)


def forget(page):
    page.unpublish()


def hide(page):
    factories.restrict(page)


def expire(page):
    page.expire_at = "2026-01-01T00:00Z"
    page.save()


@pytest.mark.parametrize("withdraw", [forget, hide, expire])
def test_nothing_is_said_while_the_fee_page_is_not_public(client, site, page, withdraw):
    questions = factories.faq_page(site.root_page)
    withdraw(page)
    assert card(client, questions.url) == ""
    assert block(request_for(site), site.root_page).strip() == ""


def test_nothing_is_said_by_another_page_in_the_place_of_the_fee_page(client, site, page):
    questions = factories.faq_page(site.root_page)
    for other in (factories.staff_guide(site.root_page), questions):
        factories.fee_settings(site, fee_page=other, **PORTAL)
        assert card(client, questions.url) == ""


def test_there_is_no_card_where_there_is_nothing_to_say(client, site):
    page = factories.takster_page(site.root_page, factories.text())
    settings = factories.fee_settings(site, fee_page=page)
    assert card(client, page.url) == ""
    settings.payment_routes = [factories.payment_route("desk")]
    settings.save()
    assert "skranken" in card(client, page.url)


@pytest.mark.parametrize(
    ("now", "told"), [("2026-11-01T11:00Z", False), ("2026-11-02T11:00Z", True)]
)
def test_coming_rates_are_announced_sixty_days_before(client, site, now, told):
    coming = factories.overdue(factories.group("Voksne", (1, None, 88)), first=date(2027, 1, 1))
    with freeze_time(now):
        page = factories.takster_page(site.root_page, factories.overdue(), coming)
        response = client.get(page.url)
    assert ("Nye takster fra den 1. januar 2027" in response.content.decode()) is told


# Caches


@pytest.mark.parametrize(
    ("rates", "fields", "settings"),
    [
        ([factories.overdue(first=date(2026, 11, 21))], {}, {}),
        # From sixty days before, the coming rates are announced.
        ([factories.overdue(first=date(2027, 1, 20))], {}, {}),
        ([], {"expire_at": "2026-11-20T23:00Z"}, {}),
        (
            [],
            {},
            {
                "old_balances_before": date(2026, 1, 1),
                "old_balances_place": "Det gamle system",
                "old_balances_until": date(2026, 11, 20),
            },
        ),
    ],
)
@freeze_time("2026-11-20 22:30")
def test_no_cache_keeps_it_past_the_moment_at_which_it_says_something_else(
    client, site, rates, fields, settings
):
    page = factories.takster_page(site.root_page, factories.overdue(), *rates, **fields)
    factories.fee_settings(site, fee_page=page, **PORTAL, **settings)
    questions = factories.faq_page(site.root_page)
    assert "no-store" in client.get(questions.url).headers["Cache-Control"]
    request = request_for(site)
    block(request, site.root_page)
    assert noted_boundary(request) == datetime(2026, 11, 20, 23, tzinfo=UTC)


# The block


def test_the_block_stands_on_any_page_of_a_site(site, page):
    found = BeautifulSoup(block(request_for(site), site.root_page, "Hvad koster det?"), "lxml")
    assert words(found.h2) == "Hvad koster det?"
    assert found.section["id"] == "i"
    assert "20–70 kr." in words(found)


def test_the_block_takes_the_place_of_the_answer_at_the_head_of_the_questions(client, site, page):
    placed = ("in_short", {"heading": "Priser"})
    questions = factories.faq_page(site.root_page, factories.questions(), placed)
    text = card(client, questions.url)
    assert text.startswith("Priser")


def test_the_block_without_a_request_says_nothing(page):
    assert InShortBlock().render({"heading": ""}).strip() == ""
    assert block(None, page.get_parent()).strip() == ""


def test_staff_may_have_it_in_their_guide_and_nobody_else_reads_it(client, site, page):
    guide = factories.staff_guide(site.root_page, ("in_short", {"heading": ""}))
    response = client.get(guide.url)
    assert response.status_code == 302
    client.force_login(factories.staff())
    response = client.get(guide.url)
    assert "20–70" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_its_preview_has_rates_of_its_own(client, site):
    with translation.override("da"):
        block = InShortBlock()
        context = block.get_preview_context(block.get_preview_value(), {})
        html = block.render(block.get_preview_value(), context)
    assert "kr." in html
