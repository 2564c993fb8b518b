"""Parts of the library's pages elsewhere: rates, calculator, pay button, contact, notices."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from freezegun import freeze_time

from example_site.home.models import ArticlePage
from tests import factories
from wagtail_libfees.caching import noted_boundary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_kept")]

LIMIT = ("exclusion", {"amount": "200", "inclusive": True})
PORTAL = {"portal": {"name": "Fjordbetaling", "url": "https://betal.example/"}}
POINT = {"matter": "payment", "name": "Opkrævningen", "phone": "12 34 56 78"}


@pytest.fixture
def site():
    return factories.site()


@pytest.fixture
def page(site):
    children = factories.group("Børn", (1, None, 10))
    fees = factories.overdue(factories.group("Voksne", (1, None, 20)), children)
    page = factories.takster_page(site.root_page, fees, LIMIT)
    points = [("point", POINT), ("point", {**POINT, "matter": "reason", "name": "Biblioteket"})]
    factories.fee_settings(site, fee_page=page, contact_points=points, **PORTAL)
    return page


def request_for(site, path="/"):
    return RequestFactory().get(path, headers={"host": site.hostname})


def shown(request, tag, library="libfees_tags", **context):
    template = Template(f"{{% load {library} %}}{{% {tag} %}}")
    html = template.render(Context({"request": request, **context}))
    return BeautifulSoup(html.replace("\N{NO-BREAK SPACE}", " "), "lxml")


def test_the_rates_today_stand_on_any_page(site, page):
    found = shown(request_for(site), "libfees_rates")
    assert "20 kr." in found.text
    assert "200 kr." in found.text
    assert found.select("a")[-1]["href"] == page.url


def test_one_kind_and_one_group_can_be_chosen(site, page):
    late = shown(request_for(site), 'libfees_rates kind="late"').text
    assert "20 kr." in late
    assert "200 kr." not in late
    children = shown(request_for(site), 'libfees_rates group="børn"').text
    assert "10 kr." in children
    assert "Voksne" not in children


def test_a_kind_that_there_is_not_is_a_mistake_of_the_template(site, page):
    with pytest.raises(TemplateSyntaxError, match="late2"):
        shown(request_for(site), 'libfees_rates kind="late2"')


def test_no_group_of_that_name_and_no_public_fee_page_show_nothing(site, page):
    assert shown(request_for(site), 'libfees_rates group="Katte"').text == ""
    page.unpublish()
    for tag in ("libfees_rates", "libfees_calculator"):
        assert shown(request_for(site), tag).text == ""


@freeze_time("2026-11-20 09:00")
def test_rates_to_come_are_not_shown_and_end_what_is_kept(site):
    fees = factories.overdue(first=date(2026, 1, 1))
    later = factories.overdue(factories.group("Voksne", (1, None, 999)), first=date(2040, 1, 1))
    page = factories.takster_page(site.root_page, fees, later)
    factories.fee_settings(site, fee_page=page)
    request = request_for(site)
    assert "999" not in shown(request, "libfees_rates").text
    assert noted_boundary(request) == datetime(2039, 12, 31, 23, tzinfo=UTC)


def test_an_english_page_has_the_english_words_and_the_amounts_of_the_source(site, page):
    english = factories.translated(page)
    body = english.body
    body[0].value["groups"][1]["label"] = "Children"
    english.body = body
    english.save()
    with translation.override("en"):
        for name in ("Children", "Børn"):
            found = shown(request_for(site), f'libfees_rates group="{name}"')
            assert "Children" in found.text
            assert "DKK 10" in found.text
            assert not found.select("[lang]")


def test_where_it_is_not_translated_it_is_marked_with_its_language(site, page):
    with translation.override("en"):
        found = shown(request_for(site), "libfees_rates")
        assert found.select_one("[lang=da]")
        assert "Dage over" in found.text
        assert translation.get_language() == "en"


def test_each_calculator_asks_the_fee_page_and_has_its_script(site, page):
    request = request_for(site)
    twice = Template("{% load libfees_tags %}{% libfees_calculator %}{% libfees_calculator %}")
    found = BeautifulSoup(twice.render(Context({"request": request})), "lxml")
    forms = found.select("form")
    assert [form["action"] for form in forms] == [f"/libfees/estimate/{page.pk}/#answer"] * 2
    assert len(found.select("script[src$='calculator.js'][defer]")) == 2


def test_the_pay_button_and_contact_points_are_those_of_the_settings(site, page):
    request = request_for(site)
    pay = shown(request, 'libfees_pay heading="Betal her"')
    assert pay.select_one("a.libfees-button")["href"] == "https://betal.example/"
    assert pay.select_one("h2").text == "Betal her"
    assert "Opkrævningen" in shown(request, 'libfees_contact matter="payment"').text
    assert "Biblioteket" not in shown(request, 'libfees_contact matter="payment"').text
    assert "Biblioteket" in shown(request, "libfees_contact").text


def test_nothing_stated_shows_nothing(site):
    request = request_for(site)
    for tag in ("libfees_pay", "libfees_contact", "libfees_latest_notices", "libfees_rates"):
        assert shown(request, tag).text.strip() == ""
        assert shown(None, tag).text.strip() == ""


def test_the_latest_notices_lead_to_themselves_and_the_archive(site):
    archive = factories.notice_index(site.root_page)
    for title in ("Et", "To", "Tre"):
        factories.notice(archive, title)
    found = shown(request_for(site), "libfees_latest_notices number=2")
    assert len(found.select("li")) == 2
    assert found.select("a")[-1]["href"] == archive.url


def test_one_question_stands_on_any_page(site):
    faq = factories.faq_page(site.root_page, factories.questions(heading="Betaling"))
    tag = 'libfees_faq faq group="Betaling" heading="Spurgt"'
    found = shown(request_for(site), tag, "libfees_questions", faq=faq)
    assert "Kan jeg betale med kort?" in found.text
    other = shown(request_for(site), 'libfees_faq faq group="Andet"', "libfees_questions", faq=faq)
    assert other.text.strip() == ""


def test_editors_put_them_into_streams(client, site, page):
    blocks = [
        ("rates", {"heading": "Takster nu", "kind": "late", "group": ""}),
        ("calculator", {"heading": ""}),
        ("pay", {"heading": ""}),
        ("contact", {"heading": "", "matter": "reason"}),
        # As a form stores what was left open.
        ("rates", {"heading": "", "kind": None, "group": ""}),
        ("contact", {"heading": "", "matter": None}),
        ("notices", {"heading": "", "number": 3}),
    ]
    article = ArticlePage(title="Om gebyrer", slug="om", body=blocks)
    site.root_page.add_child(instance=article)
    found = BeautifulSoup(client.get(article.url).content, "lxml").select_one("article")
    assert found.select_one("h2").text == "Takster nu"
    assert found.select_one("table")
    assert found.select_one("form[data-libfees-calculator]")
    assert found.select_one(".libfees-payment a.libfees-button")
    assert "Biblioteket" in found.select_one(".libfees-contact").text
    ids = [element["id"] for element in found.select("[id]")]
    assert len(ids) == len(set(ids))
